"""Colours, marks and lines: the same system looks the same in every picture."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Look:
    """As matplotlib names them."""

    colour: str
    marker: str
    line: str


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("evals") / "report" / "look.toml").read_text(encoding="utf-8"))


def looks(systems: Iterable[str]) -> Mapping[str, Look]:
    """Those of look.toml by name; other systems take what is left, in their order, and begin again when it runs out."""
    data = _data()
    found: dict[str, Look] = {}
    others = 0
    for system in systems:
        if system in data["systems"]:
            found[system] = Look(**data["systems"][system])
        else:
            found[system] = Look(**data["others"][others % len(data["others"])])
            others += 1
    return found


def refusal_colour(name: str) -> str:
    return str(_data()["refusals"][name])

"""The names a person may give on the command line, and what libraries.toml says of a library. Loads nothing heavy."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
SUITES = ("retrieval", "answers", "xquad", "robustness")
SEARCHING = ("retrieval", "xquad")  # suites that ask for places, which a chat service does not tell
SYSTEMS = ("assistant", "model", "baseline", "bm25", "dense", "endpoint")


@dataclass(frozen=True, slots=True)
class Described:
    """One entry of libraries.toml."""

    name: str
    es: str
    en: str
    gold: str | None = None
    shared: tuple[str, ...] = ()
    fictional: str | None = None
    xquad: str | None = None


@cache
def described() -> Mapping[str, Described]:
    """Every library that `libraries.toml` names, in its order."""
    found = {}
    for name, entry in tomllib.loads((FOLDER / "libraries.toml").read_text(encoding="utf-8")).items():
        fields: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in entry.items()}
        found[name] = Described(name, **fields)
    return found


LIBRARIES = tuple(described())


def asked(names: Iterable[str] = ()) -> tuple[str, ...]:
    """These libraries, or all that have gold questions."""
    return tuple(names) or tuple(name for name, entry in described().items() if entry.gold)


def gold_path(name: str) -> Path:
    """The file of that name in evals/gold."""
    return FOLDER / "gold" / f"{name}.jsonl"

"""Which elements of a page hold words and which begin a block (html.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

HEADINGS = {f"h{level}": level for level in range(1, 7)}


@cache
def tags(name: str) -> frozenset[str]:
    """A list of html.toml."""
    return frozenset(_data()[name])


@cache
def colours() -> dict[str, str]:
    """Colours in figures ("#ff0000") by their names."""
    return dict(_data()["colours"])


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("corpus.readers") / "html.toml").read_text("utf-8"))

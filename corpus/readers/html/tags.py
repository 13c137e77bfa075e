"""Which elements of a page hold words and which begin a block (html.toml)."""

from __future__ import annotations

from functools import cache
from typing import Any

from corpus.data import table

HEADINGS = {f"h{level}": level for level in range(1, 7)}


@cache
def tags(name: str) -> frozenset[str]:
    """A list of html.toml."""
    return frozenset(_data()[name])


@cache
def colours() -> dict[str, str]:
    """Colours in figures ("#ff0000") by their names."""
    return dict(_data()["colours"])


def _data() -> dict[str, Any]:
    return table("corpus.readers.html", "html")

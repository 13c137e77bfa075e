"""Which elements of a page hold words and which begin a block (html.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

HEADINGS = {f"h{level}": level for level in range(1, 7)}


@cache
def tags(name: str) -> frozenset[str]:
    """A list of html.toml."""
    return frozenset(tomllib.loads((files("corpus.readers") / "html.toml").read_text("utf-8"))[name])

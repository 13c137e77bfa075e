"""The data files of this package: word lists, patterns and figures that stand beside the code that uses them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """A data file by its name without ending."""
    return tomllib.loads((files("assistant") / f"{name}.toml").read_text(encoding="utf-8"))

"""The data files of all packages: word lists, patterns and figures that stand beside the code that uses them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(package: str, name: str) -> dict[str, Any]:
    """The file `name`.toml in the folder of `package` ("corpus.text"), read once; nobody may change what it returns."""
    return tomllib.loads((files(package) / f"{name}.toml").read_text(encoding="utf-8"))

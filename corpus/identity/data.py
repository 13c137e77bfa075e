"""The data files of this folder."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def data(name: str) -> dict[str, Any]:
    return tomllib.loads((files("corpus.identity") / f"{name}.toml").read_text("utf-8"))

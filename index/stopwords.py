"""Words too common to search for, by language."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def stopwords(language: str) -> frozenset[str]:
    data = tomllib.loads((files("index") / "stopwords.toml").read_text(encoding="utf-8"))
    return frozenset(data.get(language, "").split())

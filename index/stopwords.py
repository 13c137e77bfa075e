"""Words too common to search for, by language."""

from __future__ import annotations

from functools import cache

from corpus.data import table


@cache
def stopwords(language: str) -> frozenset[str]:
    data = table("index", "stopwords")
    return frozenset(data.get(language, "").split())

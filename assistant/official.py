"""Commitments by their titles in both languages, as the documents of a collection give them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from corpus.errors import OgpError
from corpus.ledger import Ledger, read_ledger
from index.ledger import FILE
from index.search import Searcher

_SHORT = 9  # characters; a shorter title is as likely an everyday word


def official_titles(searcher: Searcher, source: str, target: str) -> Mapping[str, str]:
    """The title in `target` of every commitment that has one in `source` too, the longest first."""
    return _titles(searcher.folder / FILE, source, target)


@lru_cache(maxsize=8)
def _titles(path: Path, source: str, target: str) -> Mapping[str, str]:
    ledger = _ledger(path)
    if ledger is None:
        return {}
    found = {
        one.titles[source]: one.titles[target]
        for one in ledger.commitments.values()
        if source in one.titles and target in one.titles and len(one.titles[source]) >= _SHORT
    }
    return {title: found[title] for title in sorted(found, key=lambda title: (-len(title), title))}


@lru_cache(maxsize=4)
def _ledger(path: Path) -> Ledger | None:
    try:
        return read_ledger(path) if path.is_file() else None
    except OgpError:
        return None

"""Commitments by their titles in both languages, as the documents of a collection give them."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.ledger_answer.opened import ledger_of
from index.search import Searcher

_SHORT = 9  # characters; a shorter title is as likely an everyday word


def official_titles(searcher: Searcher, source: str, target: str) -> Mapping[str, str]:
    """The title in `target` of every commitment that has one in `source` too, the longest first."""
    ledger = ledger_of(searcher)
    if ledger is None:
        return {}
    found = {
        one.titles[source]: one.titles[target]
        for one in ledger.commitments.values()
        if source in one.titles and target in one.titles and len(one.titles[source]) >= _SHORT
    }
    return {title: found[title] for title in sorted(found, key=lambda title: (-len(title), title))}

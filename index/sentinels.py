"""Questions by which a new generation is tried before it serves: passages asked for in their own words."""

from __future__ import annotations

from index.prepared import Prepared
from index.search import Searcher

_SENTINELS = 12


def sentinels_of(prepared: Prepared) -> tuple[tuple[str, str], ...]:
    """(question, passage id) pairs: passages spread over the index, asked for in the words of their longest unit."""
    step = max(1, len(prepared.passages) // _SENTINELS)
    chosen = []
    for n in range(0, len(prepared.passages), step):
        units = prepared.units_of(n)
        if units:
            chosen.append((max(units, key=len)[:300], prepared.passage_id(n)))
    return tuple(chosen[:_SENTINELS])


def failed_sentinels(searcher: Searcher) -> list[tuple[str, str]]:
    """The sentinels that do not find their passage, or one with the same text, among the first five."""
    failed = []
    ids = {identifier for _, _, identifier in searcher.content.spans()}
    for question, passage in searcher.manifest.sentinels:
        hits = searcher.search(question, 5)
        # the same words may stand in several passages: any of them will do
        if passage not in ids or not any(hit.passage == passage or question[:60] in hit.text for hit in hits):
            failed.append((question, passage))
    return failed

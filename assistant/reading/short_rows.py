"""Short table rows, which are quoted whole: a date says little without the milestone that it stands beside."""

from __future__ import annotations

from assistant.voices import voice_of_header
from index.content import StoredUnit
from index.search import Searcher

WORDS = 45  # a row of at most so many words is quoted whole
CELLS = 12  # units


def short_row(searcher: Searcher, unit: StoredUnit) -> tuple[StoredUnit, ...]:
    """The units of the row that a cell or row label stands in, in order; none where the row is long, where it is the
    row of nothing else, or where one of its columns is a voice of its own."""
    if unit.kind not in {"cell", "label"}:
        return ()
    row = tuple(one for one in searcher.content.units_of([unit.passage]) if one.block == unit.block)
    words = sum(len(one.text.split()) for one in row)
    voices = any(voice_of_header(one.header) for one in row)
    return row if 1 < len(row) <= CELLS and words <= WORDS and not voices else ()

"""What has to be quoted with a run: the sentence that introduces it, where that one denies it, puts it under a
condition or gives somebody else the word."""

from __future__ import annotations

from corpus.text.given_word import announces, denies, foretells, governs
from index.search import Searcher
from index.store import StoredUnit

LONGEST = 900  # characters of a run with what introduces it; what is further off is not told at all
_BEFORE = 3  # passages that are looked through for the beginning of a list


def introduction(searcher: Searcher, unit: StoredUnit) -> StoredUnit | None:
    """The sentence or heading that a run may not be quoted without; None where it stands for itself."""
    if unit.kind not in {"item", "sentence", "cell"}:
        return None
    before = _before(searcher, unit)
    if unit.kind == "item":
        return _above_list(before)
    return _in_front(before, unit)


def _before(searcher: Searcher, unit: StoredUnit) -> list[StoredUnit]:
    """The units in front of this one, the nearest first."""
    stored = searcher.content.passages([unit.passage])[unit.passage]
    wanted = range(max(0, unit.passage - _BEFORE), unit.passage + 1)
    same = {n for n, one in searcher.content.passages(list(wanted)).items() if one.document == stored.document}
    return sorted((one for one in searcher.content.units_of(sorted(same)) if one.n < unit.n), key=lambda one: -one.n)


def _above_list(before: list[StoredUnit]) -> StoredUnit | None:
    above = next((one for one in before if one.kind != "item"), None)
    if above is None:
        return None
    if above.kind == "heading":
        return above if "?" not in above.text and denies(above.text) else None
    return above if above.kind == "sentence" and announces(above.text) and governs(above.text) else None


def _in_front(before: list[StoredUnit], unit: StoredUnit) -> StoredUnit | None:
    """In the same paragraph or cell a sentence that foretells it, or at the end of the paragraph above one with a
    colon."""
    place = (unit.block, unit.header, unit.label)
    same = [one for one in before if (one.block, one.header, one.label) == place]
    found = next((one for one in same if foretells(one.text) and governs(one.text)), None)
    if found is not None or unit.kind == "cell":
        return found
    above = next((one for one in before if one.block == unit.block - 1), None)
    ends = above is not None and above.kind == "sentence" and above.text.rstrip().endswith(":")
    return above if above is not None and ends and governs(above.text) else None

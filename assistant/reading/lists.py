"""Lists as documents make them: a heading or a sentence, and the items, rows or sub-headings it introduces."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.question.question import Question
from assistant.retrieval.candidate import Candidate
from index.search import Searcher
from index.store import StoredPassage, StoredUnit

LIST = 14  # items shown


def listing(searcher: Searcher, candidates: Sequence[Candidate], question: Question, gap: float) -> list[Candidate]:
    """The items under the best matching heading or introducing sentence (that sentence first), where a list is asked
    for and one of the candidates within `gap` of the best leads to one; empty otherwise."""
    if "list" not in question.types or question.types & {"date", "number", "money"} or question.references:
        return []
    best = candidates[0].score
    # a heading is judged lower than a sentence as an answer, but leads to a list as well as any
    near = [c for c in candidates[:14] if c.score >= best - gap * (2 if c.unit.kind == "heading" else 1)]
    near = [c for c in near if not _is_title(c)]
    for candidate in near:
        items = _items_after(searcher, candidate) or _items_around(searcher, candidate)
        if len(items) >= 2:
            told = candidate.unit.kind not in {"heading", "label"} and candidate.unit.n != items[0].unit.n
            intro = [candidate] if told and candidate.unit.kind != "item" else []
            return intro + items[:LIST]
    return []


def _is_title(candidate: Candidate) -> bool:
    """The heading over the whole document: everything stands under it."""
    return candidate.unit.kind == "heading" and len(candidate.passage.section) < 2 and candidate.unit.block == 0


def _items_after(searcher: Searcher, candidate: Candidate) -> list[Candidate]:
    """List items, row labels or sub-headings right below a heading or introducing sentence."""
    if candidate.unit.kind in {"item", "cell", "label"}:
        return []
    passages = searcher.content.passages_of_document(candidate.passage.document)
    here = passages.index(candidate.passage.n)
    window = passages[here : here + 40]
    stored = searcher.content.passages(window)
    units = [u for u in searcher.content.units_of(window) if u.n > candidate.unit.n]
    if candidate.unit.kind == "heading":
        path = (*_path(candidate), _squeeze(candidate.unit.text))
        inside = [u for u in units if stored[u.passage].section[: len(path)] == path]
        return [as_candidate(candidate, unit, stored) for unit in _same_kind(inside, stored, path)]
    return [as_candidate(candidate, unit, stored) for unit in _following(candidate, units, stored)]


def _following(candidate: Candidate, units: list[StoredUnit], stored: dict[int, StoredPassage]) -> list[StoredUnit]:
    """What a sentence introduces: the list items right after it, or the sub-headings of its section."""
    if not units:
        return []
    if units[0].kind == "item":
        run = []
        for unit in units:
            if unit.kind != "item":
                break
            run.append(unit)
        return run
    if units[0].kind == "heading":
        path = candidate.passage.section
        inside = [u for u in units if stored[u.passage].section[: len(path)] == path]
        return _same_kind(inside, stored, path)
    return []


def _items_around(searcher: Searcher, candidate: Candidate) -> list[Candidate]:
    """The other items of the list that the best unit is an item of."""
    if candidate.unit.kind != "item":
        return []
    units = [u for u in searcher.content.units_of([candidate.passage.n]) if u.kind == "item"]
    stored = searcher.content.passages([candidate.passage.n])
    run = [u for u in units if u.context == candidate.unit.context]
    return [as_candidate(candidate, unit, stored) for unit in run]


def _path(candidate: Candidate) -> tuple[str, ...]:
    section = candidate.passage.section
    text = _squeeze(candidate.unit.text)
    return section[: section.index(text)] if text in section else section


def _same_kind(units: list[StoredUnit], stored: dict[int, StoredPassage], path: tuple[str, ...]) -> list[StoredUnit]:
    """Below a heading: the row labels of its table, else its sub-headings, else its list items."""
    rows: dict[int, StoredUnit] = {}
    for unit in units:
        if unit.kind == "label" and _right_below(stored[unit.passage].section, path, _squeeze(unit.text)):
            rows.setdefault(unit.block, unit)
    if len(rows) >= 2:
        return list(rows.values())
    headings = [
        u for u in units
        if u.kind == "heading" and stored[u.passage].section[len(path) : len(path) + 1] == (_squeeze(u.text),)
    ]  # fmt: skip
    if len(headings) >= 2:
        return headings
    return [u for u in units if u.kind == "item"]


def _right_below(section: tuple[str, ...], path: tuple[str, ...], label: str) -> bool:
    """Is the row in the table of that heading itself, and not under a further heading below it?"""
    return section == path or (section[:-1] == path and section[-1].startswith(label[:20]))


def as_candidate(model: Candidate, unit: StoredUnit, stored: dict[int, StoredPassage]) -> Candidate:
    return Candidate(
        unit,
        stored[unit.passage],
        model.metadata,
        {},
        model.score,
    )


def _squeeze(text: str) -> str:
    return " ".join(text.split())

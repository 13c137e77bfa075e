"""The few units that make the answer, out of all that were judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import regex

from assistant.evidence import Candidate
from assistant.question import Understanding
from assistant.voices import voice_of
from corpus.terms import fold
from index.content import StoredUnit
from index.search import Searcher

STATEMENTS = 3
OVERVIEW = 5  # an account of what became of something needs more sentences than a fact
LIST = 14
GAP = 1.1  # a further sentence scores at most this much less than the best one
SAME = 0.93  # cosine from which two sentences say the same
# A sentence that starts so leans on the one before it and is quoted together with it.
_LEANING = regex.compile(
    r"^\W*(?:est[aeo]s?|dich[oa]s?|es[aeo]s?|ello|lo anterior|asi|ademas|sin embargo|no obstante|por lo tanto|asimismo|"
    r"igualmente|tambien|this|these|that|those|it|they|however|also|moreover|in addition|such)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A run of one document that will be a statement: `start` and `end` may span two neighbouring units."""

    candidate: Candidate
    start: int
    end: int
    text: str
    translation: str | None
    voice: str


def select(searcher: Searcher, candidates: Sequence[Candidate], asked: Understanding) -> list[Chosen]:
    """At most a handful of units, best first; rows of a list where a list is asked for and one is there."""
    if not candidates:
        return []
    listed = _list(searcher, candidates, asked)
    if listed:
        return listed
    best = candidates[0].score
    limit = OVERVIEW if asked.overview else STATEMENTS
    chosen: list[Candidate] = []
    for candidate in candidates:
        if len(chosen) == limit or candidate.score < best - GAP:
            break
        if candidate.unit.kind == "heading" and not _tells(candidate, asked):
            continue
        if _repeats(candidate, chosen):
            continue
        chosen.append(candidate)
    chosen = _each_voice(chosen, candidates, asked, best) or [candidates[0]]
    return _distinct([_grow(searcher, candidate) for candidate in chosen])


def _tells(candidate: Candidate, asked: Understanding) -> bool:
    """A heading tells something when it is a sentence of its own, as in "Recommendation 1: Establish …"."""
    return ":" in candidate.unit.text and len(candidate.unit.text) > 50 or "list" in asked.types


def _repeats(candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    return any(
        float(candidate.vector @ other.vector) > SAME or candidate.unit.text == other.unit.text for other in chosen
    )


def _each_voice(
    chosen: list[Candidate], candidates: Sequence[Candidate], asked: Understanding, best: float
) -> list[Candidate]:
    """Where a judgement on one commitment is asked for and nobody in particular, let each voice be heard."""
    if asked.voices or "rating" not in asked.aspects or not chosen:
        return chosen
    about = chosen[0].passage
    if about.number is None and about.commitment is None:
        return chosen
    heard = {voice_of(c.unit.text, c.voice) for c in chosen}
    for candidate in candidates:
        voice = voice_of(candidate.unit.text, candidate.voice)
        same = (candidate.passage.number, candidate.passage.commitment) == (about.number, about.commitment)
        wanted = voice in {"assessed", "self_reported"} and voice not in heard
        if wanted and same and candidate.signs.get("place", 0.0) + candidate.signs.get("say", 0.0) > 0:
            chosen = [*chosen, candidate]
            heard.add(voice)
    return chosen


def _grow(searcher: Searcher, candidate: Candidate) -> Chosen:
    """A sentence that leans on the one before it is quoted together with it."""
    unit = candidate.unit
    start, translation = unit.start, unit.translation
    if unit.kind in {"sentence", "cell"} and _LEANING.match(fold(unit.text)):
        before = _before(searcher, unit)
        if before is not None and unit.end - before.start <= 600:
            start = before.start
            both = before.translation and unit.translation
            translation = f"{before.translation} {unit.translation}" if both else None
    text = searcher.content.run(candidate.passage.document, start, unit.end)
    return Chosen(candidate, start, unit.end, text, translation, voice_of(unit.text, candidate.voice))


def _before(searcher: Searcher, unit: StoredUnit) -> StoredUnit | None:
    units = [u for u in searcher.content.units_of([unit.passage]) if u.n == unit.n - 1]
    return units[0] if units and units[0].block == unit.block and units[0].header == unit.header else None


def _list(searcher: Searcher, candidates: Sequence[Candidate], asked: Understanding) -> list[Chosen]:
    """Items under the best matching heading or introducing sentence, where a list is asked for."""
    if "list" not in asked.types or asked.references:
        return []
    best = candidates[0].score
    for candidate in candidates[:6]:
        if candidate.score < best - GAP:
            break
        introduces = candidate.unit.kind == "heading" or candidate.unit.text.rstrip().endswith(":")
        items = _items_after(searcher, candidate) if introduces else _items_around(searcher, candidate)
        if len(items) >= 2:
            intro = [] if candidate.unit.kind == "heading" or not introduces else [_grow(searcher, candidate)]
            return intro + [_grow(searcher, item) for item in items[:LIST]]
    return []


def _items_after(searcher: Searcher, candidate: Candidate) -> list[Candidate]:
    """List items, row labels or sub-headings that stand right below a heading or introducing sentence."""
    passages = searcher.content.passages_of_document(candidate.passage.document)
    here = passages.index(candidate.passage.n)
    units = [u for u in searcher.content.units_of(passages[here : here + 40]) if u.n > candidate.unit.n]
    stored = searcher.content.passages(passages[here : here + 40])
    if candidate.unit.kind == "heading":
        path = (*_path(searcher, candidate), _squeeze(candidate.unit.text))
        inside = [u for u in units if stored[u.passage].section[: len(path)] == path]
        items = _same_kind(inside, stored, path)
    else:
        items = []
        for unit in units:
            if unit.kind != "item":
                break
            items.append(unit)
    return [_as_candidate(candidate, unit, stored) for unit in items]


def _items_around(searcher: Searcher, candidate: Candidate) -> list[Candidate]:
    """The other items of the list that the best unit is an item of."""
    if candidate.unit.kind != "item":
        return []
    units = [u for u in searcher.content.units_of([candidate.passage.n]) if u.kind == "item"]
    stored = searcher.content.passages([candidate.passage.n])
    run = [u for u in units if u.context == candidate.unit.context]
    return [_as_candidate(candidate, unit, stored) for unit in run]


def _path(searcher: Searcher, candidate: Candidate) -> tuple[str, ...]:
    section = candidate.passage.section
    text = _squeeze(candidate.unit.text)
    return section[: section.index(text)] if text in section else section


def _same_kind(units: list[StoredUnit], stored: dict, path: tuple[str, ...]) -> list[StoredUnit]:  # type: ignore[type-arg]
    """Below a heading: the row labels of its table, else its sub-headings, else its list items."""
    rows: dict[int, StoredUnit] = {}
    for unit in units:
        if unit.kind == "cell":
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


def _as_candidate(model: Candidate, unit: StoredUnit, stored: dict) -> Candidate:  # type: ignore[type-arg]
    return Candidate(unit, stored[unit.passage], model.metadata, {}, model.score, np.zeros(0, dtype=np.float32))


def _distinct(chosen: list[Chosen]) -> list[Chosen]:
    """Runs that lie inside another one go."""
    kept: list[Chosen] = []
    for one in chosen:
        document = one.candidate.passage.document
        inside = any(
            k.candidate.passage.document == document and k.start <= one.start and one.end <= k.end for k in kept
        )
        if not inside:
            kept = [
                k for k in kept
                if not (k.candidate.passage.document == document and one.start <= k.start and k.end <= one.end)
            ]  # fmt: skip
            kept.append(one)
    return kept


def _squeeze(text: str) -> str:
    return " ".join(text.split())

"""Runs of a document as an answer quotes them: a unit with what it leans on, or a short table row whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import regex

from assistant.reading.introduced import LONGEST, introduction
from assistant.retrieval.candidate import Candidate
from corpus.text.normalize import fold
from corpus.text.speakers import names_several, names_speaker, voice_of_header
from index.search import Searcher
from index.store import StoredUnit

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


# A sentence that starts so leans on the one before it and is quoted together with it.
_LEANING = regex.compile(
    r"^\W*(?:est[aeo]s?|dich[oa]s?|es[aeo]s?|ello|lo anterior|asi|ademas|sin embargo|no obstante|por lo tanto|asimismo|"
    r"igualmente|tambien|this|these|that|those|it|they|however|also|moreover|in addition|such)(?!\w)"
)
# A sentence that starts so goes on about the subject of the one before.
_GOING_ON = regex.compile(
    r"^\W*(?:est[aeo]s?|ell[ao]s?|el mismo|la misma|dich[oa]s?|this|it|they|these)\s"
    r"(?!(?:plan|compromiso|commitment)(?!\w))"
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A run of one document that will be a statement: `start` and `end` may span two neighbouring units, or the cells
    of a short table row, which `row` holds then."""

    candidate: Candidate
    start: int
    end: int
    text: str
    voice: str
    row: tuple[StoredUnit, ...] = ()

    @property
    def words(self) -> int:
        return len(self.text.split())


def grow(searcher: Searcher, candidate: Candidate, first: bool = False) -> Chosen:
    """A sentence that leans on the one before it is quoted together with it; so is, after the first sentence of an
    answer, one that goes on about the same thing ("It lets …"). What a sentence above denies, or gives others the
    word for, is quoted with that sentence."""
    unit = candidate.unit
    start, end = unit.start, unit.end
    row = short_row(searcher, unit)
    if row:
        start, end = min(one.start for one in row), max(one.end for one in row)
    elif unit.kind in {"sentence", "cell", "item"}:
        around = {u.n: u for u in searcher.content.units_of([unit.passage]) if _side_by_side(u, unit)}
        before, after = around.get(unit.n - 1), around.get(unit.n + 1)
        if before is not None and _LEANING.match(fold(unit.text)) and end - before.start <= 600:
            start = before.start
        if first and after is not None and _GOING_ON.match(fold(after.text)) and after.end - start <= 500:
            end = after.end
    above = introduction(searcher, unit)
    if above is not None:
        start = min(start, above.start)
    text = searcher.content.run(candidate.passage.document, start, end)
    return Chosen(candidate, start, end, text, voice_of_run(searcher, candidate, text), row)


def grown(searcher: Searcher, candidates: Iterable[Candidate], *, first: bool = False) -> list[Chosen]:
    """The runs to quote (`first`: the first of them may go on). One that would be too long with the sentence that it
    may not be quoted without is left out: alone it would say something else."""
    runs = [grow(searcher, one, first=first and number == 0) for number, one in enumerate(candidates)]
    return [one for one in runs if len(one.text) <= LONGEST or introduction(searcher, one.candidate.unit) is None]


def voice_of_run(searcher: Searcher, candidate: Candidate, text: str) -> str:
    """Who speaks in the run as it is shown. A sentence that names nobody goes on with the voice of the one before it
    in its cell: "Even so, there were early results" after "For the IRM, …" is the IRM's."""
    voice = candidate.voice_in(text)
    unit = candidate.unit
    if voice != candidate.default_voice or names_speaker(text) or unit.kind != "cell" or not names_several(unit.header):
        return voice
    before = [u for u in searcher.content.units_of([unit.passage]) if u.n < unit.n and _side_by_side(u, unit)]
    for one in sorted(before, key=lambda u: -u.n):
        told = candidate.voice_in(one.text)
        if told != candidate.default_voice or names_speaker(one.text):
            return told
    return voice


def _side_by_side(one: StoredUnit, other: StoredUnit) -> bool:
    return one.block == other.block and one.header == other.header and one.label == other.label


def distinct(chosen: list[Chosen]) -> list[Chosen]:
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

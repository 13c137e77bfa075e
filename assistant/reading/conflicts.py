"""Documents that count the same thing and come to different numbers."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Citation, Conflict, Side
from assistant.question.question import Question
from assistant.retrieval.answer_types import counted_value
from assistant.retrieval.candidate import Candidate

NEAR = 2.5  # another count is looked at when its unit fits at most this much less than the best


def other_counts(candidates: Sequence[Candidate], question: Question) -> list[tuple[Candidate, int]]:
    """The best unit for each different number that documents (or voices) give for what the question counts.

    Only numbers about one commitment are compared: "five programmes" here and "six programmes" there disagree only
    when both speak of the same thing. Fewer than two numbers: no disagreement, an empty list.
    """
    if "number" not in question.types or not candidates:
        return []
    best = next((c for c in candidates if c.signs.get("counted", 0.0) > 0), None)
    if best is None or best.passage.number is None or _fits(best) < _fits(candidates[0]) - NEAR:
        return []
    found: dict[int, Candidate] = {}
    for candidate in candidates:
        same = (candidate.passage.number, candidate.passage.commitment) == (
            best.passage.number,
            best.passage.commitment,
        )
        if not same or candidate.signs.get("counted", 0.0) <= 0 or _fits(candidate) < _fits(best) - NEAR:
            continue
        value = _value(candidate, question)
        elsewhere = all(
            (candidate.metadata.id, candidate.voice) != (other.metadata.id, other.voice) for other in found.values()
        )
        if value is not None and value not in found and elsewhere:
            found[value] = candidate
    return [(candidate, value) for value, candidate in found.items()] if len(found) > 1 else []


def _fits(candidate: Candidate) -> float:
    """How well it was read to answer: where search puts another document's count makes it no less a contradiction."""
    return candidate.signs.get("fits", candidate.score)


def conflict_of(
    counts: Sequence[tuple[Candidate, int]], citations: Sequence[Citation], about: str
) -> tuple[Conflict, ...]:
    """The disagreement with the citations that stand for its sides; none where a side was not kept."""
    sides = []
    for candidate, value in counts:
        unit = candidate.unit
        number = next(
            (
                c.number
                for c in citations
                if c.document == candidate.metadata.id and c.start <= unit.start and unit.end <= c.end
            ),
            None,
        )
        if number is not None:
            sides.append(Side(str(value), number))
    return (Conflict(about, tuple(sides)),) if len(sides) > 1 else ()


def _value(candidate: Candidate, question: Question) -> int | None:
    unit, passage = candidate.unit, candidate.passage
    return counted_value(unit.text, passage.language, question.counted.stems.get(passage.language, frozenset()))

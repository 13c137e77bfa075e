"""Evidence that says what the question names, in however few words: the row whose label is the question's, and what a
commitment says of itself.

A form's "Sensors installed: 17" is named by "how many sensors were installed". Of a commitment, who does what it
promises leads it, and the sentences it begins with say what it is about: neither needs to be said in the words of a
question for who is responsible or for the aim, which is what the reader looks for.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from assistant.question.question import Question
from assistant.retrieval.candidate import Candidate
from corpus.commitments.references import label_reference
from corpus.text.names import institution_heads
from corpus.text.normalize import fold
from index.bm25 import stems

_LEAST = 2  # words of a label with its column: "Name" alone is in too many questions
# Behind the head of an institution's name: its other words, then what it is going to do.
_GOING_TO = regex.compile(
    r"(?:[\s,]+[\w’'-]+){0,9}?\s+(?:se\s+)?(?:\p{L}{2,}rán?|will|shall|commits?\s+to|comprometen?\s+a)\b",
    regex.IGNORECASE,
)
_TOLD = frozenset({"sentence", "item", "cell"})


def of_named_commitment(candidates: Sequence[Candidate], question: Question) -> list[Candidate]:
    """The units that say it, best first; none where the question names no commitment, or asks for something else."""
    if not question.references or question.overview or question.voices - {"promised"}:
        return []
    its_own = [one for one in candidates if _stands_below(one, question)]
    if question.aspects == ("lead",):
        return [one for one in its_own if _promises(one.unit.text)][:1]
    if question.aspects == ("objective",) and not question.types:
        return sorted((one for one in its_own if one.unit.kind == "sentence"), key=lambda one: one.unit.n)[:1]
    return []


def _stands_below(one: Candidate, question: Question) -> bool:
    """Whether it stands right below the heading of the commitment, in words of whoever promises it."""
    if one.signs.get("commitment", 0.0) <= 0 or one.unit.kind not in _TOLD or one.voice != "promised":
        return False
    heading = label_reference((one.passage.section or ("",))[-1], one.metadata.kind)
    return heading is not None and any(
        heading == named or (heading.number is not None and heading.number == named.number)
        for named in question.references
    )


def _promises(text: str) -> bool:
    """ "The Ministry of Justice will create …": an institution, and what it is going to do."""
    named = _institution().match(fold(text))
    return named is not None and _GOING_TO.match(text[named.end() :]) is not None


@cache
def _institution() -> regex.Pattern[str]:
    return regex.compile(rf"\W*(?:(?:el|la|los|las|the)\s+)?(?:\w+\s+){{0,3}}?(?:{institution_heads()})\b")


def of_named_label(candidates: Sequence[Candidate], question: Question) -> frozenset[int]:
    """The units whose label, with the header of their column, has the words of the question and no other: those of one
    row, which hold what is asked for; none where several rows are called so."""
    found: list[Candidate] = []
    for one in candidates:
        if one.unit.kind == "cell" and one.unit.label and _holds(one, question) and _is_named(one, question):
            found.append(one)
    rows = {(one.unit.passage, one.unit.block) for one in found}
    return frozenset(one.unit.n for one in found) if len(rows) == 1 else frozenset()


def _holds(one: Candidate, question: Question) -> bool:
    """Whether the cell has what is asked for, and stands with the commitment that is named."""
    of_type = one.signs.get("type", 1.0) >= 1 and one.signs.get("counted", 1.0) > 0
    return of_type and (not question.references or one.signs.get("commitment", 0.0) > 0)


def _is_named(one: Candidate, question: Question) -> bool:
    code = one.passage.language
    asked = question.label.get(code, frozenset())
    label, header = stems(one.unit.label, code), stems(one.unit.header, code)
    around = stems(" ".join((one.metadata.title, *one.passage.section)), code)
    named = label | (header & asked)
    return len(named) >= _LEAST and label <= asked and asked <= named | around

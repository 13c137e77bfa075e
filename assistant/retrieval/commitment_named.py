"""What a commitment that the question names says of itself: who does what it promises leads it, and the sentences it
begins with say what it is about. Neither needs to be said in the words of a question for who is responsible or for the
aim, which is what the reader looks for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from assistant.question.entities import Understanding
from assistant.retrieval.candidate import Candidate
from corpus.commitments import label_reference
from corpus.ledger.data import table
from corpus.terms import fold

# Behind the head of an institution's name: its other words, then what it is going to do.
_GOING_TO = regex.compile(
    r"(?:[\s,]+[\w’'-]+){0,9}?\s+(?:se\s+)?(?:\p{L}{2,}rán?|will|shall|commits?\s+to|comprometen?\s+a)\b",
    regex.IGNORECASE,
)
_TOLD = frozenset({"sentence", "item", "cell"})


def of_named_commitment(candidates: Sequence[Candidate], asked: Understanding) -> list[Candidate]:
    """The units that say it, best first; none where the question names no commitment, or asks for something else."""
    if not asked.references or asked.overview or asked.voices - {"promised"}:
        return []
    its_own = [one for one in candidates if _stands_below(one, asked)]
    if asked.aspects == ("lead",):
        return [one for one in its_own if _promises(one.unit.text)][:1]
    if asked.aspects == ("objective",) and not asked.types:
        return sorted((one for one in its_own if one.unit.kind == "sentence"), key=lambda one: one.unit.n)[:1]
    return []


def _stands_below(one: Candidate, asked: Understanding) -> bool:
    """Whether it stands right below the heading of the commitment, in words of whoever promises it."""
    if one.signs.get("commitment", 0.0) <= 0 or one.unit.kind not in _TOLD or one.voice != "promised":
        return False
    heading = label_reference((one.passage.section or ("",))[-1], one.metadata.kind)
    return heading is not None and any(
        heading == named or (heading.number is not None and heading.number == named.number)
        for named in asked.references
    )


def _promises(text: str) -> bool:
    """ "The Ministry of Justice will create …": an institution, and what it is going to do."""
    named = _institution().match(fold(text))
    return named is not None and _GOING_TO.match(text[named.end() :]) is not None


@cache
def _institution() -> regex.Pattern[str]:
    heads = "|".join(table("institutions")["names"]["heads"])
    return regex.compile(rf"\W*(?:(?:el|la|los|las|the)\s+)?(?:\w+\s+){{0,3}}?(?:{heads})\b")

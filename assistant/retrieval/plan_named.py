"""The plan that a question names by number or years: what documents of another plan say of their own is no answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.retrieval.candidate import Candidate
from corpus.commitments import without_references
from corpus.ledger.periods import ordinals, plan_years
from corpus.model import Metadata


def of_named_plan(candidates: Sequence[Candidate], question: str, documents: Iterable[Metadata]) -> list[Candidate]:
    """The candidates without those of other plans, where the question names one plan that documents are of. A document
    of another plan may still speak of it by name."""
    others = other_plans(question, documents)
    numbers, years = _named(question)
    return [one for one in candidates if one.metadata.id not in others or _names(one, numbers, years)]


def other_plans(question: str, documents: Iterable[Metadata]) -> frozenset[str]:
    """Ids of the documents that are of another plan than the one which the question names; none where it names none,
    or no document is of it."""
    numbers, years = _named(question)
    if len(numbers) > 1 or len(years) > 1 or not (numbers or years):
        return frozenset()
    every = list(documents)
    wanted = {plan for one in every if _is_named(one, numbers, years) and (plan := _plan(one))}
    places = {place for place, _ in wanted}
    if len(wanted) > len(places):  # documents do not agree which plan that is
        return frozenset()
    return frozenset(one.id for one in every if (plan := _plan(one)) and plan[0] in places and plan not in wanted)


def _named(text: str) -> tuple[set[int], set[str]]:
    """(numbers, first years) of the plans that a text names."""
    text = without_references(text)  # of "commitment 3 of the second plan" the 3 is no plan
    return ordinals(text), {str(first) for first, *_ in plan_years(text)}


def _plan(metadata: Metadata) -> tuple[str, str] | None:
    """(country, first year) of the plan that a document is of; None where that is not known."""
    year = (metadata.cycle or "")[:4]
    return ((metadata.country or "").upper(), year) if year.isdigit() else None


def _is_named(metadata: Metadata, numbers: set[int], years: set[str]) -> bool:
    if years:
        return (metadata.cycle or "")[:4] in years
    return ordinals(metadata.title) == numbers


def _names(candidate: Candidate, numbers: set[int], years: set[str]) -> bool:
    text = " \n ".join((*candidate.passage.section[1:], candidate.passage.text))
    its_numbers, its_years = _named(text)
    return bool(its_numbers & numbers) or bool(its_years & years)

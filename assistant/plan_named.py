"""The plan that a question names by number or years: what documents of another plan say of their own is no answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.candidate import Candidate
from corpus.ledger.periods import ordinals, plan_years
from corpus.model import Metadata


def of_named_plan(
    candidates: Sequence[Candidate], question: str, documents: Iterable[Metadata]
) -> list[Candidate]:
    """The candidates without those of other plans, where the question names one plan that documents are of. A document
    of another plan may still speak of it by name."""
    numbers = ordinals(question)
    years = {str(first) for first, *_ in plan_years(question)}
    if len(numbers) > 1 or len(years) > 1 or not (numbers or years):
        return list(candidates)
    every = list(documents)
    wanted = {_plan(one) for one in every if _is_named(one, numbers, years)} - {None}
    places = {place for place, _ in filter(None, wanted)}
    if not wanted or len(wanted) > len(places):
        return list(candidates)

    def other(metadata: Metadata) -> bool:
        plan = _plan(metadata)
        return plan is not None and plan[0] in places and plan not in wanted

    return [one for one in candidates if not other(one.metadata) or _names(one, numbers, years)]


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
    named = {str(first) for first, *_ in plan_years(text)}
    return bool(ordinals(text) & numbers) or bool(named & years)

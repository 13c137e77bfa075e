"""The plan that a question names by number or years, and a total of its commitments that the question takes for
granted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import regex

from assistant.data import table
from corpus.commitments.references import without_references
from corpus.ledger.plan_names import ordinals, plan_years
from corpus.model import Metadata
from corpus.text.normalize import fold
from corpus.text.numbers import numeral_value, spelled_pattern


@dataclass(frozen=True, slots=True)
class PlanNamed:
    """The plans that a text names: their ordinal numbers, and the (first, last) years they run."""

    numbers: frozenset[int] = frozenset()
    years: frozenset[tuple[int, int]] = frozenset()

    @property
    def first_years(self) -> frozenset[int]:
        return frozenset(first for first, _ in self.years)

    @property
    def one(self) -> bool:
        """Whether one plan is named, by its number, its years or both."""
        return len(self.numbers) <= 1 and len(self.first_years) <= 1 and bool(self.numbers or self.years)

    def __bool__(self) -> bool:
        return bool(self.numbers or self.years)

    def has(self, other: PlanNamed) -> bool:
        """Whether the two name a plan in common."""
        return bool(self.numbers & other.numbers) or bool(self.first_years & other.first_years)


@dataclass(frozen=True, slots=True)
class TotalNamed:
    """ "The twenty commitments": a total that a question takes for granted; `whole` where it says "of the plan"."""

    number: int
    whole: bool


def plan_in(text: str) -> PlanNamed:
    """The plans that a text names; of "commitment 3 of the second plan" the 3 is none."""
    text = without_references(text)
    years = ((first, last) for first, last, *_ in plan_years(text))
    return PlanNamed(frozenset(ordinals(text)), frozenset(years))


def other_plans(plan: PlanNamed, documents: Iterable[Metadata]) -> frozenset[str]:
    """Ids of the documents that are of another plan than the one which is named; none where none is, or no document is
    of it."""
    if not plan.one:
        return frozenset()
    every = list(documents)
    wanted = {found for one in every if _is(one, plan) and (found := _of(one))}
    places = {place for place, _ in wanted}
    if len(wanted) > len(places):  # documents do not agree which plan that is
        return frozenset()
    return frozenset(one.id for one in every if (found := _of(one)) and found[0] in places and found not in wanted)


def total_in(text: str) -> TotalNamed | None:
    """The total of commitments that a text takes for granted, None for none."""
    match = _total("named").search(fold(text))
    number = numeral_value(match.group("number")) if match else None
    return None if match is None or number is None else TotalNamed(number, match.group("whole") is not None)


def totals_counted(text: str) -> set[int]:
    """How many commitments a text speaks of, each number once."""
    found = (numeral_value(match.group("number")) for match in _total("counted").finditer(fold(text)))
    return {number for number in found if number is not None}


def _of(metadata: Metadata) -> tuple[str, str] | None:
    """(country, first year) of the plan that a document is of; None where that is not known."""
    year = (metadata.cycle or "")[:4]
    return ((metadata.country or "").upper(), year) if year.isdigit() else None


def _is(metadata: Metadata, plan: PlanNamed) -> bool:
    if plan.years:
        return (metadata.cycle or "")[:4] in {str(year) for year in plan.first_years}
    return ordinals(metadata.title) == plan.numbers


@cache
def _total(name: str) -> regex.Pattern[str]:
    number = rf"(?:\d{{1,3}}|{spelled_pattern(numbering=True)})"
    return regex.compile(table("premise")["total"][name].replace("{number}", number))

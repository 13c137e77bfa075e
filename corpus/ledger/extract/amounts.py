"""Sums of money and per cents in running text: what they come to, so that they can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import regex

from corpus.data import table
from corpus.text.normalize import fold
from corpus.text.numbers import decimal_number, spelled_pattern

_FIGURES = r"\d+(?:[.,'’\u00a0\u202f\u2009 ]\d{3})*(?:[.,]\d+)?"
_CURRENCY = r"(?:[a-z]{0,3}[$€£]|[a-z]{3}(?=\s?\d)|€|£)"
_TIMES = {"mil millones": 9, "millones": 6, "millon": 6, "mdp": 6, "mdd": 6, "million": 6, "millions": 6, "billion": 9,
          "billions": 9, "mil": 3, "thousand": 3, "m": 6, "k": 3}  # fmt: skip
_PERCENT = regex.compile(r"(?<![\d.,])(?P<figures>\d{1,3}(?:[.,]\d+)?)\s?(?:%|por ?ciento|per ?cent)(?!\w)")
_BARE = regex.compile(r"\d{1,3}(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum at [start, end). `unit` is its currency as written, folded ("" where none stands beside it)."""

    value: float
    unit: str
    start: int
    end: int

    @property
    def told(self) -> str:
        """In one form: "3500000 marels"."""
        return f"{self.value:.2f}".rstrip("0").rstrip(".") + (f" {self.unit}" if self.unit else "")


@cache
def _sums() -> regex.Pattern[str]:
    times = "|".join(sorted(_TIMES, key=len, reverse=True))
    return regex.compile(
        rf"(?<![\w.,/-])(?P<before>{_CURRENCY})?\s?(?P<figures>{_FIGURES}|{spelled_pattern()}(?=\s+(?:{times})))"
        rf"(?:\s?(?P<times>{times})(?!\p{{L}}))?(?:\s+(?:de\s+)?(?P<unit>\p{{L}}{{3,}})|\s?(?P<unit>[€£$]))?(?![\d%])"
    )


def amounts(text: str) -> list[Amount]:
    """The sums that a value names; of running text also other numbers, so only for what is known to be about money."""
    found = []
    for match in _sums().finditer(fold(text)):
        value = decimal_number(match.group("figures"))
        if value is None:
            continue
        value *= 10 ** _TIMES.get(match.group("times") or "", 0)
        unit = (match.group("before") or match.group("unit") or "").strip()
        found.append(Amount(value, unit, *match.span()))
    return found


def percent_in(text: str, *, bare: bool = False) -> tuple[str, int, int] | None:
    """("62.5%", start, end) where the text names one per cent; `bare`: its figures alone will do."""
    found = {decimal_number(m.group("figures")): m.span() for m in _PERCENT.finditer(fold(text))}
    if not found and bare and _BARE.fullmatch(text.strip()):
        found = {decimal_number(text.strip()): (0, len(text))}
    if len(found) != 1:
        return None
    ((value, (start, end)),) = found.items()
    return (f"{value:g}%", start, end) if value is not None and value <= 100 else None


@cache
def _column() -> regex.Pattern[str]:
    return regex.compile(
        r"(?<!\w)(?P<times>miles|thousands?|millones|millions?)(?:\s+(?:de|of))?(?:\s+(?P<unit>\p{L}{3,}))?"
    )


def scaled(amount: Amount, header: str) -> Amount:
    """The amount of a cell in a column that says what its figures are of: "Cost (thousand florins)"."""
    match = _column().search(fold(header)) if not amount.unit else None
    if match is None:
        return amount
    times = (
        1_000 if match.group("times").startswith(("mil", "thou")) and "on" not in match.group("times") else 1_000_000
    )
    return Amount(amount.value * times, match.group("unit") or "", amount.start, amount.end)


def parts_follow(text: str, sums: Sequence[Amount]) -> bool:
    """Whether the first of several sums opens the text, and the others are said to be parts of it: "685 000, of which
    220 000 are a gift"."""
    if len(sums) < 2 or any(c.isalpha() and c.islower() for c in text[: sums[0].start]):
        return False
    return _part().search(fold(text[sums[0].end : sums[1].end])) is not None


@cache
def _part() -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\w)(?:{'|'.join(table('corpus.ledger', 'numbers')['parts']['of'])})(?!\w)")

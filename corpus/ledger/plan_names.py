"""When a plan runs: years behind its name, and sentences that tell its beginning and end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import regex

from corpus.data import table
from corpus.model import Block
from corpus.text.dates import Moment, moments
from corpus.text.normalize import any_of, fold

_YEARS = r"(?P<first>(?:19|20)\d\d)\s*[-–—/]\s*(?P<last>(?:19|20)\d\d)(?!\d)"


@cache
def ordinal_words(number: int | None = None) -> str:
    """A pattern of the words for that place in a row ("cuarto", "fourth"), or for any, in folded text."""
    forms = table("corpus.ledger", "numbers")["ordinals"]
    told = forms[str(number)] if number else [form for of_number in forms.values() for form in of_number]
    return f"(?:{'|'.join(form for form in told if form[0].isalpha() and len(form) > 2)})"


@cache
def _names() -> str:
    names = "|".join(table("corpus.ledger", "numbers")["plan"]["names"]).replace("{ordinal}", ordinal_words())
    return rf"(?<!\w)(?:{names})(?!\w)"


@cache
def _named() -> regex.Pattern[str]:
    return regex.compile(_names(), regex.IGNORECASE)


@cache
def _with_years() -> regex.Pattern[str]:
    return regex.compile(rf"{_names()}[^.;:\n\d]{{0,40}}{_YEARS}", regex.IGNORECASE)


def names_plan(text: str) -> bool:
    return _named().search(fold(text)) is not None


def plan_years(text: str) -> list[tuple[int, int, int, int]]:
    """(first year, last year, start, end) of every plan a text names with its years: "Plan de Acción 2019-2021"."""
    found = []
    for match in _with_years().finditer(fold(text)):
        first, last = int(match.group("first")), int(match.group("last"))
        if 0 < last - first <= 6:
            found.append((first, last, match.start("first"), match.end("last")))
    return found


def years_above(text: str, headings: Sequence[Block]) -> tuple[int, int] | None:
    """The years of the plan that the nearest of these headings names, the last one being the nearest."""
    for heading in reversed(headings):
        years = plan_years(text[heading.start : heading.end])
        if years:
            return years[0][:2]
    return None


def ordinals(text: str) -> set[int]:
    """Which plans of a country a text names by their number: "cuarto plan", "4PA", "NAP 5"."""
    folded = fold(text)
    found = set()
    for number, forms in table("corpus.ledger", "numbers")["ordinals"].items():
        one = "|".join(forms)
        before = rf"(?<!\w)(?:{one})\s+(?:\p{{L}}+\s+){{0,4}}?(?:plan|nap)\b|(?<!\w){number}\s?pa\b"
        behind = rf"\bnap\s?{number}\b|\bplan\s+(?:{one})(?!\w)"
        if regex.search(f"{before}|{behind}", folded):
            found.add(int(number))
    return found


def told_period(sentence: str) -> dict[str, Moment]:
    """{"start": …, "end": …} as a sentence about the plan tells them; what it does not tell is left out."""
    folded = fold(sentence)
    dates = moments(sentence)
    told: dict[str, Moment] = {}
    words = table("corpus.ledger", "numbers")["plan"]
    for field, verbs in (("start", any_of(words["starts"])), ("end", any_of(words["ends"]))):
        for verb in verbs.finditer(folded):
            after = next((date for date in dates if 0 <= date.start - verb.end() <= 12), None)
            if after:
                told.setdefault(field, after)
    for one, other in pairwise(dates):
        between = folded[one.end : other.start]
        if regex.fullmatch(r"\s+(?:y|and|a|al|to|until|hasta)(?:\s+el)?\s+", between) and len(one.iso) > 4:
            told.setdefault("start", one)
            told.setdefault("end", other)
    return told

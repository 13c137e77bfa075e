"""Dates in a text, as day, month and year, as far as they are given."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from assistant.model.sides import Side
from corpus.text.dates import months

# Day, month, year; None for what is not said.
Date = tuple[int | None, int, int | None]

_ISO = regex.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)(?:-(?P<d>\d\d))?(?!\d)")
_SLASHED = regex.compile(r"(?<!\d)(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>(?:19|20)\d\d)(?!\d)")


def dates(side: Side) -> Iterator[Date]:
    """The dates of a text; those of a stretch ("1 to 15 May") are two. A month alone is one."""
    for match in _named(side.language).finditer(side.text):
        found = match.groupdict()
        month = months(side.language)[found["m"].lower()]
        year = int(found["y"]) if found["y"] else None
        days: list[int | None] = [int(found[name]) for name in ("first", "d", "behind", "last") if found.get(name)]
        if side.language == "en" and not days and year is None and _opens(side.text, match.start()):
            continue  # "May" and "March" at the beginning are other words
        yield from ((day, month, year) for day in days or [None])
    for pattern in (_ISO, _SLASHED):
        for match in pattern.finditer(side.text):
            if 1 <= int(match["m"]) <= 12:
                yield int(match["d"]) if match["d"] else None, int(match["m"]), int(match["y"])


def agrees(said: Date, given: Date, years: frozenset[str]) -> bool:
    """Is what `said` tells of a day what `given` tells? A year may stand elsewhere in the quotation: `years`."""
    day, month, year = said
    if month != given[1] or (day is not None and day != given[0]):
        return False
    return year in (None, given[2]) or (given[2] is None and str(year) in years)


def _opens(text: str, place: int) -> bool:
    return not regex.search(r"\b(?:in|since|until|by|from|and|to|of|during|between)\s+$", text[:place])


@cache
def _named(language: str) -> regex.Pattern[str]:
    to = r"\s*(?:–|-|y|and|al?|to)\s*(?:el\s+)?"
    year = r"(?P<y>(?:19|20)\d\d)(?!\d)"
    if language == "es":
        named = "|".join(months(language))
        days = rf"(?:(?:(?P<first>\d{{1,2}}){to})?(?P<d>\d{{1,2}})(?:º|°|ro)?\s+de\s+)?"
        return regex.compile(rf"(?<!\w){days}(?P<m>{named})(?:\s+(?:del?\s+)?{year})?(?!\w)", regex.IGNORECASE)
    named = "|".join(name.capitalize() for name in months(language))
    days = rf"(?:(?:(?P<first>\d{{1,2}}){to})?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?"
    behind = rf"(?:\s+(?P<behind>\d{{1,2}})(?:st|nd|rd|th)?(?:{to}(?P<last>\d{{1,2}}))?(?!\d))?"
    return regex.compile(rf"(?<!\w){days}(?P<m>{named}){behind}(?:,?\s+(?:of\s+)?{year})?(?!\w)")

"""The dates of a text as day, month and year, as far as they are given, and whether two say the same."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from corpus.text.dates import months

# Day, month, year; None for what is not said.
Date = tuple[int | None, int, int | None]

_TO = r"\s*(?:–|-|y|and|al?|to)\s*(?:el\s+)?"
_IN = regex.compile(r"\b(?:in|since|until|by|from|and|to|of|during|between)\s+$")
_IN_FIGURES = (
    regex.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)(?:-(?P<d>\d\d))?(?!\d)"),
    regex.compile(r"(?<!\d)(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>(?:19|20)\d\d)(?!\d)"),
)


def dates(text: str, language: str) -> Iterator[Date]:
    """The dates that a text gives; those of a stretch ("1 to 15 May") are two. A month alone is one."""
    for match in _read(language).finditer(text):
        found = match.groupdict()
        month = months(language)[found["m"].lower()]
        year = int(found["y"]) if found["y"] else None
        days: list[int | None] = [int(found[name]) for name in ("first", "d", "behind", "last") if found.get(name)]
        if language == "en" and not days and year is None and not _IN.search(text[: match.start()]):
            continue  # "May" and "March" at the beginning are other words
        yield from ((day, month, year) for day in days or [None])
    for pattern in _IN_FIGURES:
        for match in pattern.finditer(text):
            if 1 <= int(match["m"]) <= 12:
                yield int(match["d"]) if match["d"] else None, int(match["m"]), int(match["y"])


def agrees(said: Date, given: Date, years: frozenset[str]) -> bool:
    """Is what `said` tells of a day what `given` tells? The year may stand elsewhere beside it: `years`."""
    day, month, year = said
    if month != given[1] or (day is not None and day != given[0]):
        return False
    return year in (None, given[2]) or (given[2] is None and str(year) in years)


@cache
def _read(language: str) -> regex.Pattern[str]:
    """Days, month and year as far as they are given; wider than what is written anew in the other language."""
    year = r"(?P<y>(?:19|20)\d\d)(?!\d)"
    if language == "es":
        named = "|".join(months(language))
        days = rf"(?:(?:(?P<first>\d{{1,2}}){_TO})?(?P<d>\d{{1,2}})(?:º|°|ro)?\s+de\s+)?"
        return regex.compile(rf"(?<!\w){days}(?P<m>{named})(?:\s+(?:del?\s+)?{year})?(?!\w)", regex.IGNORECASE)
    named = "|".join(name.capitalize() for name in months(language))
    days = rf"(?:(?:(?P<first>\d{{1,2}}){_TO})?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?"
    behind = rf"(?:\s+(?P<behind>\d{{1,2}})(?:st|nd|rd|th)?(?:{_TO}(?P<last>\d{{1,2}}))?(?!\d))?"
    return regex.compile(rf"(?<!\w){days}(?P<m>{named}){behind}(?:,?\s+(?:of\s+)?{year})?(?!\w)")

"""Dates in a text: as day, month and year, and written in the other language ("31 July 2024", "31 de julio de 2024").

Spanish and English months are those of Unicode CLDR, read through Babel.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

# Day, month, year; None for what is not said.
Date = tuple[int | None, int, int | None]

_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_TO = r"\s*(?:–|-|y|and|al?|to)\s*"
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


def localised(text: str, source: str, target: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, what it is in the other language) of the dates in `text` that hold the name of a month, in order.

    A month alone counts only where a preposition or its capital tells it from another word ("in March"). The article
    of a Spanish day goes with it.
    """
    at = 0
    while match := _pattern(source).search(text, at):
        at = match.end()
        found = {key: value for key, value in match.groupdict().items() if value}
        month = months(source)[found["month"].lower()]
        yield match.start(), match.end(), _SAID[target](found, months_of(target)[month - 1], _within(text, match))


@cache
def months_of(language: str) -> tuple[str, ...]:
    """The twelve names, as they are written within a sentence (Unicode CLDR)."""
    from babel import Locale

    return tuple(Locale(language).months["format"]["wide"][n] for n in range(1, 13))


@cache
def months(language: str) -> dict[str, int]:
    """The number of a month by its name in lower case."""
    named = {name.lower(): number for number, name in enumerate(months_of(language), start=1)}
    return named | ({"setiembre": 9} if language == "es" else {})


@cache
def _read(language: str) -> regex.Pattern[str]:
    """Days, month and year as far as they are given; wider than what is written anew in the other language."""
    to = rf"{_TO}(?:el\s+)?"
    year = r"(?P<y>(?:19|20)\d\d)(?!\d)"
    if language == "es":
        named = "|".join(months(language))
        days = rf"(?:(?:(?P<first>\d{{1,2}}){to})?(?P<d>\d{{1,2}})(?:º|°|ro)?\s+de\s+)?"
        return regex.compile(rf"(?<!\w){days}(?P<m>{named})(?:\s+(?:del?\s+)?{year})?(?!\w)", regex.IGNORECASE)
    named = "|".join(name.capitalize() for name in months(language))
    days = rf"(?:(?:(?P<first>\d{{1,2}}){to})?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?"
    behind = rf"(?:\s+(?P<behind>\d{{1,2}})(?:st|nd|rd|th)?(?:{to}(?P<last>\d{{1,2}}))?(?!\d))?"
    return regex.compile(rf"(?<!\w){days}(?P<m>{named}){behind}(?:,?\s+(?:of\s+)?{year})?(?!\w)")


@cache
def _pattern(language: str) -> regex.Pattern[str]:
    named = "|".join(months(language))
    days = rf"(?P<day>\d{{1,2}})(?:(?P<to>{_TO})(?P<last>\d{{1,2}})(?!\d))?"
    if language == "es":
        month = rf"(?P<month>{named})"
        whole = rf"(?:(?P<on>el\s+(?:d[ií]a\s+)?))?{days}(?:º|°|ro)?\s+de\s+{month}(?:\s+del?\s+{_YEAR})?"
        short = rf"{month}\s+(?:del?\s+)?{_YEAR}"
        return regex.compile(rf"(?<![\w/])(?:{whole}|{short})(?!\w)", regex.IGNORECASE)
    month = rf"(?P<month>(?-i:{'|'.join(name.capitalize() for name in months(language))}))"
    ordinal = "(?:st|nd|rd|th)?"
    british = rf"{days}{ordinal}\s+(?:of\s+)?{month}(?:,?\s+{_YEAR}|(?!\s+\d))"
    american = rf"{month}\s+{days}{ordinal}(?!\d)(?:,?\s+{_YEAR})?"
    short = rf"{month}(?:\s+of|,)?\s+{_YEAR}"
    # without a year, "May" and "March" are also a verb and a walk
    alone = rf"(?:(?<=\b(?:in|since|until|by|from|and|to|of|during)\s+){month}|(?<=\w\s+)(?!May|March){month})"
    return regex.compile(rf"(?<![\w/])(?:{british}|{american}|{short}|{alone})(?!\w)", regex.IGNORECASE)


def _within(text: str, match: regex.Match[str]) -> bool:
    """Does a preposition stand before it already ("since the 3rd of May")?"""
    return (
        regex.search(
            r"(?i)\b(?:desde|hasta|para|entre|de|y|and|since|until|from|between|to)\s*$", text[: match.start()]
        )
        is not None
    )


def _spanish(found: dict[str, str], month: str, within: bool) -> str:
    year = f" de {found['year']}" if "year" in found else ""
    if "day" not in found:
        return f"{month}{year}"
    days = found["day"] + _joined(found, " y ", " al ")
    return f"{int(days) if days.isdigit() else days} de {month}{year}"


def _english(found: dict[str, str], month: str, within: bool) -> str:
    year = f" {found['year']}" if "year" in found else ""
    if "day" not in found:
        return f"{month}{year}"
    days = found["day"] + _joined(found, " and ", "–")
    on = "" if within or "on" not in found else "On " if found["on"][0].isupper() else "on "
    return f"{on}{days} {month}{year}"


def _joined(found: dict[str, str], both: str, span: str) -> str:
    if "last" not in found:
        return ""
    return (both if found["to"].strip().lower() in {"y", "and"} else span) + found["last"]


_SAID = {"es": _spanish, "en": _english}

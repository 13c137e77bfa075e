"""Days, months and years in Spanish and English text: what they are, and what they are called in the other language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from corpus.data import table
from corpus.text.language import LANGUAGES
from corpus.text.normalize import fold


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, month or year at [start, end); `iso` is as exact as the text ("2022-08-31", "2020-01", "2019")."""

    iso: str
    start: int
    end: int


@cache
def month_numbers(*, short: bool = True) -> dict[str, int]:
    """The number of a month by its folded name in either language; with `short`, by its short forms too."""
    named = {fold(name): number for language in LANGUAGES for name, number in months(language).items()}
    return named | (table("corpus.text", "dates")["short"] if short else {})


@cache
def _moments() -> regex.Pattern[str]:
    month = "|".join(sorted(month_numbers(), key=len, reverse=True))
    return regex.compile(
        r"(?<![\w/-])(?:"
        rf"(?P<day>\d{{1,2}})(?:[oºa]|st|nd|rd|th)?\s+(?:de\s+)?(?P<month>{month})\.?,?\s+(?:del?\s+)?(?P<year>(?:19|20)\d\d)"
        rf"|(?P<month>{month})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,\s+(?P<year>(?:19|20)\d\d)"
        rf"|(?P<month>{month})\.?,?\s+(?:del?\s+)?(?P<year>(?:19|20)\d\d)"
        r"|(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)(?:-(?P<day>\d\d))?"
        r"|(?P<day>\d{1,2})/(?P<number>\d{1,2})/(?P<year>(?:19|20)\d\d)"
        r"|(?P<year>(?:19|20)\d\d)"
        r")(?![\w/]|-\d)"
    )


def moments(text: str) -> list[Moment]:
    """Dates, months and years that the text names, in order."""
    found = []
    for match in _moments().finditer(fold(text)):
        month = month_numbers().get(match.group("month") or "") or int(match.group("number") or 0)
        day = int(match.group("day") or 0)
        if month > 12 or day > 31:
            continue
        iso = match.group("year")
        iso += f"-{month:02d}" if month else ""
        iso += f"-{day:02d}" if month and day else ""
        found.append(Moment(iso, *match.span()))
    return found


_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_TO = r"\s*(?:–|-|y|and|al?|to)\s*"


def dates_in(text: str, source: str, target: str) -> Iterator[tuple[int, int, str]]:
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

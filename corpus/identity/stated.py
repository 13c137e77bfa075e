"""What a file says of itself, before anybody believes it: each field has its form, and nonsense is refused with the
form in words. Nobody vouches for a file; a catalog and a person are checked elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import PurePath

from corpus.errors import FrontMatterError, Reason
from corpus.readers import SUFFIXES
from corpus.text.countries import code_of

_DATE = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?)(?:[T ].*)?)?)?")
_CYCLE = re.compile(r"\d{4}(?:\s?[-–/]\s?\d{2,4})?")
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_]\w+)*")
_FORMS = {
    "id": "is the name of a file, and could be taken for the document of that file",
    "date": "a date is written 2024, 2024-05 or 2024-05-31",
    "cycle": "a cycle is written 2019-2021",
    "country": "no country has this name or code",
    "language": "a language is written with its two letters, as in es",
}


def as_stated(values: Mapping[str, str], name: str) -> dict[str, str]:
    """The values as they are kept ("Mexico" as "MX", "en-GB" as "en"). Raises FrontMatterError for nonsense."""
    found = dict(values)
    for field in _FORMS.keys() & values.keys():
        if not values[field]:
            continue
        kept = _CHECKS[field](values[field])
        if kept is None:
            english = f"{field} “{values[field]}”: {_FORMS[field]}"
            raise FrontMatterError(
                file=name, reason=Reason(english, f"stated_{field}", {"field": field, "value": values[field]})
            )
        found[field] = kept
    return found


def _id(said: str) -> str | None:
    return None if PurePath(said).suffix.casefold() in SUFFIXES else said


def _date(said: str) -> str | None:
    match = _DATE.fullmatch(said)
    if match is None:
        return None
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])


def _cycle(said: str) -> str | None:
    return said if _CYCLE.fullmatch(said) else None


def _language(said: str) -> str | None:
    match = _LANGUAGE.fullmatch(said)
    return match[1].lower() if match and match[1].lower() in _languages() else None


@cache
def _languages() -> frozenset[str]:
    from babel import Locale

    return frozenset(code for code in Locale("en").languages if len(code) == 2)


_CHECKS = {"id": _id, "date": _date, "cycle": _cycle, "country": code_of, "language": _language}

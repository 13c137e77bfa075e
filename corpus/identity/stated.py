"""What a file says of itself, before anybody believes it: each field has its form, and nonsense is refused with the
form in words. Nobody vouches for a file; a catalog and a person are checked elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import PurePath

from corpus.errors import FrontMatterError, StatedCountry, StatedCycle, StatedDate, StatedId, StatedLanguage
from corpus.readers import SUFFIXES
from corpus.text.countries import code_of

_DATE = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?)(?:[T ].*)?)?)?")
_CYCLE = re.compile(r"\d{4}(?:\s?[-–/]\s?\d{2,4})?")
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_]\w+)*")


def as_stated(values: Mapping[str, str], name: str) -> dict[str, str]:
    """The values as they are kept ("Mexico" as "MX", "en-GB" as "en"). Raises FrontMatterError for nonsense."""
    found = dict(values)
    for field, (check, wrong) in _CHECKS.items():
        if not values.get(field):
            continue
        kept = check(values[field])
        if kept is None:
            raise wrong(file=name, value=values[field])
        found[field] = kept
    return found


def _id(said: str) -> str | None:
    return None if PurePath(said).suffix.casefold() in SUFFIXES else said


def _date(said: str) -> str | None:
    match = _DATE.fullmatch(said)
    if match is None:
        return None
    parts = [str(part) for part in match.groups() if part]
    year, month, day = [*map(int, parts), 1, 1][:3]
    try:
        date(year, month, day)
    except ValueError:
        return None
    return "-".join([parts[0], *(part.zfill(2) for part in parts[1:])])


def _cycle(said: str) -> str | None:
    return said if _CYCLE.fullmatch(said) else None


def _language(said: str) -> str | None:
    match = _LANGUAGE.fullmatch(said)
    return match[1].lower() if match and match[1].lower() in _languages() else None


@cache
def _languages() -> frozenset[str]:
    from babel import Locale

    return frozenset(code for code in map(str, Locale("en").languages) if len(code) == 2)


_CHECKS: dict[str, tuple[Callable[[str], str | None], type[FrontMatterError]]] = {
    "id": (_id, StatedId),
    "date": (_date, StatedDate),
    "cycle": (_cycle, StatedCycle),
    "country": (code_of, StatedCountry),
    "language": (_language, StatedLanguage),
}

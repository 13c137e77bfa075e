"""The country of a document, and the years of its plan, where its head names them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from corpus.characters import comparable
from corpus.identity.data import data
from corpus.identity.head import Head
from corpus.phrases import any_phrase

INVENTED = ("XX", "ZZ")  # codes that are left to whoever makes up a country
_CYCLE = re.compile(r"\b(20[0-3]\d)(?:\s*[-–—/]\s*|\s+(?:a|to|al)\s+)(?:(20[0-3]\d)|(\d\d)(?![-/\d]))\b")
_OGP_ID = re.compile(r"\(([A-Z]{2})\d{4}\)")


@cache
def _countries() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of country names in Spanish and English, and the code of each name."""
    from babel import Locale

    codes: dict[str, str] = {}
    for language in ("es", "en"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "ZZ", "XA", "XB") and len(name) > 3:
                codes[comparable(name)] = code
    codes.update(data("countries")["names"])
    del codes["reunion"]  # in Spanish a meeting, far more often than the island
    return any_phrase(codes), codes


def known_codes() -> frozenset[str]:
    """The codes of all countries."""
    return frozenset(_countries()[1].values())


def code_of(said: str) -> str | None:
    """The code of the country that a person names by its code or its name in Spanish or English; None for none."""
    code = said.strip().upper()
    return code if code in {*known_codes(), *INVENTED} else _countries()[1].get(comparable(said.strip()))


def without_countries(folded: str) -> str:
    """A folded text with the names of countries blanked out."""
    return _countries()[0].sub(" ", folded)


def country_of(title: str, head: Head) -> str | None:
    """The one country that the title names, else its imprint, else its title page; None where several are named."""
    for line in (title, *head.lines):
        if match := _OGP_ID.search(line):
            return match[1] if match[1] in known_codes() else None
    labels = [head.labels[name] for name in ("country", "plan") if name in head.labels]
    for parts in ([title], labels, head.lines, [head.carried]):
        named = _named(parts)
        if named:
            return named.pop() if len(named) == 1 else None
    return None


def _named(lines: Iterable[str]) -> set[str]:
    pattern, codes = _countries()
    return {codes[name] for line in lines for name in pattern.findall(comparable(line))}


def cycle_of(title: str, head: Head) -> str | None:
    """The span of years in the title, else in the imprint, else on the title page: "2019-2022"."""
    labels = [head.labels[name] for name in ("plan", "cycle") if name in head.labels]
    for line in (title, *labels, *head.lines, head.carried):
        for first, full, short in _CYCLE.findall(line):
            last = full or first[:2] + short
            if 0 < int(last) - int(first) <= 6:
                return f"{first}-{last}"
    return None

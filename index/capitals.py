"""Words that a language writes with a capital within a sentence, names of persons and things apart."""

from __future__ import annotations

from functools import cache

from corpus.data import table
from corpus.text.dates import months


@cache
def capitals(language: str) -> frozenset[str]:
    """In English days, months, countries, their languages and their peoples; none in Spanish."""
    from babel import Locale
    from babel.languages import get_official_languages

    if language != "en":
        return frozenset()
    locale = Locale(language)
    places = {str(code): str(name) for code, name in locale.territories.items() if str(code).isalpha()}
    spoken = {code for place in places for code in get_official_languages(place, regional=True)}
    return frozenset(
        {
            *(str(day) for day in locale.days["format"]["wide"].values()),
            *(name.capitalize() for name in months(language)),
            *places.values(),
            *(str(locale.languages[code]) for code in spoken if code in locale.languages),
            *" ".join(table("index", "reading")["capitals"][language].values()).split(),
        }
    )

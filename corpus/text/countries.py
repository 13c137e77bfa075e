"""Countries: codes (ISO 3166-1 alpha-2), names in Spanish and English, and where a text names one."""

from __future__ import annotations

import re
from functools import cache

import regex

from corpus.data import table
from corpus.text.language import LANGUAGES
from corpus.text.normalize import any_phrase, comparable, fold

INVENTED = ("XX", "ZZ")  # codes that are left to whoever makes up a country
_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "ZZ", "XA", "XB"})  # territories of Unicode that are none
# Territory names that are everyday words or names of people in one of the languages.
_AMBIGUOUS = frozenset(
    {"chad", "jersey", "guinea", "niger", "man", "georgia", "jordan", "mali", "cuba libre", "reunion"}
)
_MEETING = "reunion"  # in Spanish a meeting, far more often than the island
_SHORTEST = 4  # letters of a name that is looked for in a title
_WORD = regex.compile(r"[\p{L}\p{M}]+")
# Short forms that are everyday words in lower case ("us", "uk" less so): read as written.
_SHORT = regex.compile(r"(?<![\w.])(?:(US|USA|U\.S\.(?:A\.)?|EE\.\s?UU\.|EEUU)|(UK|U\.K\.))(?!\w)")


@cache
def territories(language: str) -> dict[str, str]:
    """Code → name of the countries and territories in that language (Unicode CLDR)."""
    from babel import Locale

    named = Locale(language).territories.items()
    return {code: str(name) for code, name in named if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY}


def country_name(code: str | None, language: str, default: str = "") -> str:
    """What a country is called in that language; `default` where the code is nobody's, or none."""
    from babel import Locale

    return str(Locale(language).territories.get(code.upper(), default)) if code else default


@cache
def territory_names(language: str) -> frozenset[str]:
    """What countries, territories and parts of the world are called in that language."""
    from babel import Locale

    return frozenset(map(str, Locale(language).territories.values()))


@cache
def country_words(language: str) -> dict[str, str]:
    """The words of five letters or more that countries' names are made of in that language, folded → as written."""
    names = territories(language).values()
    return {fold(word): word for name in names for word in _WORD.findall(name) if len(word) >= 5}


# In what people type: any form counts, but a name that is an everyday word does not.


def countries(text: str) -> tuple[str, ...]:
    """Codes of the countries that `text` names, in order, each once; "Chilean" names one."""
    # runs of words looked up one by one: a pattern of seven hundred alternatives is fifty times slower
    words = _WORD.findall(fold(text))
    found: list[str] = []
    at = 0
    while at < len(words):
        for size in range(min(_longest(), len(words) - at), 0, -1):
            code = _forms().get(" ".join(words[at : at + size]))
            if code:
                found.append(code)
                at += size - 1
                break
        at += 1
    found += ["US" if match.group(1) else "GB" for match in _SHORT.finditer(text)]
    return tuple(dict.fromkeys(found))


def names_country(code: str, text: str) -> bool:
    """Does `text` name this country? Quicker than `countries` where one country is looked for."""
    if code in {"US", "GB"} and any((m.group(1) is not None) == (code == "US") for m in _SHORT.finditer(text)):
        return True
    return _forms_of(code).search(" ".join(_WORD.findall(fold(text)))) is not None


@cache
def _forms() -> dict[str, str]:
    """Folded name → code, of every form."""
    data = table("corpus.text", "countries")
    names: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in territories(language).items():
            names.setdefault(fold(name), code)
    names |= data["names"] | {form: code for code, forms in data["people"].items() for form in forms}
    spelt = {" ".join(_WORD.findall(name)): code for name, code in names.items()}
    return {name: code for name, code in spelt.items() if name and name not in _AMBIGUOUS}


@cache
def _longest() -> int:
    """Words of the longest name."""
    return max(len(name.split()) for name in _forms())


@cache
def _forms_of(code: str) -> regex.Pattern[str]:
    forms = sorted((name for name, other in _forms().items() if other == code), key=len, reverse=True)
    return regex.compile(r"(?<!\w)(?:" + "|".join(map(regex.escape, forms)) + r")(?!\w)")


# In titles and imprints: only names of countries count, all of them.


def countries_by_name(text: str) -> set[str]:
    """Codes of the countries that a title or a line of an imprint names; "Chilean" names none, "Georgia" one."""
    return {_names()[name] for name in _name_pattern().findall(comparable(text))}


def without_countries(folded: str) -> str:
    """A text that was made `comparable`, with the names of countries blanked out."""
    return _name_pattern().sub(" ", folded)


def known_codes() -> frozenset[str]:
    """The codes of all countries."""
    return frozenset(_names().values())


def code_of(said: str) -> str | None:
    """The code of the country that a person names by its code or its name in Spanish or English; None for none."""
    code = said.strip().upper()
    return code if code in {*known_codes(), *INVENTED} else _names().get(comparable(said.strip()))


@cache
def _names() -> dict[str, str]:
    """Comparable name → code."""
    codes = {
        comparable(name): code
        for language in LANGUAGES
        for code, name in territories(language).items()
        if len(name) >= _SHORTEST
    }
    codes.update(table("corpus.text", "countries")["names"])
    del codes[_MEETING]
    return codes


@cache
def _name_pattern() -> re.Pattern[str]:
    return any_phrase(_names())

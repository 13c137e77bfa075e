"""Countries named in a text, in Spanish or English."""

from __future__ import annotations

from functools import cache

import regex

from assistant.data import table
from corpus.terms import fold

# Territory names that are everyday words or names of people in one of the languages.
_AMBIGUOUS = frozenset(
    {"chad", "jersey", "guinea", "niger", "man", "georgia", "jordan", "mali", "cuba libre", "reunion"}
)


_WORD = regex.compile(r"[\p{L}\p{M}]+")


@cache
def _names() -> dict[str, str]:
    """Folded name → ISO 3166-1 alpha-2 code."""
    from babel import Locale

    names: dict[str, str] = {}
    for language in ("es", "en"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in {"EU", "UN", "EZ", "ZZ", "XA", "XB"}:
                names.setdefault(fold(name), code)
    for code, forms in table("countries").items():
        for form in forms:
            names[form] = code
    spelt = {" ".join(_WORD.findall(name)): code for name, code in names.items()}
    return {name: code for name, code in spelt.items() if name and name not in _AMBIGUOUS}


@cache
def _longest() -> int:
    """Words of the longest name."""
    return max(len(name.split()) for name in _names())


# Short forms that are everyday words in lower case ("us", "uk" less so): read as written.
_SHORT = regex.compile(r"(?<![\w.])(?:(US|USA|U\.S\.(?:A\.)?|EE\.\s?UU\.|EEUU)|(UK|U\.K\.))(?!\w)")


def countries(text: str) -> tuple[str, ...]:
    """Codes of the countries that `text` names, in order, each once."""
    # runs of words looked up one by one: a pattern of seven hundred alternatives is fifty times slower
    words = _WORD.findall(fold(text))
    found: list[str] = []
    at = 0
    while at < len(words):
        for size in range(min(_longest(), len(words) - at), 0, -1):
            code = _names().get(" ".join(words[at : at + size]))
            if code:
                found.append(code)
                at += size - 1
                break
        at += 1
    found += ["US" if match.group(1) else "GB" for match in _SHORT.finditer(text)]
    return tuple(dict.fromkeys(found))


@cache
def country_words(language: str) -> dict[str, str]:
    """The words of five letters or more that countries' names are made of in that language, folded → as written."""
    from babel import Locale

    names = (name for code, name in Locale(language).territories.items() if len(code) == 2 and code.isalpha())
    return {fold(word): word for name in names for word in _WORD.findall(name) if len(word) >= 5}


def names_country(code: str, text: str) -> bool:
    """Does `text` name this country? Quicker than `countries` where one country is looked for."""
    if code in {"US", "GB"} and any((m.group(1) is not None) == (code == "US") for m in _SHORT.finditer(text)):
        return True
    return _names_of(code).search(" ".join(_WORD.findall(fold(text)))) is not None


@cache
def _names_of(code: str) -> regex.Pattern[str]:
    forms = sorted((name for name, other in _names().items() if other == code), key=len, reverse=True)
    return regex.compile(r"(?<!\w)(?:" + "|".join(map(regex.escape, forms)) + r")(?!\w)")


def country_name(code: str, language: str) -> str:
    """What a country is called in that language; the code itself where it is nobody's."""
    from babel import Locale

    return str(Locale(language).territories.get(code, code))

"""Numbers in figures, in words ("tres", "twenty-one") and in Roman figures ("IV"), and places in a row ("third").

Patterns are for folded text and hold no anchors, so that others can be built of them.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import regex

from corpus.data import table
from corpus.text.language import LANGUAGES
from corpus.text.normalize import fold

_ROMAN = regex.compile(r"(x{0,3})(ix|iv|v?i{0,3})")
# Thirty-nine is more than any plan counts in Roman figures; without L, C, D and M no word is taken for a number.
ROMAN = r"(?-i:[IVX]{1,7})"


def number_words() -> dict[str, Any]:
    """numbers.toml: numbers and places in a row in words, and what stands around a number that is none."""
    return table("corpus.text", "numbers")


@cache
def spelled_pattern(language: str | None = None, *, numbering: bool = False) -> str:
    """What a number in words looks like in folded text of that language, or of either. `numbering`: without the words
    that number nothing."""
    if language is None:
        return f"(?:{'|'.join(spelled_pattern(one, numbering=numbering) for one in LANGUAGES)})"
    words = number_words()["words"][language]
    out = set(number_words()["not_numbering"][language]) if numbering else set()
    tens = "|".join(word for word, number in words.items() if number % 10 == 0 and 20 <= number < 100)
    ones = "|".join(word for word, number in words.items() if number < 10 and word not in out)
    alone = "|".join(sorted((word for word in words if word not in out), key=len, reverse=True))
    return rf"(?:(?:{tens}){number_words()['joined'][language]}(?:{ones})(?!\w)|{alone})"


def spelled_value(text: str) -> int | None:
    """The number that `text` is in words of either language; None where it is none."""
    folded = fold(text).strip()
    for language in LANGUAGES:
        if regex.fullmatch(spelled_pattern(language), folded):
            words = number_words()["words"][language]
            return sum(words[part] for part in regex.split(number_words()["joined"][language], folded))
    return None


@cache
def place_pattern() -> str:
    """What a place in a row looks like in folded text: "tercer", "third", "3rd", "3.º"."""
    words = [word for language in LANGUAGES for word in number_words()["ordinals"][language]]
    alone = "|".join(sorted(words, key=len, reverse=True))
    return rf"(?:{alone}|\d{{1,2}}{number_words()['ordinals']['figures']})"


def place_value(text: str) -> int | None:
    """The place in a row that `text` tells; None where it is none."""
    folded = fold(text).strip()
    figures = regex.match(r"\d{1,2}(?=\D)", folded)
    if figures:
        return int(figures.group())
    ordinals = number_words()["ordinals"]
    return next((ordinals[code][folded] for code in LANGUAGES if folded in ordinals[code]), None)


def roman_value(text: str) -> int | None:
    """The number that `text` is in Roman figures, up to 39, in any case; None where it is none."""
    match = _ROMAN.fullmatch(fold(text))
    if match is None or not match.group():
        return None
    ones = {"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
    return 10 * len(match.group(1)) + ones[match.group(2)]


def numeral_value(text: str) -> int | None:
    """The number that `text` is in figures, in Roman ones or in words."""
    bare = text.strip()
    if regex.fullmatch(r"[0-9]{1,3}", bare):
        return int(bare)
    return roman_value(bare) or spelled_value(bare)


@cache
def numeral_pattern() -> str:
    """What numbers a heading: "7", "VII", "Siete". For text as it is, in patterns that leave case aside; no word or
    Roman figure that goes on ("One-stop", "X-ray", "I+D")."""
    spelled = "|".join(_accented(spelled_pattern(language, numbering=True)) for language in LANGUAGES)
    return rf"(?:\d{{1,3}}|(?:{ROMAN}|{spelled})(?![\w+&/'’]|[-–]\p{{L}}))"


def _accented(pattern: str) -> str:
    """The pattern of folded words for words with their accents as well."""
    return regex.sub(r"(?<=dieci|veinti)(seis|dos|tres|un)(?!o)", _with_accent, pattern)


def _with_accent(match: regex.Match[str]) -> str:
    return {"seis": "s[eé]is", "dos": "d[oó]s", "tres": "tr[eé]s", "un": "[uú]n"}[match.group()]


@cache
def number_pattern() -> str:
    """What a number looks like in folded text: "6", "1.100", "1 840", "seis", "seis (6)", "treinta y tres"."""
    digits = r"\d{1,3}(?:[.,\u00a0 ]\d{3})+(?!\d)|\d+"
    return rf"(?:{spelled_pattern()}(?:\s*\(\d+\))?|{digits})"


def whole_number(text: str) -> str | None:
    """The number as digits; None where `text` is not one whole number."""
    folded = fold(text).strip()
    bracket = regex.search(r"\((\d+)\)$", folded)
    if bracket:
        return bracket.group(1)
    if regex.fullmatch(r"\d{1,3}(?:[.,\u00a0 ]\d{3})+|\d+", folded):
        return str(int(regex.sub(r"\D", "", folded)))
    spelled = spelled_value(folded)
    return None if spelled is None else str(spelled)


def decimal_number(figures: str) -> float | None:
    """What figures come to, however their thousands and fractions are set apart; words too."""
    bare = figures.strip()
    if not bare or not bare[0].isdigit():
        spelled = spelled_value(bare)
        return None if spelled is None else float(spelled)
    parts = regex.split(r"[.,'’\u00a0\u202f\u2009 ]", bare)
    signs = regex.findall(r"[.,]", bare)
    # groups of three figures are thousands; the last sign is a fraction's where it is another than those before
    fraction = len(parts) > 1 and (len(parts[-1]) != 3 or (len(signs) > 1 and signs[-1] != signs[0]))
    whole = "".join(parts[:-1] if fraction else parts)
    return float(f"{whole}.{parts[-1]}" if fraction else whole)

"""What a text says, as the judge compares it: words in one form, numbers in figures or in words, months."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

import regex

_NUMBER = regex.compile(r"\d+(?:[.,:   ]\d+)*")
_SPACE = regex.compile(r"\s+")


@lru_cache(4096)
def flat(text: str) -> str:
    """In small letters, one form for each character, each quotation mark and each run of blanks."""
    text = unicodedata.normalize("NFKC", text).translate(_PLAIN).casefold()
    return _SPACE.sub(" ", text).strip()


_PLAIN = {ord(char): "'" for char in "’‘`´"} | {ord(char): '"' for char in "“”„«»"} | {0xAD: None, 0x200B: None}


def numbers(text: str) -> set[str]:
    """Bare digits of every number, whatever the script or the grouping."""
    plain = "".join(str(d) if (d := unicodedata.digit(c, None)) is not None else c for c in text)
    found = _NUMBER.findall(unicodedata.normalize("NFKC", plain))
    parts = {part for number in found for part in regex.findall(r"\d+", number)}
    return {regex.sub(r"\D", "", number) for number in found} | parts


@lru_cache(4096)
def spelled(text: str) -> frozenset[str]:
    """Numbers that the text writes in words."""
    from corpus.text.language import LANGUAGES
    from corpus.text.normalize import fold
    from corpus.text.numbers import spelled_pattern, spelled_value

    folded = fold(text)
    patterns = [rf"(?<!\w)(?:{spelled_pattern(language)})(?!\w)" for language in LANGUAGES]
    return frozenset(str(spelled_value(m.group())) for pattern in patterns for m in regex.finditer(pattern, folded))


@lru_cache(4096)
def months(text: str) -> frozenset[int]:
    """Months that the text names. Not May in English, which is a verb too."""
    small = flat(text)
    found = {n for n, pattern in _month_patterns() if pattern.search(small)}
    found |= {int(month) for month in regex.findall(r"(?<!\d)\d{4}-(\d\d)(?!\d)", text)}
    return frozenset(found | ({5} if regex.search(r"(?<!\w)May(?!\w)", text) else set()))


@cache
def _month_patterns() -> tuple[tuple[int, regex.Pattern[str]], ...]:
    from corpus.text.dates import months_of

    listed = [(n, month.casefold()) for one in ("es", "en") for n, month in enumerate(months_of(one), start=1)]
    return tuple((n, regex.compile(rf"(?<!\w){month}(?!\w)")) for n, month in listed if month != "may")

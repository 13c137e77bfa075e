"""Who speaks in a sentence: the document's voice, unless the sentence reports somebody else's finding."""

from __future__ import annotations

from functools import cache

import regex

from assistant.data import table
from corpus.terms import fold


def voice_of(text: str, base: str) -> str:
    """`base` is the voice of the passage. A fact sheet's sections say their own voice and keep it."""
    folded = fold(text)
    for voice, patterns in _patterns().items():
        if any(pattern.search(folded) for pattern in patterns):
            return voice
    return base


def voice_of_header(header: str) -> str | None:
    """The voice that a column's header or a row's label names; None where it names none, or several."""
    folded = fold(header)
    named = [voice for voice, pattern in _headers().items() if pattern.search(folded)]
    return named[0] if len(named) == 1 else None


def names_several(header: str) -> bool:
    """Does a column's header name more than one voice ("Rating (IRM and self-assessment)")?"""
    folded = fold(header)
    return sum(1 for pattern in _headers().values() if pattern.search(folded)) > 1


def names_speaker(text: str) -> bool:
    """Does the sentence itself say who speaks?"""
    folded = fold(text)
    return any(pattern.search(folded) for patterns in _patterns().values() for pattern in patterns)


@cache
def _headers() -> dict[str, regex.Pattern[str]]:
    headers = {name: entry["header"] for name, entry in table("voices").items() if "header" in entry}
    return {name: regex.compile("|".join(patterns)) for name, patterns in headers.items()}


@cache
def _patterns() -> dict[str, tuple[regex.Pattern[str], ...]]:
    return {name: tuple(regex.compile(p) for p in entry["any"]) for name, entry in table("voices").items()}

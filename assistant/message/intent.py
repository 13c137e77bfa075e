"""Greetings, thanks and questions about the assistant itself."""

from __future__ import annotations

from functools import cache

import regex

from assistant.data import table
from corpus.text.normalize import fold


def small_talk(message: str) -> str | None:
    """ "greeting", "thanks", "farewell" or "help" where the message is nothing else, None otherwise."""
    text = " ".join(regex.findall(r"[\p{L}\p{N}']+", fold(message)))
    for name, pattern in _patterns().items():
        if pattern.fullmatch(text):
            return name
    return None


@cache
def _patterns() -> dict[str, regex.Pattern[str]]:
    return {name: regex.compile("|".join(found)) for name, found in table("talk").items() if name != "outside"}


def asks_opinion(message: str) -> bool:
    """Does the message want an opinion or advice on voting rather than what documents say?"""
    folded = fold(message)
    return any(pattern.search(folded) for pattern in _outside())


@cache
def _outside() -> tuple[regex.Pattern[str], ...]:
    return tuple(regex.compile(pattern) for pattern in table("talk")["outside"]["any"])

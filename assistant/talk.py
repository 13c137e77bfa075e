"""Greetings, thanks and questions about the assistant itself."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import regex

from corpus.terms import fold


def small_talk(message: str) -> str | None:
    """ "greeting", "thanks", "farewell" or "help" where the message is nothing else, None otherwise."""
    text = " ".join(regex.findall(r"[\p{L}\p{N}']+", fold(message)))
    for name, pattern in _patterns().items():
        if pattern.fullmatch(text):
            return name
    return None


@cache
def _patterns() -> dict[str, regex.Pattern[str]]:
    data = tomllib.loads((files("assistant") / "talk.toml").read_text(encoding="utf-8"))
    return {name: regex.compile("|".join(patterns)) for name, patterns in data.items()}

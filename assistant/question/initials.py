"""Initials whose meaning a question asks for: "what does INAI stand for?"."""

from __future__ import annotations

from functools import cache

import regex

from assistant.ledger_query.grammar import data
from corpus.text.countries import countries
from corpus.text.normalize import fold

_IN = regex.compile(r" (?:in|en|of|de) (?P<place>\p{Lu}[\p{L} ]+)$")


def initials_asked(question: str) -> str | None:
    """The initials whose meaning is asked for, as they are written; None where nothing else than that is asked."""
    text = " ".join(question.split()).strip(" ¿?¡!.")
    bare = regex.sub(r"[«»“”\"'‘’]", " ", text)
    bare = " ".join(bare.split())
    place = _IN.search(bare)
    if place and countries(place.group("place")):
        bare = bare[: place.start()]
    match = next((m for one in _asks() if (m := one.fullmatch(fold(bare)))), None)
    return bare[slice(*match.span("short"))].strip(".-") if match else None


def initials_after(message: str, before: str) -> str | None:
    """The initials of "and INAI?" after a question for other initials; None for any other message."""
    asked = initials_asked(message)
    if asked or not initials_asked(before):
        return asked
    match = _also().fullmatch(" ".join(regex.sub(r"[¿?¡!.«»“”\"]", " ", message).split()))
    return match.group("short") if match else None


@cache
def _asks() -> tuple[regex.Pattern[str], ...]:
    where = data()["acronym"]["where"]
    return tuple(regex.compile(one + where) for one in data()["acronym"]["ask"])


@cache
def _also() -> regex.Pattern[str]:
    return regex.compile(data()["acronym"]["also"], regex.IGNORECASE)

"""Whose word a sentence is: the IRM's, the government's own, or that of the document."""

from __future__ import annotations

from functools import cache

import regex

from corpus.ledger.data import any_of, table
from corpus.model import Voice
from corpus.terms import fold

_VOICES: tuple[Voice, ...] = ("assessed", "self_reported")


@cache
def _names(voice: str) -> str:
    return "(?:" + "|".join(table("speakers")[voice]["names"]) + ")"


@cache
def _named(voice: str) -> regex.Pattern[str]:
    return any_of([_names(voice)])


@cache
def _says(voice: str) -> regex.Pattern[str]:
    says = table("speakers")["says"]
    entry = table("speakers")[voice]
    who = "(?:" + "|".join([*entry["names"], *entry["in_sentences"]]) + ")"
    return any_of(pattern.replace("{who}", who) for pattern in [*says["before"], *says["after"]])


def speakers_named(text: str) -> tuple[Voice, ...]:
    """The voices a label or heading names: "Calificación (IRM y autoevaluación)" names two."""
    folded = fold(text)
    return tuple(voice for voice in _VOICES if _named(voice).search(folded))


def speaker_of(sentence: str, *, mention_enough: bool = False) -> Voice | None:
    """Who is given the word in a sentence, the first where there are two; None where it is nobody's but the
    document's. `mention_enough`: in a cell of verdicts the bare name gives the word."""
    folded = fold(sentence)
    found = [(match.start(), voice) for voice in _VOICES if (match := _says(voice).search(folded))]
    if not found and mention_enough:
        found = [(match.start(), voice) for voice in _VOICES if (match := _named(voice).search(folded))]
    return min(found)[1] if found else None


@cache
def _pattern(name: str) -> regex.Pattern[str]:
    patterns = table("speakers")[name]["patterns"]
    return regex.compile("|".join(pattern.replace("{who}", _names("assessed")) for pattern in patterns))


def says(what: str, sentence: str) -> bool:
    """Whether a sentence `recommends`, is `silent` (tells that nothing was said), tells `results`, is `endorsed`,
    or speaks of `every` one."""
    return _pattern(what).search(fold(sentence)) is not None

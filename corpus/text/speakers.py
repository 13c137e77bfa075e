"""Whose word it is: the IRM's, the government's own, the public's, or that of the document itself.

Findings ask `speaker_of` and `speakers_named`, for which "the government" speaks too. Evidence asks `voice_of` and
`voice_of_header`, which name another voice than the passage's only where a sentence reports what the IRM, the
self-assessment or a citizen said: an answer must not credit the government with a sentence that mentions it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import regex

from corpus.data import table
from corpus.model import Voice
from corpus.text.normalize import any_of, comparable, fold

_RATERS: tuple[Voice, ...] = ("assessed", "self_reported")
# Words of the public come first: what they say of others is still theirs.
_REPORTED = ("context", "assessed", "self_reported", "recommended")


def _data() -> dict[str, Any]:
    return table("corpus.text", "speakers")


@cache
def _names(voice: str) -> str:
    return "(?:" + "|".join(_data()[voice]["names"]) + ")"


@cache
def _mention(voice: str) -> regex.Pattern[str]:
    return any_of([_names(voice)])


@cache
def _says(voice: str) -> regex.Pattern[str]:
    says = _data()["says"]
    entry = _data()[voice]
    who = "(?:" + "|".join([*entry["names"], *entry["in_sentences"]]) + ")"
    return any_of(pattern.replace("{who}", who) for pattern in [*says["before"], *says["after"]])


def speakers_named(text: str) -> tuple[Voice, ...]:
    """The voices a label or heading names: "Calificación (IRM y autoevaluación)" names two."""
    folded = fold(text)
    return tuple(voice for voice in _RATERS if _mention(voice).search(folded))


def speaker_of(sentence: str, *, mention_enough: bool = False) -> Voice | None:
    """Who is given the word in a sentence, the first where there are two; None where it is nobody's but the
    document's. `mention_enough`: in a cell of verdicts the bare name gives the word."""
    folded = fold(sentence)
    found = [(match.start(), voice) for voice in _RATERS if (match := _says(voice).search(folded))]
    if not found and mention_enough:
        found = [(match.start(), voice) for voice in _RATERS if (match := _mention(voice).search(folded))]
    return min(found)[1] if found else None


@cache
def _telling(name: str) -> regex.Pattern[str]:
    patterns = _data()[name]["patterns"]
    return regex.compile("|".join(pattern.replace("{who}", _names("assessed")) for pattern in patterns))


def says(what: str, sentence: str) -> bool:
    """Whether a sentence `recommends`, is `silent` (tells that nothing was said), tells `results`, is `endorsed`,
    or speaks of `every` one."""
    return _telling(what).search(fold(sentence)) is not None


def voice_of(text: str, base: str) -> str:
    """`base` is the voice of the passage. A fact sheet's sections say their own voice and keep it."""
    folded = fold(text)
    for voice, patterns in _reports().items():
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
    return any(pattern.search(folded) for patterns in _reports().values() for pattern in patterns)


@cache
def _headers() -> dict[str, regex.Pattern[str]]:
    return {voice: regex.compile("|".join(_data()[voice]["header"])) for voice in _RATERS}


@cache
def _reports() -> dict[str, tuple[regex.Pattern[str], ...]]:
    return {voice: tuple(map(regex.compile, _data()[voice]["reports"])) for voice in _REPORTED}


def is_public_label(label: str) -> bool:
    """Whether a label says that what follows are words of the public: "Pregunta 3 de una vecina"."""
    return _public("label").fullmatch(comparable(label)) is not None


def is_public_heading(words: str) -> bool:
    """Whether a heading, or the header of a column, stands above nothing but words of the public."""
    bare = re.sub(r"^(?:\d{1,2}(?:\.\d+)*|[ivx]{1,4}|[a-z])[.)]\s*", "", comparable(words).strip(" :.¿?"))
    return _public("heading").fullmatch(bare) is not None


def is_answer_label(label: str) -> bool:
    """Whether a label behind a question of the public says that its answer follows: "A", "Respuesta"."""
    return _public("answer").fullmatch(comparable(label)) is not None


@cache
def _public(name: str) -> re.Pattern[str]:
    data = _data()["public"]
    by = data["by"].replace("{person}", data["person"])
    of_public = (
        f"{data['public_before']}(?:{data['said']}|{data['several']})|"
        f"(?:{data['said']}|{data['several']})(?:{by}{data['public']}?|{data['public']}{by}?)"
    )
    person = rf"(?:(?:una?|one|an?|el|la|the) )?{data['person']}(?: \d{{1,3}})?"
    patterns = {
        "label": f"{data['said']}|{of_public}|{person}|{data['letters']}",
        "heading": "|".join([of_public, *data["sections"]]),
        "answer": data["answers"],
    }
    return re.compile(patterns[name])

"""Slips of the finger: which words they make of a word, and official names with one in them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from corpus.text.normalize import fold
from corpus.text.terms import load_terms

_WORD = regex.compile(r"(?<![\w@/#&'’])\p{Lu}[\p{Ll}\p{M}]+(?![\w@/#&])")
_SHORTEST = 6  # letters of a word that may have a slip


def with_official_names(message: str, language: str) -> str:
    """The message with the words of official names put right, those of names that are whole by it."""
    slips = [(m.span(), told) for m in _WORD.finditer(message) if (told := _nearest(fold(m.group()), language))]
    if not slips:
        return message
    text, places = _with(message, slips)
    named = [(mention.start, mention.end) for mention in load_terms().find(text, language)]
    inside = [any(start <= at and end <= stop for start, stop in named) for at, end in places]
    return _with(message, [slip for slip, kept in zip(slips, inside, strict=True) if kept])[0]


def _with(message: str, slips: list[tuple[tuple[int, int], str]]) -> tuple[str, list[tuple[int, int]]]:
    """The message with these words replaced, and where they stand then."""
    text, places, end = "", [], 0
    for (start, stop), told in slips:
        text += message[end:start]
        places.append((len(text), len(text) + len(told)))
        text, end = text + told, stop
    return text + message[end:], places


def _nearest(word: str, language: str) -> str | None:
    """The word of an official name that is one slip of the finger away; None where that is none, or several."""
    from rapidfuzz.distance import OSA

    listed = _words(language)
    if len(word) < _SHORTEST or word in listed:
        return None
    near = [
        written
        for other, written in listed.items()
        if other[0] == word[0] and OSA.distance(word, other, score_cutoff=1) == 1
    ]
    return near[0] if len(near) == 1 else None


@cache
def _words(language: str) -> dict[str, str]:
    """The words with a capital that official names are made of, folded → as written."""
    forms = (form for term in load_terms().terms for form in term.forms.get(language, ()))
    words = (match.group() for form in forms for match in _WORD.finditer(form))
    return {fold(word): word for word in words if len(word) >= _SHORTEST}


_ROWS = ("qwertyuiop", "asdfghjklñ", "zxcvbnm")
_BESIDE = {
    key: "".join(row[n] for n in (at - 1, at + 1) if 0 <= n < len(row)) for row in _ROWS for at, key in enumerate(row)
}
LIKELY = 0.3  # a slip up to this is one of those that fingers make
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def kind_of_slip(typed: str, meant: str) -> float:
    """How unlikely the one slip between two folded words is: 0 for swapped, left out or doubled letters and the key
    beside, more for any other letter."""
    if len(typed) < len(meant):
        return 0.0
    if len(typed) > len(meant):
        at = next((n for n, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), len(meant))
        near = {typed[n] for n in (at - 1, at + 1) if 0 <= n < len(typed)}
        return 0.0 if typed[at] in near else 0.6
    differ = [n for n, (a, b) in enumerate(zip(typed, meant, strict=True)) if a != b]
    if len(differ) != 1:
        return 0.0
    at = differ[0]
    # the last letter of Spanish words tells gender and number: it is changed for a reason
    return (0.2 if typed[at] in _BESIDE.get(meant[at], "") else 1.0) + (0.4 if at == len(typed) - 1 else 0.0)


def is_other_form(typed: str, other: str) -> bool:
    """Are they two forms of one word ("proactivo", "proactivos", "proactive"), rather than one and a slip?"""
    if typed.endswith("ss") and other == typed[:-1]:
        return False
    if any(typed + ending == other or other + ending == typed for ending in ("s", "es")):
        return True
    same = len(typed) == len(other) and typed[:-1] == other[:-1]
    return same and {typed[-1], other[-1]} <= set("aeo")


def slips(word: str) -> Iterator[list[str]]:
    """What one slip may have made the word of, by kind, likeliest first; the first letter is never wrong."""
    size = len(word)
    swapped = [word[:n] + word[n + 1] + word[n] + word[n + 2 :] for n in range(1, size - 1)]
    once = [word[:n] + word[n + 1 :] for n in range(1, size) if word[n] == word[n - 1]]
    yield list(dict.fromkeys([*swapped, *once]))
    yield list(dict.fromkeys(word[:n] + c + word[n:] for n in range(1, size + 1) for c in _LETTERS))
    yield [word[:n] + c + word[n + 1 :] for n in range(1, size) for c in _BESIDE.get(word[n], "")]

"""Official names with a slip in them, put right where the whole name is then there: "Aliazna para el Gobierno Anierto".

Other names are left as they are typed: they may be anyone's.
"""

from __future__ import annotations

from functools import cache

import regex

from corpus.terms import fold, load_terms

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

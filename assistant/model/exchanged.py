"""Does a statement say that one did to another what the other did to him?"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from assistant.model.doubts import doubts
from assistant.model.sides import Side, Sides, stemmed
from corpus.text.names import names
from corpus.text.normalize import fold

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_ARTICLE = regex.compile(r"\W*(?:(?:el|la|los|las|the)\s+)?", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Deed:
    """Who does it, the stem of what, and the names behind that."""

    who: frozenset[str]
    what: str
    behind: frozenset[str]


def exchanged(sides: Sides) -> bool:
    """Do both begin with a name that does the same, and is each one's name among those behind the other's verb?"""
    said = _deed(sides.said)
    if said is None:
        return False
    for side in sides.read:
        read = _deed(side)
        if read is None or read.what != said.what or read.who & said.who:
            continue
        if read.who <= said.behind and said.who <= read.behind:
            return True
    return False


def _deed(side: Side) -> _Deed | None:
    """None where the text does not begin with a name and a verb behind it."""
    spans = names(f"x {side.text}")  # the first word is a name like any other
    start = _ARTICLE.match(side.text)
    at = start.end() if start else 0
    first = next(((b - 2, e - 2) for b, e in spans if b - 2 <= at < e - 2), None)
    if first is None:
        return None
    behind = side.folded[first[1] :]
    word = _WORD.match(behind.lstrip())
    if word is None or behind[:1] != " " or word.group() in doubts()["exchanged"][side.language]:
        return None
    stems = stemmed(word.group(), side.language)
    rest = frozenset(word for b, e in spans if b - 2 > first[1] for word in _words(side.text[b - 2 : e - 2]))
    return _Deed(frozenset(_words(side.text[at : first[1]])), stems[0] if stems else word.group(), rest)


def _words(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(text) if word[0].isupper()]

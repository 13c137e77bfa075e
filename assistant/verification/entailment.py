"""Does a claim go further than its quotations: all for some, one's deed given to another, a copy that was altered?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from assistant.verification.comparison import Side, Sides, stemmed, vocabulary
from assistant.verification.facts import number_stems
from corpus.text.names import names
from corpus.text.normalize import fold
from corpus.text.running_numbers import Number, numbers
from index.bm25 import words

_SHORT = 2  # stems; a claim of so few says nothing of its own, and has to be a copy
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_ARTICLE = regex.compile(r"\W*(?:(?:el|la|los|las|the)\s+)?", regex.IGNORECASE)
# Between "22" and "31" in "22 of the 31".
_OF_THE = regex.compile(r"\s(?:[\w-]+\s)?(?:de (?:l[oa]s|sus|est[oa]s)|(?:out )?of (?:the|its|their|these))\s")


def widened(sides: Sides) -> bool:
    """Does it speak of all, or give only the total, where the quotations speak of some?"""
    said = sides.said
    if _total_alone(sides):
        return True
    if not said.has("all"):
        return False
    if not sides.given_has("all"):
        if sides.given_has("some", "only") or any(True for side in sides.given for _ in _partitions(side)):
            return True
        mine = {number.value for number in _numbers(said)} | {"1"}
        other = any(n.value not in mine for side in sides.given for n in _numbers(side))
        return other and not sides.given_has("none") and not _numbered(said)
    nouns = {noun for side in sides.read for noun in _nouns(side, "all")}
    some = {noun for side in sides.read for name in ("some", "only") for noun in _nouns(side, name)} - nouns
    return any(noun in some for noun in _nouns(said, "all"))


def exchanged(sides: Sides) -> bool:
    """Does it say that one did to another what the other did to him: do both begin with a name that does the same, and
    is each one's name among those behind the other's verb?"""
    said = _deed(sides.said)
    deeds = [deed for side in sides.read if (deed := _deed(side)) is not None]
    return said is not None and any(
        deed.what == said.what and not deed.who & said.who and deed.who <= said.behind and said.who <= deed.behind
        for deed in deeds
    )


def altered(sides: Sides) -> bool:
    """Does the claim repeat a quotation of its own language, with figures in each other's place or with one more
    denial? One of a word or two has to be a copy.

    To drop every near copy in which any word was replaced was tried: of 114 true claims of the test half it took six
    more, and of as many false ones none."""
    said = words(sides.said.folded, sides.said.language)
    if len(said) <= _SHORT:
        over = (*(heading.folded for heading in sides.headings), *(text.lower() for text in sides.over))
        quoted = (word for text in (*(side.folded for side in sides.quoted), *over) for word in _WORD.findall(text))
        return bool(set(_WORD.findall(sides.said.folded)).difference(quoted))
    for side in sides.given:
        given = words(side.folded, side.language)
        if side.language != sides.said.language or Counter(said) - Counter(given):
            continue
        mine, theirs = _figures(said), _figures(given)
        if sides.said.count("negation") > side.count("negation"):
            return True
        if mine != theirs and sorted(mine) == sorted(theirs):
            return True
    return False


def _numbers(side: Side) -> tuple[Number, ...]:
    return numbers(side.text, side.language)


def _total_alone(sides: Sides) -> bool:
    """Of "22 of the 31", is only the 31 told?"""
    mine = {number.value for number in _numbers(sides.said)}
    partitions = (pair for side in sides.given for pair in _partitions(side))
    alone = any(total.value in mine and part.value not in mine for part, total in partitions)
    return alone and not sides.said.has("some")


def _partitions(side: Side) -> Iterator[tuple[Number, Number]]:
    """(22, 31) for each "22 of the 31"."""
    for part, total in pairwise(_numbers(side)):
        if _OF_THE.fullmatch(side.folded, part.end, total.start):
            yield part, total


def _numbered(side: Side) -> bool:
    """Does a number follow each "all" ("all nineteen ministries")?"""
    starts = {number.start for number in _numbers(side)}
    return all(
        any(
            0 <= start - end <= len(" of the ") and not side.text[end:start].strip(" oftheld").strip()
            for start in starts
        )
        for _, end in side.found("all")
    )


def _nouns(side: Side, name: str) -> Iterator[str]:
    """What is said to be all, or some; what is counted is some."""
    ends = [end for _, end in side.found(name)]
    if name == "some":
        ends += [number.end for number in _numbers(side)]
    for end in ends:
        stems = [stem for stem in side.after(end) if stem not in number_stems(side.language)]
        yield from stems[:1]


@dataclass(frozen=True, slots=True)
class _Deed:
    """Who does it, the stem of what, and the names behind that."""

    who: frozenset[str]
    what: str
    behind: frozenset[str]


def _deed(side: Side) -> _Deed | None:
    """None where the text does not begin with a name and a verb behind it."""
    # behind "x" the first word is a name like any other
    spans = [(start - 2, end - 2) for start, end in names(f"x {side.text}")]
    article = _ARTICLE.match(side.text)
    at = article.end() if article else 0
    first = next((end for start, end in spans if start <= at < end), None)
    if first is None:
        return None
    behind = side.folded[first:]
    word = _WORD.match(behind.lstrip())
    if word is None or behind[:1] != " " or word.group() in vocabulary()["no_verb"][side.language].split():
        return None
    stems = stemmed(word.group(), side.language)
    rest = frozenset(name for start, end in spans if start > first for name in _capitalised(side.text[start:end]))
    return _Deed(frozenset(_capitalised(side.text[at:first])), stems[0] if stems else word.group(), rest)


def _capitalised(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(text) if word[0].isupper()]


def _figures(stems: Sequence[str]) -> list[str]:
    return [stem for stem in stems if stem[0].isdigit()]

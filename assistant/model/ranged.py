"""Does a statement say of all what its quotations say of some?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import regex

from assistant.model.numbers import Number, number_stems, numbers
from assistant.model.sides import Side, Sides


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
        mine = {number.value for number in numbers(said)} | {"1"}
        counted = any(n.value not in mine for side in sides.given for n in numbers(side))
        return counted and not sides.given_has("none") and not _numbered(said)
    nouns = {noun for side in sides.read for noun in _nouns(side, "all")}
    some = {noun for side in sides.read for name in ("some", "only") for noun in _nouns(side, name)} - nouns
    return any(noun in some for noun in _nouns(said, "all"))


def _total_alone(sides: Sides) -> bool:
    """Of "22 of the 31", is only the 31 told?"""
    mine = {number.value for number in numbers(sides.said)}
    for side in sides.given:
        for part, total in _partitions(side):
            if total.value in mine and part.value not in mine and not sides.said.has("some"):
                return True
    return False


def _partitions(side: Side) -> Iterator[tuple[Number, Number]]:
    """(22, 31) for each "22 of the 31"."""
    found = numbers(side)
    for part, total in pairwise(found):
        between = side.folded[part.end : total.start]
        if regex.fullmatch(
            r"\s(?:[\w-]+\s)?(?:de (?:l[oa]s|sus|est[oa]s)|(?:out )?of (?:the|its|their|these))\s", between
        ):
            yield part, total


def _numbered(side: Side) -> bool:
    """Does a number follow each "all" ("all nineteen ministries")?"""
    starts = {number.start for number in numbers(side)}
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
        ends += [number.end for number in numbers(side)]
    for end in ends:
        stems = [stem for stem in side.after(end) if stem not in number_stems(side.language)]
        yield from stems[:1]

"""Does a statement deny what its quotations say, say what they deny, or say the opposite?"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.model.doubts import doubts, limits, opposites, pairs
from assistant.model.sides import Side, Sides


def denies_otherwise(sides: Sides) -> bool:
    """Does one of the two deny what the other does not? Words that deny softly ("left out") may stand for a denial on
    either side."""
    said, given = sides.said, sides.given
    headers = [Side(text, side.language) for text in sides.over for side in given[:1]]
    if _denies(said) and not any(_denies(side) or side.has("softly") for side in (*sides.quoted, *headers)):
        return True
    if not _denies(said) and _soft(said) <= max((_soft(side) for side in given), default=0):
        words = len(given[0].text.split()) if given else 0
        if words <= limits()["negated_words"] and all(_denies(side) for side in sides.quoted):
            return not any(_left_alone(said, read) for read in sides.read)
        if words <= limits()["softly_words"] and not said.has("softly") and any(side.has("softly") for side in given):
            return True
    # a translation that has lost or found a "no" tells nothing
    read = [read for one, read in sides.pairs if read is not None and _denies(one) == _denies(read)]
    return any(_contradict(said, side) for side in read)


def opposed(sides: Sides) -> bool:
    """Does the statement hold one word of a pair of opposites where the quotations hold only the other?"""
    for name in pairs():
        mine = _of_pair(name, sides.said)
        theirs = {one for side in sides.given for one in _of_pair(name, side)}
        if len(mine) == len(theirs) == 1 and mine != theirs:
            return True
    compared = {pair for side in sides.read for pair in _compared(side)}
    return any((not more, noun) in compared and (more, noun) not in compared for more, noun in _compared(sides.said))


def _denies(side: Side) -> bool:
    return side.has("negation")


def _soft(side: Side) -> int:
    return sum(1 for _ in side.found("softly"))


def _contradict(said: Side, read: Side) -> bool:
    """Is the very thing that one of them denies said by the other, in a clause that denies nothing?"""
    quoted = {stem for clause in read.clauses if not _denies(clause) for stem in clause.stems}
    if (_denied(said) & quoted) - _denied(read):
        return True
    mine = [clause for clause in said.clauses if not _denies(clause) and not clause.has("softly")]
    return bool((_denied(read) & {stem for clause in mine for stem in clause.stems}) - _denied(said))


def _left_alone(said: Side, read: Side) -> bool:
    """Is the statement about the clauses that deny nothing, and about none that denies?"""
    shared = {True: 0, False: 0}
    for clause in read.clauses:
        shared[_denies(clause)] += len(clause.stems & said.stems)
    return shared[False] > 0 and not shared[True]


def _denied(side: Side) -> set[str]:
    """The stems of what is denied: the first word with a meaning behind each "no"."""
    light = frozenset(doubts()["light"][side.language])
    found = set()
    for _, end in side.found("strictly"):
        stems = [stem for stem in side.after(end) if stem not in light]
        found |= set(stems[:1])
    return found


def _of_pair(name: str, side: Side) -> set[str]:
    """Which of the two it holds, where it does not deny them."""
    plain = [clause.lower for clause in side.clauses if not _denies(clause)]
    both = {which: opposites(name, which, side.language) for which in ("one", "other")}
    return {which for which, found in both.items() if any(True for text in plain for _ in found.finditer(text))}


def _compared(side: Side) -> Iterator[tuple[bool, str]]:
    """(True, "promis") for "more promises", (False, "promis") for "fewer promises"."""
    for name, more in (("more", True), ("fewer", False)):
        for _, end in side.found(name):
            yield from ((more, stem) for stem in side.after(end)[:1])

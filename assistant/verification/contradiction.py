"""Does a claim deny what its quotations say, say what they deny, or say the opposite?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from assistant.verification.comparison import Side, Sides, light, opposites, pairs
from corpus.text.running_numbers import stretches

_ROOT = 4  # letters that words of one root have in common in both languages, mostly
_SHORT = 25  # words up to which a denial in a quotation speaks for all of it
_SHORT_SOFTLY = 12  # as many, where it denies softly
_TOLD_WORDS = 3  # words of a clause that denies, from which it is compared word by word
_TOLD = 0.6  # share of them that is said elsewhere without a denial, from which it denies that


def denies_otherwise(sides: Sides) -> bool:
    """Does one of the two deny what the other does not? Words that deny softly ("left out") may stand for a denial on
    either side, and in a claim those that hardly deny as well ("only")."""
    said, given = sides.said, sides.given
    headers = [Side(text, side.language) for text in sides.over for side in given[:1]]
    if _denies(said) and not any(_denies(side) or side.has("softly") for side in (*sides.quoted, *headers)):
        return True
    softly = max((side.count("softly") for side in given), default=0)
    if not _denies(said) and said.count("softly") <= softly and _affirms(sides):
        return True
    # a translation that has lost or found a "no" tells nothing
    read = [(one, read) for one, read in sides.pairs if read is not None and _denies(one) == _denies(read)]
    return any(_contradict(said, side) or _told_otherwise(said, one, side) for one, side in read)


def opposed(sides: Sides) -> bool:
    """Does the claim hold one word of a pair of opposites where the quotations hold only the other?"""
    for name in pairs():
        mine = _of_pair(name, sides.said)
        theirs = sum((_of_pair(name, side) for side in sides.given), Counter[int]())
        if len(mine) == len(theirs) == 1 and mine.keys() != theirs.keys():
            return True
        # "more … and more" for "fewer … and more"
        if len(mine) == 1 and len(theirs) == 2 and mine.total() == theirs.total():
            return True
    told = stretches(sides.said.text, sides.said.language)
    ways = {0 if Decimal(first) < Decimal(last) else 1 for first, last in told}
    if len(ways) == 1 and _of_pair("rising", sides.said).keys() == {0, 1} - ways:
        return True  # "it fell from 2 to 3"
    compared = {pair for side in sides.read for pair in _compared(side)}
    return any((not more, noun) in compared and (more, noun) not in compared for more, noun in _compared(sides.said))


def _denies(side: Side) -> bool:
    return side.has("negation")


def _affirms(sides: Sides) -> bool:
    """Does a claim without a denial leave out that of short quotations?"""
    said, given = sides.said, sides.given
    words = sum(len(side.text.split()) for side in given)
    if words <= _SHORT and all(_denies(side) and not _doubly(side) for side in sides.quoted):
        hardly = said.count("hardly") > max(side.count("hardly") for side in given)
        return not hardly and not any(_left_alone(said, read) for read in sides.read)
    return words <= _SHORT_SOFTLY and not said.has("softly") and any(side.has("softly") for side in given)


def _contradict(said: Side, read: Side) -> bool:
    """Is the very thing that one of them denies said by the other, in a clause that denies nothing?"""
    quoted = {stem for clause in read.clauses if not _denies(clause) for stem in clause.stems}
    if (_denied(said) & quoted) - _denied(read):
        return True
    if _doubly(read):
        return False
    mine = [clause for clause in said.clauses if not _denies(clause) and not clause.has("softly")]
    return bool((_denied(read) & {stem for clause in mine for stem in clause.stems}) - _denied(said))


def _doubly(side: Side) -> bool:
    """Does one clause deny twice ("without it they cannot"), which comes to a yes?"""
    return any(clause.has("without") and clause.count("strictly") > 1 for clause in side.clauses)


def _told_otherwise(said: Side, given: Side, read: Side) -> bool:
    """Does the claim deny, in a clause, most of what the quotation says in clauses that deny nothing, and less in
    those that do?"""
    plain, doubted = set[str](), set[str]()
    for clause in (clause for side in {given, read} for clause in side.clauses):
        (doubted if _denies(clause) or clause.has("softly") else plain).update(_roots(clause))
    for clause in said.clauses:
        told = _roots(clause)
        if clause.has("strictly") and len(told) >= _TOLD_WORDS:
            kept = len(told & plain)
            if kept >= _TOLD * len(told) and len(told & doubted) <= kept / 2:
                return True
    return False


def _roots(clause: Side) -> set[str]:
    return {stem[:_ROOT] for stem in clause.stems - light(clause.language) if len(stem) >= _ROOT}


def _left_alone(said: Side, read: Side) -> bool:
    """Is the claim about the clauses that deny nothing, and about none that denies?"""
    shared = {True: 0, False: 0}
    for clause in read.clauses:
        shared[_denies(clause)] += len(clause.stems & said.stems)
    return shared[False] > 0 and not shared[True]


def _denied(side: Side) -> set[str]:
    """The stems of what is denied: the first word with a meaning behind each "no"."""
    behind = (
        [stem for stem in side.after(end) if stem not in light(side.language)] for _, end in side.found("strictly")
    )
    return {stem for stems in behind for stem in stems[:1]}


def _of_pair(name: str, side: Side) -> Counter[int]:
    """How often it holds each of the two, where it does not deny them."""
    plain = [clause.lower for clause in side.clauses if not _denies(clause)]
    both = {which: opposites(name, which, side.language) for which in (0, 1)}
    found = {which: sum(1 for text in plain for _ in one.finditer(text)) for which, one in both.items()}
    return Counter({which: times for which, times in found.items() if times})


def _compared(side: Side) -> Iterator[tuple[bool, str]]:
    """(True, "promis") for "more promises", (False, "promis") for "fewer promises"; not for "more of its promises"."""
    for name, more in (("more", True), ("fewer", False)):
        for _, end in side.found(name):
            if not side.folded.startswith((" of ", " de ", " que ", " than "), end):
                yield from ((more, stem) for stem in side.after(end)[:1])

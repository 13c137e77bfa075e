"""Do the numbers, dates and levels of a statement say what those of its quotations do?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

import regex

from assistant.gate import figures, in_words
from assistant.model.dates import agrees, dates
from assistant.model.doubts import doubts, ending
from assistant.model.numbers import counted, numbers, stretches
from assistant.model.sides import Side, Sides
from corpus.data import table
from corpus.text.normalize import fold

_NEAR = 40  # characters behind a number in which its unit stands
_SCALES = ("completion", "openness", "ambition")


def other_numbers(sides: Sides) -> bool:
    """Does the statement write a number in words that the quotations do not give, count with one number what they
    count with another, give other units, or turn "from 2 to 3" round? "One" is an article, too."""
    shown = (*sides.given, *sides.headings)
    given = [number.value for side in shown for number in numbers(side)]
    also = {value for side in shown for value in (*in_words(side.text), *_by_words(side, "also"))}
    said = [number for number in numbers(sides.said) if number.value != "1"]
    if any(number.spelled and number.value not in {*given, *also} for number in said):
        return True
    shown_amounts = {value for side in shown for value in _by_words(side, "amounts")}
    if set(_by_words(sides.said, "amounts")) - {*given, *also, *shown_amounts}:
        return True
    often, mine = Counter(given), Counter(number.value for number in said)
    for value, noun in counted(sides.said):
        others = {other for side in sides.read for other, counts in counted(side) if counts == noun}
        if others and value not in others and mine[value] > often[value]:
            return True
    if _other_units(sides):
        return True
    turned = {(last, first) for side in sides.given for first, last in stretches(side)}
    kept = {stretch for side in sides.given for stretch in stretches(side)}
    return any(stretch in turned - kept for stretch in stretches(sides.said))


def other_dates(sides: Sides) -> bool:
    """Does the statement give a day, month and year together that the quotations do not, or another season or day of
    the week?"""
    shown = (*sides.given, *sides.headings)
    if _of_the_calendar(sides.said) - {one for side in shown for one in _of_the_calendar(side)}:
        return True
    given = [date for side in shown for date in dates(side)]
    years = frozenset(value for side in shown for value in figures(side.text))
    return any(not any(agrees(said, one, years) for one in given) for said in dates(sides.said))


def other_levels(sides: Sides) -> bool:
    """Does the statement give a level of an official scale that the quotations do not, or to so many what they give to
    another number? Words for levels are everyday words too ("the complete register"): they count where the quotations
    rate something, the statement says of what scale it speaks, or gives the level as a verdict."""
    given = {level for side in sides.quoted for level in _levels(side.text)}
    for level in _levels(sides.said.text) - given:
        said = sides.said.folded
        if given or _subjects(level).search(said) or _verdict(level).search(said):
            return True
    rated = [pair for side in sides.given for pair in _rated(side)]
    for number, level in _rated(sides.said):
        others = {other for other, same in rated if same == level}
        if others and number not in others:
            return True
    return False


def _other_units(sides: Sides) -> bool:
    """Does it say "four months" where they say "four weeks", or "five months" and no other four?"""
    given = {pair for side in sides.given for pair in _measured(side)}
    often = Counter(number.value for side in sides.given for number in numbers(side))
    measured = Counter(value for side in sides.given for value, _ in _measured(side))
    for value, unit in set(_measured(sides.said)) - given:
        bare = often[value] > measured[value]  # "41 days, and 77 with the police"
        if not bare and any(value == other or unit == of for other, of in given):
            return True
    return False


def _measured(side: Side) -> Iterator[tuple[str, str]]:
    """(number, unit) of what is measured in units of time or in hundredths."""
    for number in numbers(side):
        behind = side.folded[number.end : number.end + _NEAR]
        yield from ((number.value, unit) for unit, pattern in _units() if pattern.match(behind))


def _of_the_calendar(side: Side) -> set[int]:
    """The seasons and days of the week that a text names."""
    return {n for n, pattern in enumerate(_calendar()) if pattern.search(side.folded)}


def _by_words(side: Side, which: str) -> Iterator[str]:
    """Numbers that a text gives by other words, "also" ("twice") or "amounts" ("a dozen")."""
    for value, forms in doubts()["numbers"][side.language][which].items():
        if regex.search(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", side.folded):
            yield value


def _rated(side: Side) -> Iterator[tuple[str, str]]:
    """(number, level) of each stretch that has one of each: "three were substantial"."""
    for part in regex.split(rf"{ending(side.language).pattern}|\s(?:y|e|and)(?=\s)", side.text, flags=regex.IGNORECASE):
        if part:
            levels, told = _levels(part), {number.value for number in numbers(Side(part, side.language))}
            told = told - {"1"} or told  # "un" is an article, too
            if len(levels) == len(told) == 1:
                yield next(iter(told)), next(iter(levels))


def _levels(text: str) -> set[str]:
    """The levels of official scales that a text names."""
    folded = fold(text)
    return {level for level, pattern in _level_patterns() if pattern.search(folded)}


@cache
def _level_patterns() -> list[tuple[str, regex.Pattern[str]]]:
    scales, loose = table("corpus.ledger", "scales"), doubts()["levels"]["loose"]
    named = [
        (level, [form for form in entry["forms"] if form not in loose])
        for scale in _SCALES
        for level, entry in scales[scale]["levels"].items()
    ]
    return [(level, regex.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")) for level, forms in named]


@cache
def _verdict(level: str) -> regex.Pattern[str]:
    """The level where nothing follows that it could belong to."""
    forms = next(pattern.pattern for name, pattern in _level_patterns() if name == level)
    before = "|".join(doubts()["levels"]["verdict"])
    return regex.compile(rf"(?:{before}){forms}\s*(?=[.,;:)!?»”\"]|$)")


@cache
def _subjects(level: str) -> regex.Pattern[str]:
    """What the scales with that level are about."""
    scales = table("corpus.ledger", "scales")
    forms = [form for scale in _SCALES if level in scales[scale]["levels"] for form in scales[scale]["subjects"]]
    return regex.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")


@cache
def _units() -> tuple[tuple[str, regex.Pattern[str]], ...]:
    between = r"\s?(?:(?:working|business|full|more|consecutive|calendar)\s)?"
    return tuple(
        (unit, regex.compile(rf"{between}(?:{'|'.join(forms)})(?!\w)")) for unit, forms in doubts()["units"].items()
    )


@cache
def _calendar() -> tuple[regex.Pattern[str], ...]:
    return tuple(regex.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)") for forms in doubts()["calendar"]["same"])

"""Do the figures, ids, numbers in words, dates and levels of a claim say what those of its quotations do?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

import regex

from assistant.verification.comparison import Side, Sides, alternatives, clause_end, stemmed, vocabulary, whole
from corpus.data import table
from corpus.text.date_parts import agrees, dates
from corpus.text.normalize import fold
from corpus.text.numbers import number_words
from corpus.text.running_numbers import figures, ids, in_words, numbers, stretches

_UNIT_NEAR = 40  # characters behind a number in which its unit stands
_NOUN_NEAR = 6  # words behind a number among which stands what it counts
_SCALES = ("completion", "openness", "ambition")
_PARTLY = regex.compile(r"\s(?:de (?:l[oa]s|sus)|(?:out )?of (?:the|its|their))\s")
_BETWEEN = r"\s?(?:(?:working|business|full|more|consecutive|calendar)\s)?"  # a number and its unit
# What stands before a level that is given as a verdict ("…: marginal."), at the end of a clause.
_VERDICT = (
    r"(?:^|[.:;,–—(])\s*",
    r"(?:^|[.:;,–—(])\s*(?:avance|cumplimiento|resultado|apertura|nivel|progress|completion|result|openness|level)\s+",
    r"\b(?:fue|es|era|son|fueron|quedo|quedaron|queda|resulto|considera\w*|considero|califica\w*|califico|evalu\w+"
    r"|juzg\w+)\s+(?:de\s+|como\s+)?",
    r"\b(?:was|is|were|are|been|remains?|rated|deemed|considered|judged|assessed)\s+(?:as\s+|to be\s+)?",
)


def missing_figures(statement: str, quotes: str) -> bool:
    """Does the statement give a number or an id that the quotations do not?"""
    lacking = figures(statement) - figures(quotes)
    return bool(ids(statement) - ids(quotes)) or bool(lacking and lacking - in_words(quotes))


def other_numbers(sides: Sides) -> bool:
    """Does the claim write a number in words that the quotations do not give, count with one number what they count
    with another, give other units, or turn "from 2 to 3" round? "One" is an article, too."""
    shown = (*sides.given, *sides.headings)
    given = [number.value for side in shown for number in numbers(side.text, side.language)]
    also = {value for side in shown for value in (*in_words(side.text), *_by_words(side, "also"))}
    said = [number for number in numbers(sides.said.text, sides.said.language) if number.value != "1"]
    if any(number.spelled and number.value not in {*given, *also} for number in said):
        return True
    amounts = {value for side in shown for value in _by_words(side, "amounts")}
    if set(_by_words(sides.said, "amounts")) - {*given, *also, *amounts}:
        return True
    often, mine = Counter(given), Counter(number.value for number in said)
    for value, noun in counted(sides.said):
        others = {other for side in sides.read for other, counts in counted(side) if counts == noun}
        if others and value not in others and mine[value] > often[value]:
            return True
    if _other_units(sides):
        return True
    kept = {stretch for side in sides.given for stretch in stretches(side.text, side.language)}
    turned = {(last, first) for first, last in kept}
    return any(stretch in turned - kept for stretch in stretches(sides.said.text, sides.said.language))


def other_dates(sides: Sides) -> bool:
    """Does the claim give a day, month and year together that the quotations do not, or another season or day of the
    week?"""
    shown = (*sides.given, *sides.headings)
    if _of_the_calendar(sides.said) - {one for side in shown for one in _of_the_calendar(side)}:
        return True
    given = [date for side in shown for date in dates(side.text, side.language)]
    years = frozenset(value for side in shown for value in figures(side.text))
    said = dates(sides.said.text, sides.said.language)
    return any(not any(agrees(date, one, years) for one in given) for date in said)


def other_levels(sides: Sides) -> bool:
    """Does the claim give a level of an official scale that the quotations do not, or to so many what they give to
    another number? Words for levels are everyday words too ("the complete register"): they count where the quotations
    rate something, the claim says of what scale it speaks, or gives the level as a verdict."""
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


def counted(side: Side) -> Iterator[tuple[str, str]]:
    """(number, stem of what stands behind it) for each number that counts something; of "2 of the 68" only the 68."""
    for number in numbers(side.text, side.language):
        if _PARTLY.match(side.folded, number.end):
            continue
        behind = regex.sub(r"\d+", " ", " ".join(side.folded[number.end :].split()[:_NOUN_NEAR]))
        cut = regex.split(r"[,;:.()]", behind)[0]
        stems = [stem for stem in stemmed(cut, side.language) if stem not in number_stems(side.language)]
        if stems:
            yield number.value, stems[0]


@cache
def number_stems(language: str) -> frozenset[str]:
    """The stems of the words that are numbers."""
    return frozenset(stemmed(" ".join(number_words()["words"][language]), language))


def _other_units(sides: Sides) -> bool:
    """Does it say "four months" where they say "four weeks", or "five months" and no other four?"""
    given = {pair for side in sides.given for pair in _measured(side)}
    often = Counter(number.value for side in sides.given for number in numbers(side.text, side.language))
    measured = Counter(value for side in sides.given for value, _ in _measured(side))
    for value, unit in set(_measured(sides.said)) - given:
        bare = often[value] > measured[value]  # "41 days, and 77 with the police"
        if not bare and any(value == other or unit == of for other, of in given):
            return True
    return False


def _measured(side: Side) -> Iterator[tuple[str, str]]:
    """(number, unit) of what is measured in units of time or in hundredths."""
    for number in numbers(side.text, side.language):
        behind = side.folded[number.end : number.end + _UNIT_NEAR]
        yield from ((number.value, unit) for unit, pattern in _units() if pattern.match(behind))


def _of_the_calendar(side: Side) -> set[str]:
    """The seasons and days of the week that a text names."""
    return {name for name, pattern in _calendar() if pattern.search(side.folded)}


def _by_words(side: Side, which: str) -> Iterator[str]:
    """Numbers that a text gives by other words, "also" ("twice") or "amounts" ("a dozen")."""
    return (value for value, pattern in _other_words(which, side.language) if pattern.search(side.folded))


def _rated(side: Side) -> Iterator[tuple[str, str]]:
    """(number, level) of each stretch that has one of each: "three were substantial"."""
    ends = rf"{clause_end(side.language).pattern}|\s(?:y|e|and)(?=\s)"
    for part in regex.split(ends, side.text, flags=regex.IGNORECASE):
        if part:
            levels, told = _levels(part), {number.value for number in numbers(part, side.language)}
            told = told - {"1"} or told  # "un" is an article, too
            if len(levels) == len(told) == 1:
                yield next(iter(told)), next(iter(levels))


def _levels(text: str) -> set[str]:
    """The levels of official scales that a text names."""
    folded = fold(text)
    return {level for level, pattern in _level_patterns() if pattern.search(folded)}


@cache
def _level_patterns() -> list[tuple[str, regex.Pattern[str]]]:
    loose = vocabulary()["levels"]["loose"]
    named = [pair for scale in _SCALES for pair in table("corpus.ledger", "scales")[scale]["levels"].items()]
    return [(level, _any([form for form in entry["forms"] if form not in loose])) for level, entry in named]


@cache
def _verdict(level: str) -> regex.Pattern[str]:
    """The level where nothing follows that it could belong to."""
    forms = next(pattern.pattern for name, pattern in _level_patterns() if name == level)
    return regex.compile(rf"(?:{'|'.join(_VERDICT)}){forms}\s*(?=[.,;:)!?»”\"]|$)")


@cache
def _subjects(level: str) -> regex.Pattern[str]:
    """What the scales with that level are about."""
    scales = [scale for name in _SCALES if level in (scale := table("corpus.ledger", "scales")[name])["levels"]]
    return _any([form for scale in scales for form in scale["subjects"]])


def _any(forms: list[str]) -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")


@cache
def _units() -> tuple[tuple[str, regex.Pattern[str]], ...]:
    return tuple(
        (unit, regex.compile(rf"{_BETWEEN}(?:{alternatives(forms)})(?!\w)"))
        for unit, forms in vocabulary()["units"].items()
    )


@cache
def _calendar() -> tuple[tuple[str, regex.Pattern[str]], ...]:
    also = {"autumn": r"fall of \d+"}
    return tuple((name, whole(forms, also.get(name))) for name, forms in vocabulary()["calendar"].items())


@cache
def _other_words(which: str, language: str) -> tuple[tuple[str, regex.Pattern[str]], ...]:
    return tuple((value, whole(forms)) for value, forms in vocabulary()[which][language].items())

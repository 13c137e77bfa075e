"""Does a sentence hold the kind of thing that is asked for: a number, a date, a sum of money, a name?"""

from __future__ import annotations

from functools import cache

import regex

from assistant.data import table
from corpus.text.normalize import fold
from corpus.text.numbers import spelled_pattern, spelled_value
from index.bm25 import stems, words
from index.store import StoredUnit

_WORD = r"[\p{L}\p{M}\p{N}]+"
_LABELLED = regex.compile(r"(.+?)\s*[:\t]\s*\d[\d.,  \u2009\u202f]*%?\.?")  # "Sensors installed: 17"
_NEAR = 4  # words between a number and what it counts


def fits(kind: str, text: str, folded: str) -> float:
    """1 where the sentence holds what an answer of that type must hold, else 0."""
    in_folded, as_written = _patterns().get(kind, ((), ()))
    found = any(p.search(folded) for p in in_folded) or any(p.search(text) for p in as_written)
    return float(found)


def under_header(unit: StoredUnit) -> str:
    """The unit's text, of a cell after the header of its column: that may say what its figure is."""
    return f"{unit.header}: {unit.text}" if unit.kind == "cell" and unit.header else unit.text


def counts(text: str, language: str, nouns: frozenset[str]) -> bool:
    """Does a number stand just before one of the nouns, or alone behind a label that holds them all?"""
    if not nouns & stems(text, language):
        return False
    labelled = _LABELLED.fullmatch(text.strip())
    if labelled and nouns <= stems(labelled.group(1), language):
        return True
    tokens = _tokens(text)
    numbers = [i for i, token in enumerate(tokens) if fits("number", token, token)]
    places = [i for i, token in enumerate(tokens) if nouns & stems(token, language)]
    return any(0 < place - number <= _NEAR for number in numbers for place in places)


def counted_value(text: str, language: str, nouns: frozenset[str]) -> int | None:
    """The number that `text` gives for what is counted (stems of `language`), None where it gives none or several."""
    tokens = _tokens(text)
    values = set()
    for place, token in enumerate(tokens):
        if nouns & set(words(token, language)):
            before = [_number(t) for t in tokens[max(0, place - _NEAR) : place]]
            values |= {value for value in before[-_NEAR:] if value is not None}
    return values.pop() if len(values) == 1 else None


def _tokens(text: str) -> list[str]:
    """The folded words of a text; a number of several words ("twenty-one", "treinta y tres") is one."""
    return [match.group() for match in _token().finditer(fold(text))]


def _number(token: str) -> int | None:
    """None for 1 in words, which is an article or a pronoun as often."""
    if token.isdigit():
        return int(token)
    value = 0 if token in table("kinds_of_answer")["number"]["zero"] else spelled_value(token)
    return None if value == 1 else value


@cache
def _token() -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\w){spelled_pattern()}(?!\w)|{_WORD}")


@cache
def _patterns() -> dict[str, tuple[tuple[regex.Pattern[str], ...], tuple[regex.Pattern[str], ...]]]:
    return {
        name: (
            tuple(regex.compile(p.replace("{number}", spelled_pattern())) for p in entry.get("any", ())),
            tuple(regex.compile(p) for p in entry.get("as_written", ())),
        )
        for name, entry in table("kinds_of_answer").items()
    }

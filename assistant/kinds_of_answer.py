"""Does a sentence hold the kind of thing that is asked for: a number, a date, a sum of money, a name?"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import regex

from corpus.terms import fold
from index.lexical import stems, words

_ASKS_COUNT = regex.compile(r"(?<!\w)(?:cuant[oa]s|how many|numero de|number of|total de)\s+((?:\p{L}+\s*){1,4})")
_TOKEN = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_NEAR = 4  # words between a number and what it counts


def fits(kind: str, text: str, folded: str) -> float:
    """1 where the sentence holds what an answer of that type must hold, else 0."""
    in_folded, as_written = _patterns().get(kind, ((), ()))
    found = any(p.search(folded) for p in in_folded) or any(p.search(text) for p in as_written)
    return float(found)


def counted_nouns(question: str, language: str) -> frozenset[str]:
    """Stems of what a question counts: "how many civil society organizations" → {civil, societi, organ}."""
    match = _ASKS_COUNT.search(fold(question))
    return frozenset(words(match.group(1), language)[:2]) if match else frozenset()


def counts(text: str, language: str, nouns: frozenset[str]) -> bool:
    """Does a number stand just before one of the nouns?"""
    if not nouns & stems(text, language):
        return False
    tokens = _TOKEN.findall(fold(text))
    numbers = [i for i, token in enumerate(tokens) if fits("number", token, token)]
    places = [i for i, token in enumerate(tokens) if nouns & stems(token, language)]
    return any(0 < place - number <= _NEAR for number in numbers for place in places)


def counted_value(text: str, language: str, question: str) -> int | None:
    """The number that `text` gives for what the question counts, None where it gives none or several."""
    nouns = counted_nouns(question, language)
    tokens = _TOKEN.findall(fold(text))
    values = set()
    for place, token in enumerate(tokens):
        if nouns & set(words(token, language)):
            before = [_number(t) for t in tokens[max(0, place - _NEAR) : place]]
            values |= {value for value in before[-_NEAR:] if value is not None}
    return values.pop() if len(values) == 1 else None


def _number(token: str) -> int | None:
    return int(token) if token.isdigit() else _number_words().get(token)


@cache
def _number_words() -> dict[str, int]:
    data = tomllib.loads((files("assistant") / "kinds_of_answer.toml").read_text(encoding="utf-8"))
    return {word: value for value, words_ in enumerate(data["number_words"]["in_order"]) for word in words_.split()}


@cache
def _patterns() -> dict[str, tuple[tuple[regex.Pattern[str], ...], tuple[regex.Pattern[str], ...]]]:
    data = tomllib.loads((files("assistant") / "kinds_of_answer.toml").read_text(encoding="utf-8"))
    return {
        name: (
            tuple(regex.compile(p) for p in entry.get("any", ())),
            tuple(regex.compile(p) for p in entry.get("as_written", ())),
        )
        for name, entry in data.items()
        if name != "number_words"
    }

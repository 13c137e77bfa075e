"""Conditions on levels of the official scales: "not completed", "limited or not started", "of modest ambition"."""

from __future__ import annotations

import regex

from assistant.data import table
from assistant.ledger_query.grammar import Rest
from assistant.ledger_query.levels import levels_in
from assistant.ledger_query.query import Condition
from corpus.terms import fold

Levels = list[tuple[str, str, tuple[tuple[int, int], ...]]]


def level_conditions(rest: Rest) -> list[Condition] | None:
    """One condition for each scale, taken out of `rest`; several levels of one scale are alternatives where "or" and
    the like stand between them. None where it cannot be told how levels go together."""
    turned = _turned_round(rest)
    if turned:
        return turned
    named: Levels = []
    while levels := _levels(rest.text):  # a negation that is part of one hides those behind it
        scale = levels[0][0]
        for one in [one for one in levels if one[0] == scale]:
            named.append(one)
            for start, end in one[2]:
                rest.blank(start, end)
    found = []
    for scale in dict.fromkeys(one[0] for one in named):
        of_scale = sorted((one for one in named if one[0] == scale), key=lambda one: one[2][0])
        spans = sorted(span for one in of_scale for span in one[2])
        keys = tuple(dict.fromkeys(key for _, key, _ in of_scale))
        if len(keys) > 1 and not _between(rest, spans[0][1], spans[-1][0]):
            return None
        found.append(Condition(scale, "is", keys[0], others=keys[1:], at=spans[0][0]))
    return found


def _levels(text: str) -> Levels:
    """The levels that are named; those that a negation hides from the scales too."""
    levels = list(levels_in(text))
    if levels:
        return levels
    plain = Rest(text)
    plain.take(_pattern("negation", "any"))
    return list(levels_in(plain.text))


def _turned_round(rest: Rest) -> list[Condition]:
    """A level turned round in one word: "incomplete"."""
    for level in table("conditions")["negated"]["completion"] if not list(levels_in(rest.text)) else ():
        match = _pattern("negated", "completion", level).search(fold(rest.text))
        if match:
            rest.blank(*match.span())
            return [Condition("completion", "is", level, negated=True, at=match.start())]
    return []


def _between(rest: Rest, start: int, end: int) -> bool:
    """Whether only words of choice stand there, which are taken out."""
    if start >= end:
        return True
    if not regex.fullmatch(table("conditions")["alternatives"]["between"], fold(rest.text[start:end])):
        return False
    rest.blank(start, end)
    return True


def _pattern(*path: str) -> regex.Pattern[str]:
    found = table("conditions")
    for key in path:
        found = found[key]
    return regex.compile(rf"(?<!\w)(?:{found})(?!\w)")

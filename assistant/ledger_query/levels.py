"""Levels of the official scales that a question names, and the conditions it makes of them."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from assistant.data import table
from assistant.ledger_query.grammar import Rest, condition_pattern, data, pattern
from assistant.ledger_query.query import Condition
from corpus.ledger.scales import levels_named
from corpus.text.normalize import fold

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
    plain.take(condition_pattern("negation", "any"))
    return list(levels_in(plain.text))


def _turned_round(rest: Rest) -> list[Condition]:
    """A level turned round in one word: "incomplete"."""
    for level in table("conditions")["negated"]["completion"] if not list(levels_in(rest.text)) else ():
        match = condition_pattern("negated", "completion", level).search(fold(rest.text))
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


def level_asked(rest: Rest) -> tuple[str, str] | None:
    """The one level that is named, taken out; None where none is, or several are."""
    levels = list(dict.fromkeys(levels_in(rest.text)))
    if len(levels) != 1:
        return None
    scale, level, spans = levels[0]
    for start, end in spans:
        rest.blank(start, end)
    return scale, level


def levels_in(text: str) -> Iterator[tuple[str, str, tuple[tuple[int, int], ...]]]:
    """(scale, level, where it is named) of each level that the text names."""
    folded = fold(text)
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for scale, levels in data()["levels"].items():
        for level in levels:
            for match in pattern("levels", scale, level).finditer(folded):
                found.setdefault((scale, level), []).append(match.span())
    subject = pattern("subject", "ambition").search(folded)
    scales = ("ambition",) if subject else ("status", "completion", "openness")
    if subject:
        found.clear()
    for scale in scales:
        for one in levels_named(scale, text, subject_given=True):
            found.setdefault((scale, one.key), []).append((one.start, one.end))
    if subject and found:
        found = {key: [*spans, subject.span()] for key, spans in found.items()}
    for (scale, level), spans in found.items():
        yield scale, level, tuple(spans)

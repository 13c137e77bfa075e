"""Conditions that a question puts on many commitments: levels, dates, figures, institutions; turned round, or the most
of all. Words are data (conditions.toml); what they come to is compared in ledger_where.py.

As for all rows: a word that nothing explains, and the question is not read here.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import regex

from assistant.data import table
from assistant.ledger_query.grammar import Rest, pattern
from assistant.ledger_query.level_conditions import level_conditions
from assistant.ledger_query.levels import levels_in
from assistant.ledger_query.query import Condition, Kind, RowsAsked
from corpus.commitments import references
from corpus.ledger.amounts import amounts, percent_in
from corpus.ledger.numbers import moments
from corpus.terms import fold

_NEAR = 40  # characters between a field and the figure or superlative that is of it
_DATED = ("end", "start")
_FIGURES = regex.compile(r"^\P{Nd}*[\d.,\s]+")
_CODE = regex.compile(r"(?<!\w)(?:\p{Lu}{1,4}[$€£]?|\p{Lu}?[$€£])\s?$")  # a currency before its figures


def asked_where(question: str) -> RowsAsked | None:
    """The commitments that a question asks for by conditions; None where there are none, or more is asked."""
    folded = fold(question)
    if _any("beyond", "any").search(folded):
        return None
    rest = Rest(question)
    rest.take(pattern("subject", "openness"))
    scope = rest.scope()
    if scope is None:
        return None
    conditions = _conditions(rest)
    if not conditions or len({one.field for one in conditions if one.op in ("top", "bottom", "sum")}) > 1:
        return None
    kind: Kind = "count" if pattern("frame", "count").search(folded) else "list"
    return RowsAsked(kind, conditions=conditions, **scope)


def conditioned(question: str) -> bool:
    """Whether a question for commitments puts any condition on them, read or not: a list of all is no answer to it."""
    folded = fold(question)
    if references(question):
        return False
    if superlative(question):
        return True
    if pattern("frame", "beyond").search(folded):
        return False
    if pattern("frame", "plural").search(folded) is None or _any("asked", "any").search(folded) is None:
        return False
    signs = [_any("negation", "any"), *(_any("superlative", key) for key in table("conditions")["superlative"])]
    signs += [_any("compare", key) for key in ("least", "before", "after", "over", "under")]
    signs += [_any("negated", "completion", key) for key in table("conditions")["negated"]["completion"]]
    signs += [pattern("institution", "lead"), pattern("institution", "part")]
    dated = any(_any("field", key).search(folded) for key in _DATED) and bool(moments(question))
    return dated or any(sign.search(folded) for sign in signs) or any(True for _ in levels_in(question))


def sums(question: str) -> bool:
    """Whether a question asks what the budgets of commitments add up to."""
    folded = fold(question)
    added = _any("sum", "any").search(folded) and _any("field", "budget").search(folded)
    return bool(added) and not references(question)


def superlative(question: str) -> bool:
    """Whether a question asks for the commitment that has the most or the least of something, or for their sum."""
    folded = fold(question)
    if sums(question):
        return True
    if pattern("frame", "singular").search(folded) is None and pattern("frame", "plural").search(folded) is None:
        return False
    named = any(_any("field", key).search(folded) for key in table("conditions")["field"])
    return named and any(_any("superlative", key).search(folded) for key in table("conditions")["superlative"])


def _conditions(rest: Rest) -> tuple[Condition, ...]:
    """All that is understood, in the order of the question; none where a word is left over."""
    found = [*_sums(rest), *_superlatives(rest), *_dates(rest), *_figures(rest)]
    levels = level_conditions(rest)
    if levels is None:
        return ()
    found += levels
    turns = [match.span() for match in _any("negation", "any").finditer(fold(rest.text))]
    rest.take(_any("negation", "any"))
    found += _institutions(rest)
    if any(word not in _filler() for start, end in rest.words() for word in [fold(rest.text[start:end])]):
        return ()
    found.sort(key=lambda one: one.at)
    for turn, _ in turns:
        behind = next((n for n, one in enumerate(found) if one.at > turn and not one.negated), None)
        if behind is None or found[behind].op in ("top", "bottom", "sum"):
            return ()
        found[behind] = replace(found[behind], negated=True)
    return tuple(found)


def _dates(rest: Rest) -> list[Condition]:
    """ "that end in 2024", "due before 30 June 2024", "que empiezan entre 2022 y 2023"."""
    found = []
    for field in _DATED:
        named = _any("field", field).search(fold(rest.text))
        told = moments(rest.text) if named else []
        if named is None or not told or len(told) > 2:
            continue
        first, last = told[0], told[-1]
        op, start = _compared(rest.text, first.start, ("least", "most", "before", "after", "within", "between"))
        if len(told) == 2:
            op, start = _compared(rest.text, first.start, ("between",))
            if not op or not _any("compare", "joint").fullmatch(fold(rest.text[first.end : last.start])):
                continue
        elif op in ("", "between"):
            op = "after" if op else "within"
        words = " ".join(rest.text[first.start : last.end].split())
        found.append(Condition(field, op, first.iso, last.iso, told=words, at=min(named.start(), start)))
        rest.blank(start, last.end)
        rest.take(_any("field", field))
        break
    return found


def _figures(rest: Rest) -> list[Condition]:
    """ "with a budget of more than 1,000,000", "entre 200 y 400 mil pesos", "con avance menor a 50 %"."""
    for field in ("budget", "completion"):
        named = _any("field", field).search(fold(rest.text))
        values = _values(field, rest.text)
        if named is None and field == "budget":  # a currency tells that it is money; a per cent, how far it is
            values = values if any(value.partition(" ")[2] for value, *_ in values) else []
        joined = _joined(rest.text, values)
        for value, start, end in [joined] if joined else values:
            op, left = _compared(rest.text, start, ("between",) if joined else ("least", "most", "over", "under"))
            if not op:
                continue
            told = " ".join(rest.text[start:end].split())
            until = values[1][0] if joined else ""
            condition = Condition(field, op, value, until, told=told, at=min(named.start() if named else left, left))
            rest.blank(left, end)
            rest.take(_any("field", field))
            return [condition]
    return []


def _joined(text: str, values: list[tuple[str, int, int]]) -> tuple[str, int, int] | None:
    """Two figures with "and" or "to" between them, as one: (the lower value, start, end)."""
    if len(values) != 2 or not _any("compare", "joint").fullmatch(fold(text[values[0][2] : values[1][1]])):
        return None
    # of "1 and 2 million marels" the first are millions of marels too
    behind = _FIGURES.sub("", text[values[1][1] : values[1][2]])
    told = amounts(f"{text[values[0][1] : values[0][2]]} {behind}")
    lower = told[0].told if len(told) == 1 and told[0].value < float(values[1][0].partition(" ")[0]) else values[0][0]
    return lower, values[0][1], values[1][2]


def _values(field: str, text: str) -> list[tuple[str, int, int]]:
    """(value in one form, start, end) of the figures that may be of the field."""
    if field == "completion":
        percent = percent_in(text)
        return [percent] if percent else []
    found = []
    for one in amounts(text):
        start, end, told = one.start, one.end, one.told
        if one.unit and _any("compare", "joint").fullmatch(f" {one.unit} "):  # "between 200 and 400"
            end = one.start + fold(text[one.start : one.end]).rindex(one.unit)
            end -= len(text[:end]) - len(text[:end].rstrip())
            told = told.removesuffix(one.unit).rstrip()
        code = _CODE.search(text[:start])
        found.append((told, code.start() if code else start, end))
    return found


def _superlatives(rest: Rest) -> list[Condition]:
    """ "the largest budget", "termina primero"."""
    text = fold(rest.text)
    for op, words, fields in (
        ("top", "top", ("budget", "completion", *_DATED)),
        ("bottom", "bottom", ("budget", "completion", *_DATED)),
        ("top", "last", _DATED),
        ("bottom", "first", _DATED),
    ):
        most = _any("superlative", words).search(text)
        for field in fields if most else ():
            named = _any("field", field).search(text)
            if most and named and max(named.start() - most.end(), most.start() - named.end()) <= _NEAR:
                rest.take(_any("superlative", words))
                rest.take(_any("field", field))
                return [Condition(field, op, at=most.start())]  # type: ignore[arg-type]
    return []


def _sums(rest: Rest) -> list[Condition]:
    match = _any("sum", "any").search(fold(rest.text))
    if match is None or _any("field", "budget").search(fold(rest.text)) is None:
        return []
    rest.take(_any("sum", "any"))
    rest.take(_any("sum", "rest"))
    return [Condition("budget", "sum", at=match.start())]


def _institutions(rest: Rest) -> list[Condition]:
    for key, field in (("part", "participants"), ("lead", "lead")):
        named = pattern("institution", key).search(fold(rest.text))
        if named is None:
            continue
        rest.take(pattern("institution", key))
        left = [span for span in rest.words() if fold(rest.text[slice(*span)]) not in _filler()]
        if not left:
            return []
        start, end = left[0][0], left[-1][1]
        name = " ".join(rest.text[start:end].split())
        rest.blank(start, end)
        return [Condition(field, "is", name, told=name, at=min(named.start(), start))]
    return []


def _compared(text: str, at: int, ops: tuple[str, ...]) -> tuple[Any, int]:
    """(how what stands at `at` is compared, where the words for that begin)."""
    before = fold(text[:at]).rstrip()
    for op in ops:
        match = regex.search(rf"(?<!\w){table('conditions')['compare'][op]}(?: el| the)?$", before)
        if match:
            return op, match.start()
    return "", at


@cache
def _any(*path: str) -> regex.Pattern[str]:
    found: Any = table("conditions")
    for key in path:
        found = found[key]
    plain = path[0] == "compare" and path[1] == "joint"
    return regex.compile(found if plain else rf"(?<!\w)(?:{found})(?!\w)")


@cache
def _filler() -> frozenset[str]:
    return frozenset(table("conditions")["filler"]["words"].split())

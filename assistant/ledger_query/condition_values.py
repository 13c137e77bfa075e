"""What conditions compare with: dates and figures, and whether they are to be before, after, over or under."""

from __future__ import annotations

from typing import Any

import regex

from assistant.data import table
from assistant.ledger_query.grammar import Rest, condition_pattern
from assistant.ledger_query.query import Condition
from corpus.ledger.extract.amounts import amounts, percent_in
from corpus.text.dates import moments
from corpus.text.normalize import fold

DATED = ("end", "start")
_FIGURES = regex.compile(r"^\P{Nd}*[\d.,\s]+")
_CODE = regex.compile(r"(?<!\w)(?:\p{Lu}{1,4}[$€£]?|\p{Lu}?[$€£])\s?$")  # a currency before its figures


def dates(rest: Rest) -> list[Condition]:
    """ "that end in 2024", "due before 30 June 2024", "que empiezan entre 2022 y 2023"."""
    found = []
    for field in DATED:
        named = condition_pattern("field", field).search(fold(rest.text))
        told = moments(rest.text) if named else []
        if named is None or not told or len(told) > 2:
            continue
        first, last = told[0], told[-1]
        op, start = _compared(rest.text, first.start, ("least", "most", "before", "after", "within", "between"))
        if len(told) == 2:
            op, start = _compared(rest.text, first.start, ("between",))
            if not op or not condition_pattern("compare", "joint").fullmatch(fold(rest.text[first.end : last.start])):
                continue
        elif op in ("", "between"):
            op = "after" if op else "within"
        words = " ".join(rest.text[first.start : last.end].split())
        found.append(Condition(field, op, first.iso, last.iso, told=words, at=min(named.start(), start)))
        rest.blank(start, last.end)
        rest.take(condition_pattern("field", field))
        break
    return found


def figures(rest: Rest) -> list[Condition]:
    """ "with a budget of more than 1,000,000", "entre 200 y 400 mil pesos", "con avance menor a 50 %"."""
    for field in ("budget", "completion"):
        named = condition_pattern("field", field).search(fold(rest.text))
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
            rest.take(condition_pattern("field", field))
            return [condition]
    return []


def _joined(text: str, values: list[tuple[str, int, int]]) -> tuple[str, int, int] | None:
    """Two figures with "and" or "to" between them, as one: (the lower value, start, end)."""
    if len(values) != 2 or not condition_pattern("compare", "joint").fullmatch(fold(text[values[0][2] : values[1][1]])):
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
        if one.unit and condition_pattern("compare", "joint").fullmatch(f" {one.unit} "):  # "between 200 and 400"
            end = one.start + fold(text[one.start : one.end]).rindex(one.unit)
            end -= len(text[:end]) - len(text[:end].rstrip())
            told = told.removesuffix(one.unit).rstrip()
        code = _CODE.search(text[:start])
        found.append((told, code.start() if code else start, end))
    return found


def _compared(text: str, at: int, ops: tuple[str, ...]) -> tuple[Any, int]:
    """(how what stands at `at` is compared, where the words for that begin)."""
    before = fold(text[:at]).rstrip()
    for op in ops:
        match = regex.search(rf"(?<!\w){table('conditions')['compare'][op]}(?: el| the)?$", before)
        if match:
            return op, match.start()
    return "", at

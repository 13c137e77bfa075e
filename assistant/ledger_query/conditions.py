"""Conditions that a question puts on many commitments: levels, dates, figures, institutions; turned round, or the most
of all. Words are data (conditions.toml); what they come to is compared in ledger_where.py.

As for all rows: a word that nothing explains, and the question is not read here.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from assistant.data import table
from assistant.ledger_query.condition_values import DATED, dates, figures
from assistant.ledger_query.grammar import Rest, condition_pattern, pattern
from assistant.ledger_query.levels import level_conditions, levels_in
from assistant.ledger_query.query import Condition, Kind, RowsAsked
from corpus.commitments.references import references
from corpus.text.dates import moments
from corpus.text.normalize import fold

_NEAR = 40  # characters between a field and the figure or superlative that is of it


def asked_where(question: str) -> RowsAsked | None:
    """The commitments that a question asks for by conditions; None where there are none, or more is asked."""
    folded = fold(question)
    if condition_pattern("beyond", "any").search(folded):
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
    asked = condition_pattern("asked", "any").search(folded)
    if asked is None or pattern("frame", "plural").search(folded) is None:
        return False
    signs = [
        condition_pattern("negation", "any"),
        *(condition_pattern("superlative", key) for key in table("conditions")["superlative"]),
    ]
    signs += [condition_pattern("compare", key) for key in ("least", "before", "after", "over", "under")]
    signs += [condition_pattern("negated", "completion", key) for key in table("conditions")["negated"]["completion"]]
    signs += [pattern("institution", "lead"), pattern("institution", "part")]
    dated = any(condition_pattern("field", key).search(folded) for key in DATED) and bool(moments(question))
    return dated or any(sign.search(folded) for sign in signs) or any(True for _ in levels_in(question))


def sums(question: str) -> bool:
    """Whether a question asks what the budgets of commitments add up to."""
    folded = fold(question)
    added = condition_pattern("sum", "any").search(folded) and condition_pattern("field", "budget").search(folded)
    return bool(added) and not references(question)


def superlative(question: str) -> bool:
    """Whether a question asks for the commitment that has the most or the least of something, or for their sum."""
    folded = fold(question)
    if sums(question):
        return True
    if pattern("frame", "singular").search(folded) is None and pattern("frame", "plural").search(folded) is None:
        return False
    named = any(condition_pattern("field", key).search(folded) for key in table("conditions")["field"])
    return named and any(
        condition_pattern("superlative", key).search(folded) for key in table("conditions")["superlative"]
    )


def _conditions(rest: Rest) -> tuple[Condition, ...]:
    """All that is understood, in the order of the question; none where a word is left over."""
    found = [*_sums(rest), *_superlatives(rest), *dates(rest), *figures(rest)]
    levels = level_conditions(rest)
    if levels is None:
        return ()
    found += levels
    turns = [match.span() for match in condition_pattern("negation", "any").finditer(fold(rest.text))]
    rest.take(condition_pattern("negation", "any"))
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


def _superlatives(rest: Rest) -> list[Condition]:
    """ "the largest budget", "termina primero"."""
    text = fold(rest.text)
    for op, words, fields in (
        ("top", "top", ("budget", "completion", *DATED)),
        ("bottom", "bottom", ("budget", "completion", *DATED)),
        ("top", "last", DATED),
        ("bottom", "first", DATED),
    ):
        most = condition_pattern("superlative", words).search(text)
        for field in fields if most else ():
            named = condition_pattern("field", field).search(text)
            if most and named and max(named.start() - most.end(), most.start() - named.end()) <= _NEAR:
                rest.take(condition_pattern("superlative", words))
                rest.take(condition_pattern("field", field))
                return [Condition(field, op, at=most.start())]  # type: ignore[arg-type]
    return []


def _sums(rest: Rest) -> list[Condition]:
    match = condition_pattern("sum", "any").search(fold(rest.text))
    if match is None or condition_pattern("field", "budget").search(fold(rest.text)) is None:
        return []
    rest.take(condition_pattern("sum", "any"))
    rest.take(condition_pattern("sum", "rest"))
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


@cache
def _filler() -> frozenset[str]:
    return frozenset(table("conditions")["filler"]["words"].split())

"""Questions for fields of one commitment, or of several beside each other: which commitments, and what of them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import regex

from assistant.ledger_query.grammar import Rest, data, pattern
from assistant.ledger_query.query import RATED, RowsAsked
from corpus.commitments.references import Reference, references, without_references
from corpus.ledger.extract.columns import moment_in, moment_words
from corpus.text.normalize import fold
from corpus.text.numbers import numeral_value, spelled_pattern

_MOST = 6  # commitments beside each other


def fields_asked(question: str) -> RowsAsked | None:
    """What is asked of the commitments that the question names; None where that is not clear."""
    return _apart(question) or _together(question)


def _apart(question: str) -> RowsAsked | None:
    """ "Who leads commitment 2, and what is the budget of commitment 5 of the second plan?": two questions of two
    commitments. The plan and the country that one of them names count for both."""
    for start, end in joints(fold(question)):
        parts = [_together(question[:start]), _together(question[end:])]
        asked = [one for one in parts if one and one.kind == "one" and one.references]
        if len(asked) != len(parts):
            continue
        scope: dict[str, Any] = {}
        for name in ("countries", "ordinal", "first_year"):
            told = {getattr(one, name) for one in asked if getattr(one, name)}
            if len(told) > 1:
                return None
            if told:
                scope[name] = told.pop()
        asked = [replace(one, **scope) for one in asked]
        named = tuple(dict.fromkeys(reference for one in asked for reference in one.references))
        fields = tuple(dict.fromkeys(field for one in asked for field in one.fields))
        return replace(asked[0], references=named, fields=fields, voices=(), apart=tuple(asked))
    return None


def _together(question: str) -> RowsAsked | None:
    named, text = _references(question)
    if len(named) > _MOST:
        return None
    if not named and not pattern("frame", "singular").search(fold(question)):
        return None
    rest = Rest(text)
    ended = len(named) > 1 and rest.take(pattern("one", "higher"))
    # first, for "apertura del gobierno" does not name the government as the one who speaks
    taken = [key for key in ("openness", "completion") if rest.take(pattern("one", key))]
    scope = rest.scope()
    if scope is None:
        return None
    for key in data()["one"]:
        if key not in ("openness", "completion", "ended", "higher") and rest.take(pattern("one", key)):
            taken.append(key)
    ended = rest.take(pattern("one", "ended")) or (ended and not taken)
    if len(named) > 1 and rest.take(pattern("topic", "compare")) and not taken:
        ended = True
    if ended:
        taken += [key for key in RATED if key not in taken]
    if not taken:
        return None if named else _subject(rest, question, scope)
    fields = tuple(key for key in _ORDER if key in taken)
    moment = moment_in(rest.text)
    if moment:
        rest.take(moment_words(moment))
        scope["moment"] = moment
    if named:
        return None if rest.words() else RowsAsked("one", fields=fields, references=named, **scope)
    place = rest.run()
    if place is None:
        return None
    before, behind = fold(question[: place[0]]), fold(question[place[1] :])
    if not pattern("topic", "of_one").search(before) and not pattern("topic", "of_one_before").search(behind):
        return None
    return RowsAsked("one", fields=fields, named=text[slice(*place)], **scope)


_ORDER = (
    "lead", "participants", "objective", "milestone", "start", "end", "budget", "completion", "openness", "ambition",
    "status", "values", "policy_area", "obstacle", "next",
)  # fmt: skip


def _subject(rest: Rest, question: str, scope: dict[str, Any]) -> RowsAsked | None:
    """ "Which commitment is about water?" asks for a list, which may hold one."""
    place = rest.run()
    if place is None or scope["voices"] or not pattern("frame", "list").search(fold(question)):
        return None
    found = pattern("topic", "behind").search(fold(question[: place[0]]))
    return RowsAsked("list", topic=question[slice(*place)], **scope) if found else None


def _references(question: str) -> tuple[tuple[Reference, ...], str]:
    """The commitments that the question names by id or number, and the question without their names."""
    found: list[Reference] = []
    text = question
    for match in _several().finditer(fold(question)):
        numbers = [numeral_value(number) for number in _NUMBERS.findall(match.group("numbers"))]
        found += [Reference(number=number) for number in numbers if number]
        text = text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
    found += references(text)
    return tuple(dict.fromkeys(found)), without_references(text)


_NUMBER = rf"(?:\d{{1,3}}|x{{0,3}}(?:ix|iv|v?i{{0,3}})(?<=[ivx])|{spelled_pattern(numbering=True)})"
_NUMBERS = regex.compile(rf"(?<!\w){_NUMBER}(?!\w)")


@cache
def _several() -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\w)(?:{data()['frame']['several'].replace('{number}', _NUMBER)})(?![\w+&]|-\w)")


def joints(folded: str) -> list[tuple[int, int]]:
    """Where one question may end and another begin in a folded sentence."""
    return [match.span() for match in _joint().finditer(folded)]


@cache
def _joint() -> regex.Pattern[str]:
    return regex.compile(data()["frame"]["joint"])

"""Which rows of the ledger a question asks for, where it clearly asks for rows: data in ledger.toml, no model.

Everything that is understood is taken out of the question. If a word with a meaning is left over, the question asks
for more than rows can tell, and the passages answer it.
"""

from __future__ import annotations

from typing import Any

from assistant.ledger_query.conditions import asked_where, sums, superlative
from assistant.ledger_query.fields import fields_asked
from assistant.ledger_query.grammar import Rest, pattern
from assistant.ledger_query.levels import level_asked, levels_in
from assistant.ledger_query.query import Kind, RowsAsked
from corpus.commitments.references import references
from corpus.text.normalize import fold


def rows_asked(question: str) -> RowsAsked | None:
    """What the question asks of the ledger, None where it does not clearly ask for rows."""
    question = " ".join(question.split())
    folded = fold(question)
    if sums(question):
        return asked_where(question)
    if pattern("frame", "beyond").search(folded):
        return None
    if references(question):
        return fields_asked(question)
    if superlative(question):
        return asked_where(question)
    if pattern("frame", "plural").search(folded):
        where = _where(question, folded)
        if where and len(where.conditions) > 1:  # a name would swallow the conditions beside it
            return where
        return _of_many(question, folded) or where
    found = fields_asked(question) or unnamed_rows(question)
    singular = pattern("frame", "singular").search(folded)
    return found or (_where(question, folded) if singular else None)


def _where(question: str, folded: str) -> RowsAsked | None:
    """Some of the commitments, by conditions."""
    asks = any(pattern("frame", key).search(folded) for key in ("count", "list", "bare"))
    return asked_where(question) if asks else None


def unnamed_rows(question: str) -> RowsAsked | None:
    """What a question asks of commitments that does not call them so: "how many were completed according to the
    government?" It must name a level, and whose word or which plan; else it may be about anything."""
    question = " ".join(question.split())
    folded = fold(question)
    if any(pattern("frame", word).search(folded) for word in ("singular", "plural", "beyond")) or references(question):
        return None
    match = pattern("frame", "unnamed").search(folded)
    asked = _of_many(question.replace(" ones ", " ", 1), folded) if match else None
    if asked is None or asked.level is None or asked.topic:
        return None
    return asked if asked.voices or asked.ordinal is not None or asked.first_year else None


def _of_many(question: str, folded: str) -> RowsAsked | None:
    kind: Kind = "count" if pattern("frame", "count").search(folded) else "list"
    bare = kind == "list" and not pattern("frame", "list").search(folded)
    if bare and not pattern("frame", "bare").search(folded):
        return None
    rest = Rest(question)
    # "opened government" does not name the government as the one who speaks
    rest.take(pattern("subject", "openness"))
    # the words for a plan are small words, but a question for all of its rows must name it
    plan = pattern("frame", "plan").search(folded) is not None
    scope = rest.scope()
    if scope is None:
        return None
    if len(set(levels_in(rest.text))) > 1:
        return None
    level = level_asked(rest)
    # "not started" is a level, "not complete" is none
    if level:
        folded = fold(rest.text)
    if pattern("frame", "not").search(folded):
        return None
    if not rest.words():
        if level:
            return None if bare else RowsAsked(kind, level=level, **scope)
        whole = plan and not bare and not scope["voices"]
        return RowsAsked(kind, plan=True, **scope) if whole else None
    topic = _topic(rest, question)
    if topic and (level or not scope["voices"]):
        return RowsAsked(kind, level=level, topic=topic[0], area=topic[1], **scope)
    return None if level or bare else _institution(kind, rest, scope)


def _topic(rest: Rest, question: str) -> tuple[str, bool] | None:
    """The words of a subject behind "about" and the like, and whether they are said to be a policy area."""
    place = rest.run()
    if place is None:
        return None
    before = fold(question[: place[0]])
    found = pattern("topic", "behind").search(before)
    return (question[slice(*place)], found.group("area") is not None) if found else None


def _institution(kind: Kind, rest: Rest, scope: dict[str, Any]) -> RowsAsked | None:
    fields: tuple[str, ...] = ()
    if rest.take(pattern("institution", "part")):
        fields = ("lead", "participants")
    elif rest.take(pattern("institution", "lead")):
        fields = ("lead",)
    left = rest.words()
    if not fields or not left or scope["voices"]:
        return None
    name = rest.text[left[0][0] : left[-1][1]]
    # between the first and the last word of a name only small words may have been taken out
    return RowsAsked(kind, institution=" ".join(name.split()), fields=fields, **scope)

"""Which rows of the ledger a question asks for, where it clearly asks for rows: data in ledger.toml, no model.

Everything that is understood is taken out of the question. If a word with a meaning is left over, the question asks
for more than rows can tell, and the passages answer it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.ledger_asked import Kind, RowsAsked
from assistant.ledger_named import fields_asked
from assistant.ledger_rest import Rest, data, pattern
from corpus.commitments import references
from corpus.ledger.scales import levels_named
from corpus.terms import fold


def rows_asked(question: str) -> RowsAsked | None:
    """What the question asks of the ledger, None where it does not clearly ask for rows."""
    question = " ".join(question.split())
    folded = fold(question)
    if pattern("frame", "beyond").search(folded):
        return None
    if pattern("frame", "plural").search(folded) and not references(question):
        return _of_many(question, folded)
    return fields_asked(question) or unnamed_rows(question)


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
    if len(set(_levels(rest.text))) > 1:
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


def level_asked(rest: Rest) -> tuple[str, str] | None:
    """The one level that is named, taken out; None where none is, or several are."""
    levels = list(dict.fromkeys(_levels(rest.text)))
    if len(levels) != 1:
        return None
    scale, level, spans = levels[0]
    for start, end in spans:
        rest.blank(start, end)
    return scale, level


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


def _levels(text: str) -> Iterator[tuple[str, str, tuple[tuple[int, int], ...]]]:
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

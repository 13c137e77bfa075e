"""Two questions of two commitments in one sentence: each is answered for itself, so that neither is given what is said
of the other's commitment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import regex

from assistant.answer import Answer, Conflict, Status
from assistant.ledger_query.fields import joints
from assistant.retrieval.plan_named import other_plans
from assistant.texts import say
from assistant.writing.render import escape
from corpus.commitments import references
from corpus.model import Metadata
from corpus.terms import fold

_MARK = regex.compile(r"(?<!\\)\[(\d+)\]")


def questions_in(question: str, language: str, documents: Iterable[Metadata]) -> tuple[str, ...]:
    """The two questions, () where it is one. A plan that one of them names counts for both."""
    every = list(documents)
    for joint in joints(fold(question)):
        parts = (question[: joint[0]].strip(), question[joint[1] :].strip())
        one, other = (frozenset(references(part)) for part in parts)
        if one and other and not one & other:
            return tuple(_of_plan(part, question, language, every) for part in parts)
    return ()


def _of_plan(part: str, question: str, language: str, documents: Sequence[Metadata]) -> str:
    others = other_plans(question, documents)
    if not others or other_plans(part, documents):
        return part
    cycles = {one.cycle for one in documents if one.cycle and one.id not in others}
    return f"{part.rstrip('? ')} ({say('ledger.cycle', language, cycle=cycles.pop())})" if len(cycles) == 1 else part


def joined(question: str, parts: Sequence[str], answers: Sequence[Answer]) -> Answer:
    """The answers as one, each below its question; citations are numbered on."""
    whole, *rest = (_below(part, answer) for part, answer in zip(parts, answers, strict=True))
    for one in rest:
        moved = _moved(one, len(whole.citations))
        whole = replace(
            whole,
            text=f"{whole.text}\n\n{moved.text}",
            statements=(*whole.statements, *moved.statements),
            citations=(*whole.citations, *moved.citations),
            conflicts=(*whole.conflicts, *moved.conflicts),
            missing=tuple(dict.fromkeys((*whole.missing, *moved.missing))),
            notes=tuple(dict.fromkeys((*whole.notes, *moved.notes))),
            model=whole.model or moved.model,
        )
    sure = [one.confidence for one in answers if one.confidence is not None]
    status = _status([one.status for one in answers])
    return replace(whole, question=question, status=status, confidence=min(sure, default=None))


def _below(part: str, answer: Answer) -> Answer:
    return replace(answer, text=f"### {escape(part.strip('¿? '))}\n\n{answer.text}")


def _status(each: Sequence[Status]) -> Status:
    if len(set(each)) == 1:
        return each[0]
    told = any(one in ("answered", "partial") for one in each)
    return "partial" if told else "not_found"


def _moved(answer: Answer, by: int) -> Answer:
    """The answer with all numbers of citations that many higher."""
    return replace(
        answer,
        text=_MARK.sub(lambda match: f"[{int(match.group(1)) + by}]", answer.text),
        statements=tuple(replace(one, citations=tuple(n + by for n in one.citations)) for one in answer.statements),
        citations=tuple(replace(one, number=one.number + by) for one in answer.citations),
        conflicts=tuple(
            Conflict(one.about, tuple(replace(side, citation=side.citation + by) for side in one.sides))
            for one in answer.conflicts
        ),
    )

"""Answers to the parts of a question as one answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from assistant.answer import Answer, Conflict, Status
from assistant.question.question import Question
from assistant.writing.render import escape

_MARK = regex.compile(r"(?<!\\)\[(\d+)\]")


def joined(question: Question, answers: Sequence[Answer]) -> Answer:
    """The answers to the parts of a question as one, each below its part; citations are numbered on."""
    whole, *rest = (_below(part.text, answer) for part, answer in zip(question.parts, answers, strict=True))
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
    return replace(whole, question=question.typed, status=status, confidence=min(sure, default=None))


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

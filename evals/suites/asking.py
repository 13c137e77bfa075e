"""Putting a question, and what came before it, to a system."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from assistant.answer import Answer
from evals.cases import Case
from evals.libraries import OpenLibrary
from evals.metrics.answers import mark_answer
from evals.runs.rows import Row
from evals.runs.scores import Marks
from evals.suites.base import Marking, Task
from evals.systems.base import Place, System

DEPTH = 20  # places asked for


def row(system: System, library: OpenLibrary, task: Task) -> Row:
    """The row of a task without its reply."""
    return Row(
        system=system.name,
        library=library.name,
        case=task.case.id,
        kind=task.case.kind,
        split=task.case.split,
        language=task.language,
        question=task.question,
        variant=task.variant,
    )


def ask(system: System, task: Task) -> tuple[Answer, float]:
    """The answer and its seconds. What came before is asked first and counts neither as answer nor as time."""
    history: list[Mapping[str, str]] = []
    for question in task.earlier:
        reply = system.answer(question, tuple(history), task.language)
        history += [{"role": "user", "content": question}, {"role": "assistant", "content": reply.text}]
    started = time.perf_counter()
    answer = system.answer(task.question, tuple(history), task.language)
    return answer, time.perf_counter() - started


def find(system: System, library: OpenLibrary, task: Task) -> tuple[tuple[frozenset[int], ...], float]:
    """For each place in order, the parts of the gold in it; and the seconds."""
    started = time.perf_counter()
    places = system.places(task.question, DEPTH)
    seconds = time.perf_counter() - started
    if library.whole_documents:
        places = _first_of_each(places)
    return tuple(task.case.parts_in([(place.source, place.text)]) for place in places), seconds


def mark_answers(rows: Sequence[Row], cases: Mapping[str, Case], marking: Marking) -> dict[str, Marks]:
    """Marks of every answer; a row with an error is marked as a system that said nothing."""
    return {
        row.key: mark_answer(
            cases[row.case],
            row.answer or Answer(row.question, row.language, "not_found", ""),
            row.language,
            exact=marking.exact,
            judge=marking.judge,
            same_row=marking.same_row,
        )
        for row in rows
    }


def _first_of_each(places: Sequence[Place]) -> list[Place]:
    return list({place.source: place for place in reversed(places)}.values())[::-1]

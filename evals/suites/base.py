"""A task, what every suite does with it, and putting it to a system."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answer import Answer, Citation
from evals.cases import Case, Language
from evals.libraries import OpenLibrary
from evals.metrics.answers import mark_answer
from evals.metrics.citations import SameRow, no_rows
from evals.metrics.judge import Judge
from evals.runs.run import Row
from evals.runs.scores import Marks
from evals.systems.base import Place, System


@dataclass(frozen=True, slots=True)
class Task:
    """One question to be put. `language` is the one it is asked in, `earlier` what was asked before it."""

    case: Case
    language: Language
    question: str
    earlier: tuple[str, ...] = ()
    variant: str = ""

    @property
    def key(self) -> str:
        """Unique within a system and a library."""
        return "/".join((self.case.id, self.language, self.variant or "-"))


@dataclass(frozen=True, slots=True)
class Marking:
    """What marks are given by.

    `exact` tells of a citation whether it is an exact run of its document, `same_row` whether it stands in the table
    row of a gold place.
    """

    exact: Callable[[Citation], bool]
    judge: Judge
    same_row: SameRow = no_rows


class Suite(Protocol):
    """One suite. `libraries` are those it asks unless told otherwise, `systems` likewise."""

    name: str
    libraries: tuple[str, ...]
    systems: tuple[str, ...]

    def tasks(self, cases: Iterable[Case], languages: Sequence[Language]) -> list[Task]: ...

    def perform(self, system: System, library: OpenLibrary, task: Task) -> Row:
        """Errors: SystemFailed."""
        ...

    def mark(self, rows: Sequence[Row], cases: Mapping[str, Case], marking: Marking) -> dict[str, Marks]:
        """What each row is worth, by its key. Rows that ended in an error are marked as if there was no answer."""
        ...

    def group(self, case: Case) -> str:
        """What stands and falls together when intervals are drawn."""
        ...


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
    """Marks of every answer, with "failed" where there is none at all: that is no refusal, let alone a right one."""
    marks: dict[str, Marks] = {}
    for row in rows:
        case = cases[row.case]
        if row.answer is None:
            wrong = ("right", "found_and_said") if case.expected == "answered" else ("right_refusal",)
            marks[row.key] = dict.fromkeys(wrong, 0.0) | {"status": 0.0, "failed": 1.0}
        else:
            marks[row.key] = {
                **mark_answer(
                    case,
                    row.answer,
                    row.language,
                    exact=marking.exact,
                    judge=marking.judge,
                    same_row=marking.same_row,
                ),
                "failed": 0.0,
            }
    return marks


def _first_of_each(places: Sequence[Place]) -> list[Place]:
    first: dict[str, Place] = {}
    for place in places:
        first.setdefault(place.source, place)
    return list(first.values())

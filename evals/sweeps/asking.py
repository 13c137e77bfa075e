"""The questions of a library put to an assistant or a search, and marked as the suites mark them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Protocol

from assistant.assistant import Assistant
from evals.cases import LANGUAGES, Case
from evals.libraries import OpenLibrary
from evals.metrics.judge import WordingJudge
from evals.metrics.quotations import is_exact
from evals.metrics.retrieval import Ranking, rank_scores
from evals.metrics.rows import Rows
from evals.runs.rows import Row
from evals.runs.scores import Marks
from evals.suites import suite
from evals.suites.asking import DEPTH
from evals.suites.base import Marking
from evals.sweeps.measured import Outcome
from evals.systems.assistant import AssistantSystem


class Found(Protocol):
    """What is asked of a hit here."""

    @property
    def source(self) -> str: ...

    @property
    def text(self) -> str: ...


Search = Callable[[str, int], Sequence[Found]]  # a question and how many hits, best first


def answer_all(library: OpenLibrary, assistant: Assistant) -> list[tuple[Row, Marks]]:
    """Every question in both languages, answered; marks as `evals.metrics.answers` names them."""
    answers, system = suite("answers"), AssistantSystem(assistant)
    rows = [answers.perform(system, library, task) for task in answers.tasks(library.cases, LANGUAGES)]
    documents = {document.id: document for document in library.documents}
    marking = Marking(partial(is_exact, documents=documents), WordingJudge(), Rows(library.documents).share)
    marks = answers.mark(rows, {case.id: case for case in library.cases}, marking)
    return [(row, marks[row.key]) for row in rows]


def outcomes(marked: Iterable[tuple[Row, Marks]]) -> list[Outcome]:
    return [Outcome(_id(row.library, row.case), row.language, row.split, marks) for row, marks in marked]


def find_all(library: OpenLibrary, search: Search) -> list[Outcome]:
    """Every question with a place, in both languages, searched; marks as `evals.metrics.retrieval` names them."""
    tasks = suite("retrieval").tasks(library.cases, LANGUAGES)
    marks = rank_scores({task.key: _ranking(task.case, search(task.question, DEPTH)) for task in tasks})
    return [Outcome(_id(library.name, task.case.id), task.language, task.case.split, marks[task.key]) for task in tasks]


def _ranking(case: Case, hits: Sequence[Found]) -> Ranking:
    return Ranking(case.parts, tuple(case.parts_in([(hit.source, hit.text)]) for hit in hits))


def _id(library: str, case: str) -> str:
    return f"{library}/{case}"

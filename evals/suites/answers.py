"""Is the answer right, complete, cited, in the asked language, and refused where it must be?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from evals.cases import Case, Language
from evals.libraries import OpenLibrary, asked
from evals.runs.rows import Row
from evals.runs.scores import Marks
from evals.suites.asking import ask, mark_answers, row
from evals.suites.base import Marking, Task
from evals.systems.base import System


class Answers:
    name = "answers"
    libraries = asked()
    systems: tuple[str, ...] = ("assistant",)

    def tasks(self, cases: Iterable[Case], languages: Sequence[Language]) -> list[Task]:
        return [
            Task(case, language, case.question(language), case.earlier(language))
            for case in cases
            for language in languages
        ]

    def perform(self, system: System, library: OpenLibrary, task: Task) -> Row:
        answer, seconds = ask(system, task)
        return replace(row(system, library, task), answer=answer, seconds=seconds)

    def mark(self, rows: Sequence[Row], cases: Mapping[str, Case], marking: Marking) -> dict[str, Marks]:
        return mark_answers(rows, cases, marking)

    def group(self, case: Case) -> str:
        return case.id


SUITE = Answers()

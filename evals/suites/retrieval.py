"""Is the right place among the first k? Asked of questions that have an answer and need no conversation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from evals.cases import Case, Language
from evals.libraries import OpenLibrary, asked
from evals.metrics.retrieval import Ranking, rank_scores
from evals.runs.rows import Row
from evals.runs.scores import Marks
from evals.suites.asking import find, row
from evals.suites.base import Marking, Task
from evals.systems.base import System


class Retrieval:
    name = "retrieval"
    libraries = asked()
    systems: tuple[str, ...] = ("assistant",)

    def tasks(self, cases: Iterable[Case], languages: Sequence[Language]) -> list[Task]:
        return [
            Task(case, language, case.question(language))
            for case in cases
            if case.gold and not case.before
            for language in languages
        ]

    def perform(self, system: System, library: OpenLibrary, task: Task) -> Row:
        found, seconds = find(system, library, task)
        return replace(row(system, library, task), found=found, seconds=seconds)

    def mark(self, rows: Sequence[Row], cases: Mapping[str, Case], marking: Marking) -> dict[str, Marks]:
        rankings = {row.key: Ranking(cases[row.case].parts, row.found or ()) for row in rows}
        return dict(rank_scores(rankings))

    def group(self, case: Case) -> str:
        return case.id


SUITE = Retrieval()

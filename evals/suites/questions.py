"""The suites of gold questions.

answers     is the answer right, complete, cited, in the asked language, and refused where it must be?
retrieval   is the right place among the first k? Asked of questions that have an answer and need no conversation
robustness  do right answers stay right when the question is put differently?
xquad       how often does the right paragraph come first, within and across Spanish and English?
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from evals.cases import Case, Language
from evals.libraries import OpenLibrary
from evals.metrics.retrieval import Ranking, rank_scores
from evals.names import asked
from evals.perturb import VARIANTS, perturb
from evals.runs.run import Row
from evals.runs.scores import Marks
from evals.suites.base import Marking, Suite, Task, ask, find, mark_answers
from evals.suites.base import row as bare_row
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
        return replace(bare_row(system, library, task), answer=answer, seconds=seconds)

    def mark(self, rows: Sequence[Row], cases: Mapping[str, Case], marking: Marking) -> dict[str, Marks]:
        return mark_answers(rows, cases, marking)

    def group(self, case: Case) -> str:
        return case.id


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
        return replace(bare_row(system, library, task), found=found, seconds=seconds)

    def mark(self, rows: Sequence[Row], cases: Mapping[str, Case], marking: Marking) -> dict[str, Marks]:
        rankings = {row.key: Ranking(cases[row.case].parts, row.found or ()) for row in rows}
        return dict(rank_scores(rankings))

    def group(self, case: Case) -> str:
        return case.id


class Robustness(Answers):
    """Every question with an answer as it was written, and in each variant that changes it."""

    name = "robustness"

    def tasks(self, cases: Iterable[Case], languages: Sequence[Language]) -> list[Task]:
        tasks = []
        for case in (case for case in cases if case.expected == "answered"):
            for language in languages:
                tasks.append(Task(case, language, case.question(language), case.earlier(language)))
                for variant in VARIANTS:
                    put = perturb(variant, case, language)
                    if put is not None:
                        tasks.append(Task(case, put.language, put.question, put.history, variant))
        return tasks

    def mark(self, rows: Sequence[Row], cases: Mapping[str, Case], marking: Marking) -> dict[str, Marks]:
        """The marks of answers; a variant has "stays_right" where the question as it was written was answered right."""
        marks = {key: dict(found) for key, found in mark_answers(rows, cases, marking).items()}
        written = {(row.system, row.case, row.language): marks[row.key]["right"] for row in rows if not row.variant}
        for row in rows:
            language = _other(row.language) if row.variant == "language" else row.language
            if row.variant and written.get((row.system, row.case, language)) == 1.0:
                marks[row.key]["stays_right"] = marks[row.key]["right"]
        return {**marks}


def _other(language: Language) -> Language:
    return "en" if language == "es" else "es"


class Xquad(Retrieval):
    name = "xquad"
    libraries = ("xquad-es", "xquad-en")

    def group(self, case: Case) -> str:
        # Questions of one paragraph stand and fall together.
        return case.gold[0].source


SUITES: Mapping[str, Suite] = {suite.name: suite for suite in (Answers(), Retrieval(), Robustness(), Xquad())}

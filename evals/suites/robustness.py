"""Do right answers stay right when the question is put differently?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from evals.cases import Case, Language
from evals.perturb import VARIANTS, perturb
from evals.runs.rows import Row
from evals.runs.scores import Marks
from evals.suites.answers import Answers
from evals.suites.asking import mark_answers
from evals.suites.base import Marking, Task


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


SUITE = Robustness()

"""A task, and what every suite does with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answer import Citation
from evals.cases import Case, Language
from evals.libraries import OpenLibrary
from evals.metrics.judge import Judge
from evals.metrics.rows import SameRow, no_rows
from evals.runs.rows import Row
from evals.runs.scores import Marks
from evals.systems.base import System


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

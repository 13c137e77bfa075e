"""Asks every system of every library, marks, and writes; takes an interrupted run up again."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from corpus.model import Document
from evals.cases import Case
from evals.errors import LibraryAbsent, NothingToAsk, RunChanged, SystemFailed
from evals.fingerprints import of_code
from evals.libraries import Libraries, OpenLibrary
from evals.metrics.citations import Rows, is_exact
from evals.metrics.judge import Judge, WordingJudge
from evals.runs import store as files
from evals.runs.ask import ask_all
from evals.runs.run import Configuration, Options, Row
from evals.runs.scores import Marks, groups_of, scores_of, timing_of
from evals.runs.store import Run, read_run
from evals.suites import suite as suite_of
from evals.suites.base import Marking, Suite, Task
from evals.suites.base import row as bare_row
from evals.systems.base import System
from index.building.writing import Progress

# The parts of this package that scores depend on.
JUDGING = (
    "evals/cases.py",
    "evals/gold.py",
    "evals/metrics",
    "evals/perturb",
    "evals/runs/scores.py",
    "evals/suites/base.py",
    "evals/suites/questions.py",
    "evals/systems",
    "evals/xquad.py",
)
OpenSystem = Callable[[str, OpenLibrary], System]


@dataclass(frozen=True, slots=True)
class Runner:
    """`runs` is where run folders go; `open_system` opens a system by its name over an open library."""

    libraries: Libraries
    runs: Path
    open_system: OpenSystem
    progress: Progress
    judge: Judge = field(default_factory=WordingJudge)

    def run(self, options: Options) -> Run:
        """A new run from beginning to end. Errors: those of `go_on`; a run that got no row leaves nothing behind."""
        place = self.begin(options)
        try:
            return self.go_on(place)
        except BaseException:
            files.remove_if_empty(place)
            raise

    def begin(self, options: Options) -> Path:
        """A folder for a new run, in which nothing is asked yet."""
        started = datetime.now(UTC)
        place = files.new_folder(self.runs, options.suite, started)
        conditions = self._conditions(options)
        configuration = Configuration(options, started.isoformat(timespec="seconds"), conditions=conditions)
        files.write_configuration(place, configuration)
        return place

    def go_on(self, place: Path) -> Run:
        """Ask what has no row yet or failed before, then score everything.

        Errors: RunUnreadable; RunChanged where the rows would come from two versions; NothingToAsk; those of opening
        libraries and systems; EndpointUnreachable and EndpointRefused. What was answered until then is kept.
        """
        before = read_run(place)
        configuration = before.configuration
        self._unchanged(place, configuration.conditions, self._conditions(configuration.options))
        rows = {row.key: row for row in before.rows if row.error is None}
        files.keep_rows(place, rows.values())
        suite = suite_of(configuration.options.suite)
        with closing(files.RowWriter(place)) as writer:
            asked = _Asked(rows, writer, dict(configuration.fingerprints))
            for library in self._open(configuration.options, asked.absent):
                tasks = suite.tasks(_chosen(library.cases, configuration.options), configuration.options.languages)
                self._unchanged(place, asked.fingerprints, asked.add(library, tasks))
                files.write_cases(place, asked.cases.values())
                files.write_configuration(place, asked.told(configuration))
                for name in configuration.options.systems:
                    with closing(self.open_system(name, library)) as system:
                        asked.fingerprints |= {f"{name}: {key}": value for key, value in system.describe().items()}
                        asked.order += self._ask(suite, system, library, tasks, asked)
        if not asked.order:
            raise NothingToAsk(suite=suite.name)
        ordered = [rows[key] for key in asked.order]
        self._score(place, suite, ordered, asked)
        files.keep_rows(place, ordered)
        files.write_configuration(place, replace(asked.told(configuration), finished=True))
        return read_run(place)

    def _open(self, options: Options, absent: dict[str, str]) -> Iterator[OpenLibrary]:
        """Each library that can be asked; why another cannot goes to `absent`."""
        if options.gold is not None:
            with closing(self.libraries.own(Path(options.home or "."), Path(options.gold))) as library:
                yield library
            return
        for name in options.libraries:
            try:
                library = self.libraries.open(name)
            except LibraryAbsent as error:
                absent[name] = str(error)
                continue
            with closing(library):
                yield library

    def _ask(
        self, suite: Suite, system: System, library: OpenLibrary, tasks: Sequence[Task], asked: _Asked
    ) -> list[str]:
        """Ask what has no row yet; the keys of all tasks in order. Errors: EndpointUnreachable."""
        keyed = {bare_row(system, library, task).key: task for task in tasks}
        stage = f"{suite.name}/{library.name}/{system.name}"
        left = {key: task for key, task in keyed.items() if key not in asked.rows}
        self.progress(stage, len(keyed) - len(left), len(keyed))

        def keep(row: Row) -> None:
            asked.rows[row.key] = row
            asked.writer.write(row)
            self.progress(stage, sum(key in asked.rows for key in keyed), len(keyed))

        def failed(task: Task, error: SystemFailed) -> Row:
            return replace(bare_row(system, library, task), error=str(error))

        ask_all(partial(suite.perform, system, library), failed, list(left.values()), system.at_once, keep)
        return list(keyed)

    def _score(self, place: Path, suite: Suite, rows: Sequence[Row], asked: _Asked) -> None:
        marks: dict[str, Marks] = {}
        for library in dict.fromkeys(row.library for row in rows):
            documents = asked.documents[library]
            marking = Marking(partial(is_exact, documents=documents), self.judge, Rows(documents.values()).share)
            marks |= suite.mark([row for row in rows if row.library == library], asked.cases, marking)
        scores = scores_of(suite.name, rows, marks, groups_of(asked.cases, suite.group))
        files.write_results(place, marks, scores, timing_of(rows))

    def _conditions(self, options: Options) -> dict[str, str]:
        """What must be equal for rows to belong to one run. A chat service does not run our code."""
        own = () if options.systems == ("endpoint",) else ("index", "assistant")
        return {
            "code": of_code("corpus", *own, *JUDGING),
            "prompts": of_code("prompts"),
            "embedder": self.libraries.embedder.name,
            "embedder fingerprint": self.libraries.embedder.fingerprint,
            "translator": "yes" if self.libraries.translates else "no",
            "Python": platform.python_version(),
            "processors": str(os.cpu_count()),
        }

    @staticmethod
    def _unchanged(place: Path, before: Mapping[str, str], now: Mapping[str, str]) -> None:
        changed = [name for name, value in before.items() if now.get(name, value) != value]
        if changed:
            raise RunChanged(run=str(place), what=", ".join(changed))


@dataclass(slots=True)
class _Asked:
    """What a run has come upon so far: its `rows` by key, which `writer` keeps; `order` holds the keys of all that was
    asked, `absent` why a library was not."""

    rows: dict[str, Row]
    writer: files.RowWriter
    fingerprints: dict[str, str]
    order: list[str] = field(default_factory=list)
    cases: dict[str, Case] = field(default_factory=dict)
    documents: dict[str, dict[str, Document]] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)

    def add(self, library: OpenLibrary, tasks: Sequence[Task]) -> dict[str, str]:
        """Take a library in; its fingerprints."""
        self.cases |= {task.case.id: task.case for task in tasks}
        self.documents[library.name] = {document.id: document for document in library.documents}
        now = {
            f"gold of {library.name}": library.gold_fingerprint,
            f"index of {library.name}": library.index_fingerprint,
        }
        self.fingerprints = {**now, **self.fingerprints}
        return now

    def told(self, configuration: Configuration) -> Configuration:
        return replace(configuration, fingerprints=dict(self.fingerprints), absent=dict(self.absent))


def _chosen(cases: Sequence[Case], options: Options) -> list[Case]:
    chosen = [case for case in cases if options.split in (None, case.split)]
    return chosen[: options.limit]

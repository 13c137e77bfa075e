"""What is read of runs: `ogp evals list` (the runs that are kept), `compare A B` (case by case, what got better and
worse), `report` (one page with plots; the table, the picture and the list of failures of the docs), `check FILE` (is a
file of gold questions well formed?)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from evals.commands import places
from evals.commands.session import Session
from evals.commands.tables import table
from evals.names import SUITES

if TYPE_CHECKING:
    from evals.cases import Language
    from evals.runs.store import Run


def list_command(session: Session) -> click.Command:
    texts = session.texts

    @session.command("evals_list")
    def list_them() -> None:
        from evals.errors import RunUnreadable
        from evals.runs.store import list_runs, read_run

        lines = []
        for path in list_runs(places.runs_folder(session)):
            try:
                run = read_run(path)
            except RunUnreadable as error:
                session.console.note(error)
                continue
            options = run.configuration.options
            state = texts("evals.finished" if run.configuration.finished else "evals.unfinished")
            lines.append([path.name, options.suite, ", ".join(options.systems), str(len(run.rows)), state])
        if not lines:
            session.console.note(texts("evals.no_runs"))
            return
        headers = [texts(f"evals.column.{name}") for name in ("run", "suite", "systems", "questions", "state")]
        session.console.show(table(headers, lines, left=3))

    return list_them


def compare_command(session: Session) -> click.Command:
    texts = session.texts

    @session.command("evals_compare")
    @click.argument("before", required=False, metavar="A")
    @click.argument("after", required=False, metavar="B")
    @click.option("--metric", metavar=texts("metavar.name"), help=texts("help.evals_compare_metric"))
    def compare(before: str | None, after: str | None, metric: str | None) -> int:
        from evals.reports.changes import as_text
        from evals.runs.compare import compare
        from evals.runs.store import read_run

        if (before is None) != (after is None):
            raise click.UsageError(texts("evals.two_or_none"))
        chosen = (
            [places.find_run(session, name) for name in (before, after)]
            if before is not None and after is not None
            else places.last_two(session)
        )
        if len(chosen) < 2:
            session.console.note(texts("evals.nothing_to_compare"))
            return 1
        first, second = (read_run(path) for path in chosen)
        session.console.note(texts("evals.comparing", before=first.name, after=second.name))
        session.console.show(as_text(compare(first, second, metric), texts.language))
        return 0

    return compare


def report_command(session: Session) -> click.Command:
    texts = session.texts

    def file(name: str, field: str) -> Any:
        kind = click.Path(dir_okay=False, path_type=Path)
        return click.option(
            name, field, type=kind, metavar=texts("metavar.file"), help=texts(f"help.evals_report_{field}")
        )

    @session.command("evals_report")
    @click.argument("runs", nargs=-1, metavar=texts("metavar.runs"))
    @file("--out", "out")
    @file("--markdown", "markdown")
    @file("--picture", "picture")
    @file("--failures", "failures")
    @click.option("--with-test", is_flag=True, help=texts("help.evals_report_with_test"))
    def report(runs: tuple[str, ...], with_test: bool, **paths: Path | None) -> int:
        from evals.runs.store import read_run

        read = [read_run(places.find_run(session, name)) for name in runs] or places.latest(session, SUITES)
        if not read:
            session.console.note(texts("evals.no_runs"))
            return 1
        session.console.note(texts("evals.reporting", runs=", ".join(run.name for run in read)))
        if not any(paths.values()):
            paths["out"] = Path("evals.html")
        _write(read, paths, texts.language, with_test)
        for written in filter(None, paths.values()):
            session.console.show(texts("evals.written", file=written))
        return 0

    return report


def _write(read: list[Run], paths: Mapping[str, Path | None], language: Language, with_test: bool) -> None:
    from evals.reports import write_document, write_failures, write_picture, write_report

    if page := paths["out"]:
        write_report(read, page, language, show_test=with_test)
    if markdown := paths["markdown"]:
        write_document(read, markdown, paths["picture"])
    if picture := paths["picture"]:
        write_picture(read, picture)
    if failures := paths["failures"]:
        write_failures(read, failures)


def check_command(session: Session) -> click.Command:
    texts = session.texts

    @session.command("evals_check")
    @click.argument(
        "files",
        nargs=-1,
        required=True,
        metavar=texts("metavar.files"),
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
    )
    def check(files: tuple[Path, ...]) -> None:
        from evals.gold import load_cases

        for path in files:
            cases = load_cases(path)
            kinds = ", ".join(f"{kind} {n}" for kind, n in sorted(Counter(case.kind for case in cases).items()))
            session.console.show(texts("evals.checked", file=path.name, n=len(cases), kinds=kinds))

    return check

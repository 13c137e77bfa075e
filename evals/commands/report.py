"""`ogp evals report`: one page with plots; the table, the picture and the list of failures of the docs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from evals.commands import places
from evals.commands.session import Session
from evals.names import SUITES


def command(session: Session) -> click.Command:
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
    def report(
        runs: tuple[str, ...],
        out: Path | None,
        markdown: Path | None,
        picture: Path | None,
        failures: Path | None,
        with_test: bool,
    ) -> int:
        from evals.report import write_document, write_failures, write_picture, write_report
        from evals.runs.folder import read_run

        read = [read_run(places.find_run(session, name)) for name in runs] or places.latest(session, SUITES)
        if not read:
            session.console.note(texts("evals.no_runs"))
            return 1
        session.console.note(texts("evals.reporting", runs=", ".join(run.name for run in read)))
        page = out if out or markdown or picture or failures else Path("evals.html")
        if page:
            write_report(read, page, texts.language, show_test=with_test)
        if markdown:
            write_document(read, markdown, picture)
        if picture:
            write_picture(read, picture)
        if failures:
            write_failures(read, failures)
        for written in (page, markdown, picture, failures):
            if written:
                session.console.show(texts("evals.written", file=written))
        return 0

    return report

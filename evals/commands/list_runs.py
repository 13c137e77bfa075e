"""`ogp evals list`: the runs that are kept."""

from __future__ import annotations

import click

from evals.commands import places
from evals.commands.session import Session
from evals.commands.table import table


def command(session: Session) -> click.Command:
    texts = session.texts

    @session.command("evals_list")
    def list_them() -> None:
        from evals.errors import RunUnreadable
        from evals.runs.folder import list_runs, read_run

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

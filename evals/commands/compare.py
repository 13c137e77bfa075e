"""`ogp evals compare A B`: case by case, what got better and worse."""

from __future__ import annotations

import click

from evals.commands import places
from evals.commands.session import Session


def command(session: Session) -> click.Command:
    texts = session.texts

    @session.command("evals_compare")
    @click.argument("before", required=False, metavar="A")
    @click.argument("after", required=False, metavar="B")
    @click.option("--metric", metavar=texts("metavar.name"), help=texts("help.evals_compare_metric"))
    def compare(before: str | None, after: str | None, metric: str | None) -> int:
        from evals.compare import compare
        from evals.report.changes import as_text
        from evals.runs.folder import read_run

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

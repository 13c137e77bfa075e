"""`ogp evals check FILE`: is a file of gold questions well formed?"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from evals.commands.session import Session


def command(session: Session) -> click.Command:
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
        from evals.gold_file import load_cases

        for path in files:
            cases = load_cases(path)
            kinds = ", ".join(f"{kind} {n}" for kind, n in sorted(Counter(case.kind for case in cases).items()))
            session.console.show(texts("evals.checked", file=path.name, n=len(cases), kinds=kinds))

    return check

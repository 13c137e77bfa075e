"""`ogp index verify`: compare the index on disk with its checksums."""

from __future__ import annotations

import click

from ui.views import errors as failure
from ui.terminal.session import Session


def command(session: Session) -> click.Command:
    texts = session.texts

    @session.command("index_verify")
    def verify() -> int:
        problems = session.backend.verify_index(session.home())
        for problem in problems:
            session.console.note(failure.explain(problem, texts))
        if not problems:
            session.console.show(texts("index.sound"))
        return 1 if problems else 0

    return verify

"""`ogp index status`: whether there is an index, what it holds and whether it is up to date."""

from __future__ import annotations

import click

from ui.views import errors as failure
from ui.views.documents import warning_text
from ui.terminal.session import Session
from ui.terminal.notices import announce_damaged


def command(session: Session) -> click.Command:
    texts = session.texts

    @session.command("index_status")
    def status() -> int:
        home = session.home()
        found = session.backend.index_status(home)
        show = session.console.show
        show(f"{texts('field.home')}: {home}")
        if not found.exists or found.generation is None:  # so damaged that nothing is known of it
            show(failure.explain(found.problem, texts) if found.problem else texts("errors.IndexMissing"))
            return 1
        facts = {
            "generation": found.generation,
            "built_at": found.built_at,
            "embedder": found.embedder,
            "documents": found.documents,
            "passages": found.passages,
            "size": texts("index.megabytes", n=f"{(found.bytes or 0) / 1e6:.1f}"),
            "bridge": texts("index.bridge_yes" if found.bridge else "index.bridge_no"),
        }
        for name, value in facts.items():
            show(f"{texts(f'field.{name}')}: {value}")
        warnings = list(getattr(found, "warnings", ()))
        for warning in warnings:
            show(warning_text(warning, texts))
        damaged = announce_damaged(session, home)
        if found.stale:
            show(texts("index.stale"))
        if found.problem and not damaged:
            show(failure.explain(found.problem, texts))
        return 1 if found.problem or damaged else 0

    return status

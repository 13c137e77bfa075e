"""`ogp index build`: make the documents searchable."""

from __future__ import annotations

import click

from ui.views.documents import warning_text
from ui.terminal.session import Session


def command(session: Session) -> click.Command:
    texts = session.texts

    @session.command("index_build")
    def build() -> None:
        if session.backend.library(session.home()).is_empty:
            session.console.note(texts("index.of_starter"))
        with session.progress() as progress:
            report = session.backend.build_index(session.home(), progress)
        for warning in report.warnings:
            session.console.note(warning_text(warning, texts))
        session.console.show(
            texts(
                "index.built",
                documents=report.documents,
                passages=report.passages,
                embedded=report.embedded,
                reused=report.reused,
                seconds=f"{report.seconds:.1f}",
            )
        )

    return build

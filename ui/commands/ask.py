"""`ogp ask`: a question answered, or a file of questions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ui import batch as batches
from ui.session import Session
from ui.stale import announce_stale


def command(session: Session) -> click.Command:
    texts = session.texts

    @session.command("ask")
    @click.argument("question", required=False, metavar=texts("metavar.question"))
    @click.option("--json", "as_json", is_flag=True, help=texts("help.ask_json"))
    @click.option(
        "--batch",
        metavar=texts("metavar.in"),
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help=texts("help.ask_batch"),
    )
    @click.option(
        "--out",
        metavar=texts("metavar.out"),
        type=click.Path(dir_okay=False, path_type=Path),
        help=texts("help.batch_out"),
    )
    def ask(question: str | None, as_json: bool, batch: Path | None, out: Path | None) -> int:
        batches.check_usage(session, question, batch, out)
        home = session.home()
        assistant = session.backend.open_assistant(home)
        announce_stale(session, home)
        if batch is not None and out is not None:

            def answer(row: batches.Row) -> dict[str, Any]:
                return {"answer": assistant.ask(row.question, row.history, texts.language).to_json()}

            return batches.run(session, batch, out, answer, stage="answer")
        result = assistant.ask(question or "", (), texts.language)
        if as_json:
            session.console.show_json(result.to_json())
        else:
            from ui.plain import answer_text

            kinds = session.backend.kind_label
            session.console.show_styled(
                answer_text(result, texts, kinds, width=session.console.width, colour=session.console.colour)
            )
        return 0

    return ask

"""`ogp ask`: a question answered, or a file of questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ui.terminal import batch as batches
from ui.terminal import streaming as writing
from ui.task import MOST, Asking
from ui.terminal.session import Session
from ui.terminal.notices import standing_notices

if TYPE_CHECKING:
    from assistant.answer import Answer


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
        with_model = writing.model_in_use(session)
        assistant = session.backend.open_assistant(home)
        notices = standing_notices(session, home, assistant.notices)
        for notice in notices:
            session.console.note(notice)

        def answered(asked: str, history: Sequence[Mapping[str, Any] | str], shown: bool = False) -> Answer:
            if with_model:
                return writing.ask_model(session, assistant, asked, history, shown=shown)
            # One question that hangs must not hold up the next.
            return Asking(lambda listen, stop: assistant.ask(asked, history, texts.language), MOST).result()

        if batch is not None and out is not None:
            return batches.run(
                session,
                batch,
                out,
                lambda row: {"answer": {**answered(row.question, row.history).to_json(), "notices": notices}},
                stage="answer",
            )
        try:
            result = answered(question or "", (), shown=not as_json)
        except writing.Interrupted as interrupted:
            # Half an answer is for people; a program gets all of it or nothing.
            if interrupted.answer is not None and not as_json:
                _show(session, interrupted.answer)
            raise
        if as_json:
            session.console.show_json({**result.to_json(), "notices": notices})
        else:
            _show(session, result)
        return 0

    return ask


def _show(session: Session, answer: Answer) -> None:
    from ui.views.plain import answer_text

    console = session.console
    console.show_styled(
        answer_text(answer, session.texts, session.backend.kind_label, width=console.width, colour=console.colour)
    )

"""`ogp ask`: a question answered, or a file of questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ui.task import TIMEOUT, QuestionTask
from ui.terminal import batch as batches
from ui.terminal import streaming
from ui.terminal.notices import index_notices
from ui.terminal.session import Session

if TYPE_CHECKING:
    from assistant.answer import Answer
    from ui.backend import Answering


def command(session: Session) -> click.Command:
    @session.command("ask")
    @batches.options(session, "ask")
    def ask(question: str | None, as_json: bool, batch: Path | None, out: Path | None) -> int:
        batches.check_usage(session, question, batch, out)
        with_model = streaming.model_in_use(session)
        assistant = session.backend.open_assistant(session.home())
        notices = index_notices(session, assistant.notices)
        for notice in notices:
            session.console.note(notice)
        ask_one: Callable[..., Answer] = streaming.ask_model if with_model else _ask
        answer = partial(ask_one, session, assistant)

        def to_json(result: Answer) -> dict[str, Any]:
            return {**result.to_json(), "notices": notices}

        if batch is not None and out is not None:
            return batches.run(
                session,
                batch,
                out,
                lambda row: {"answer": to_json(answer(row.question, row.history, shown=False))},
                stage="answer",
            )
        try:
            result = answer(question or "", shown=not as_json)
        except streaming.Interrupted as interrupted:
            # Half an answer is for people; a program gets all of it or nothing.
            if interrupted.answer is not None and not as_json:
                _show(session, interrupted.answer)
            raise
        if as_json:
            session.console.show_json(to_json(result))
        else:
            _show(session, result)
        return 0

    return ask


def _ask(
    session: Session,
    assistant: Answering,
    question: str,
    history: Sequence[Mapping[str, Any] | str] = (),
    *,
    shown: bool,
) -> Answer:
    """The answer of quotations, which is there all at once; one question that hangs must not hold up the next."""
    language = session.texts.language
    return QuestionTask(lambda listen, stop: assistant.ask(question, history, language), TIMEOUT).result()


def _show(session: Session, answer: Answer) -> None:
    from ui.views.plain import answer_text

    console = session.console
    console.show_styled(
        answer_text(answer, session.texts, session.backend.kind_label, width=console.width, colour=console.colour)
    )

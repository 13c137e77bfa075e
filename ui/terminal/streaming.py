"""A question asked from the command line while a chat model writes: the terminal shows each statement as soon as it has
passed the checks, and Ctrl+C closes the call to the model.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ui.task import QuestionTask, Stopped
from ui.terminal.session import Session
from ui.views import errors
from ui.views.plain import answer_text

if TYPE_CHECKING:
    from rich.console import Console as Terminal
    from rich.console import RenderableType
    from rich.live import Live

    from assistant.answer import Answer
    from ui.backend import Answering

TICK = 0.2  # seconds; how long Ctrl+C may go unnoticed on systems that do not interrupt a wait
LAST_WORD = 3.0  # seconds that the model's call is given to close after Ctrl+C


class Interrupted(KeyboardInterrupt):
    """The person pressed Ctrl+C, and the call to the model is closed; `answer` is what had passed, None where nothing
    had.
    """

    def __init__(self, answer: Answer | None) -> None:
        super().__init__()
        self.answer = answer


def model_in_use(session: Session) -> bool:
    """Whether a chat model is asked for; where its settings are wrong, says so on stderr."""
    try:
        return session.backend.model() is not None
    except Exception as error:
        if errors.ogp_error(error) is None:
            raise
        session.console.note(errors.explain(error, session.texts))
        return False


def ask_model(
    session: Session,
    assistant: Answering,
    question: str,
    history: Sequence[Mapping[str, Any] | str] = (),
    *,
    shown: bool = True,
) -> Answer:
    """The answer. `shown`: on a terminal, show that the model writes and what has passed so far.

    Raises Interrupted on Ctrl+C, and what the assistant raises.
    """
    language = session.texts.language
    asking = QuestionTask(lambda listen, stop: assistant.ask(question, history, language, listen=listen, stop=stop))
    try:
        with _Writing(session, shown) as writing:
            for answer in asking.progress(tick=TICK):
                if answer is not None:
                    writing.show(answer)
        return asking.result()
    except KeyboardInterrupt:
        asking.stop()
        passed = None
        with contextlib.suppress(Exception):  # a second Ctrl+C is not suppressed: it ends at once
            passed = asking.result(LAST_WORD)
        raise Interrupted(passed if passed and passed.composer == "model" else None) from None
    except Stopped:  # by nobody but us, above
        raise Interrupted(None) from None


class _Writing:
    """The part of the terminal that is written anew as statements pass, and is gone when the answer is there."""

    def __init__(self, session: Session, shown: bool) -> None:
        self._session = session
        self._live = self._open() if shown else None

    def __enter__(self) -> _Writing:
        if self._live is not None:
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._live is not None:
            self._live.stop()

    def show(self, answer: Answer) -> None:
        if self._live is not None:
            self._live.update(self._drawn(self._live.console, answer), refresh=True)

    def _open(self) -> Live | None:
        console = self._session.console
        if console.width is None and not console.terminal:
            return None
        from rich.console import Console as Terminal
        from rich.live import Live

        # Where the answer goes to a file, only the state is shown, beside it.
        terminal = Terminal(stderr=console.width is None, highlight=False)
        return Live(
            self._drawn(terminal, None),
            console=terminal,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )

    def _drawn(self, terminal: Terminal, answer: Answer | None) -> RenderableType:
        from rich.console import Group
        from rich.spinner import Spinner
        from rich.text import Text

        texts, console = self._session.texts, self._session.console
        state = Spinner("dots", Text(texts("answer.writing"), style="dim"))
        if answer is None or console.width is None:
            return state
        shown = answer_text(
            replace(answer, citations=(), conflicts=(), missing=()),
            texts,
            self._session.backend.kind_label,
            width=console.width,
            colour=console.colour,
        )
        # What does not fit is left out at the top: the newest statement is the one to see.
        lines = shown.split("\n")[-max(1, terminal.height - 3) :]
        return Group(Text.from_ansi("\n".join(lines)), Text(), state)

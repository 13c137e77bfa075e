"""A question of the web page from its beginning to the last of it that is shown, as a series of conversations.

What a visitor has under way is kept in the visitor's own session, where Stop and New conversation reach it. A
generator of Gradio's hears that the person has left only while it waits at a `yield`: its queue looks whether the
browser is still there after each piece, and closes the generator then. So a piece comes every TICK seconds, with
nothing new in it where there is nothing new. See docs/decisions/web.md.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from ui.task import QuestionTask
from ui.web.conversation import Turn, completed, refused
from ui.web.service import Service

TICK = 0.5  # seconds between two looks at whether the person is still there
GAP = 0.3  # seconds between two states of an answer that is being written
CLOSING = 2.0  # seconds that New conversation waits for the page to have heard the last of the question before


class ActiveQuestion:
    """One question, from its beginning until nothing more of it is shown. `language` is that of the page, which the
    person may change meanwhile; `abandoned` means that the person wants nothing more of it.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.abandoned = False
        self.closed = threading.Event()
        self._task: QuestionTask | None = None
        self._stopped = False
        self._lock = threading.Lock()

    def ask(self, start: Callable[[], QuestionTask]) -> QuestionTask:
        """Begins to ask, and remembers what to stop."""
        with self._lock:
            self._task = start()
            if self._stopped:
                self._task.stop()
            return self._task

    def stop(self) -> None:
        with self._lock:
            self._stopped = True
            if self._task is not None:
                self._task.stop()


class VisitorState:
    """At most one question at a time: a second one would be answered without knowing of the first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._active: ActiveQuestion | None = None

    def __deepcopy__(self, memo: dict[int, Any]) -> VisitorState:
        return VisitorState()  # each session gets its own by a copy of the first

    @property
    def active(self) -> ActiveQuestion | None:
        return self._active

    def begin(self, language: str) -> ActiveQuestion | None:
        """None while a question is under way."""
        with self._lock:
            if self._active is not None:
                return None
            self._active = ActiveQuestion(language)
            return self._active

    def end(self, question: ActiveQuestion) -> None:
        """Nothing more of it is shown; what is still being written is closed."""
        question.stop()
        question.closed.set()
        with self._lock:
            if self._active is question:
                self._active = None

    def stop(self) -> None:
        """What has passed so far is the answer."""
        if (question := self._active) is not None:
            question.stop()

    def abandon(self, seconds: float = CLOSING) -> None:
        """Returns when nothing more of a question under way can reach the page, or after so many seconds."""
        if (question := self._active) is not None:
            question.abandoned = True
            question.stop()
            question.closed.wait(seconds)


def follow(service: Service, turns: Sequence[Turn], question: ActiveQuestion) -> Iterator[list[Turn] | None]:
    """The conversation each time it has changed, None where it has not; the last one is complete.

    `turns` ends in the turn without an answer. Nothing more comes once `question.abandoned`. Never raises for what is
    asked.
    """
    *earlier, turn = turns
    if problem := refused(turn, question.language):
        yield [*earlier, problem]
        return
    history = [past.question for past in earlier if past.answer is not None]
    task = question.ask(lambda: service.ask(turn.question, history, question.language))
    with_model = service.standing().model is not None
    language = question.language
    for answer in task.progress(tick=TICK, gap=GAP):
        now = replace(turn, answer=answer or turn.answer, writing=with_model or answer is not None or turn.writing)
        if now == turn and language == question.language:
            yield None
            continue
        turn, language = now, question.language
        yield [*earlier, turn]
    if not question.abandoned:
        yield [*earlier, completed(turn, task, question.language)]

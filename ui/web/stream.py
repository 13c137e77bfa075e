"""What one visitor has under way. It is kept in the visitor's own session, where Stop and New conversation reach it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any
from ui.task import Asking
from collections.abc import Iterator, Sequence
from dataclasses import replace
from ui.web.conversation import Turn, completed, refused
from ui.web.service import Service


CLOSING = 2.0  # seconds that New conversation waits for the page to have heard the last of the question before


class UnderWay:
    """One question, from its beginning until nothing more of it is shown. `language` is that of the page, which the
    person may change meanwhile; `left` means that the person wants nothing more of it.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.left = False
        self.closed = threading.Event()
        self._asking: Asking | None = None
        self._stopped = False
        self._lock = threading.Lock()

    def ask(self, start: Callable[[], Asking]) -> Asking:
        """Begins to ask, and remembers what to stop."""
        with self._lock:
            self._asking = start()
            if self._stopped:
                self._asking.stop()
            return self._asking

    def stop(self) -> None:
        with self._lock:
            self._stopped = True
            if self._asking is not None:
                self._asking.stop()


class Visit:
    """At most one question at a time: a second one would be answered without knowing of the first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._under_way: UnderWay | None = None

    def __deepcopy__(self, memo: dict[int, Any]) -> Visit:
        return Visit()  # each session gets its own by a copy of the first

    @property
    def under_way(self) -> UnderWay | None:
        return self._under_way

    def begin(self, language: str) -> UnderWay | None:
        """None while a question is under way."""
        with self._lock:
            if self._under_way is not None:
                return None
            self._under_way = UnderWay(language)
            return self._under_way

    def end(self, question: UnderWay) -> None:
        """Nothing more of it is shown; what is still being written is closed."""
        question.stop()
        question.closed.set()
        with self._lock:
            if self._under_way is question:
                self._under_way = None

    def stop(self) -> None:
        """What has passed so far is the answer."""
        if (question := self._under_way) is not None:
            question.stop()

    def leave(self, seconds: float = CLOSING) -> None:
        """Returns when nothing more of a question under way can reach the page, or after so many seconds."""
        if (question := self._under_way) is not None:
            question.left = True
            question.stop()
            question.closed.wait(seconds)


TICK = 0.5  # seconds between two looks at whether the person is still there
GAP = 0.3  # seconds between two states of an answer that is being written


def follow(service: Service, turns: Sequence[Turn], question: UnderWay) -> Iterator[list[Turn] | None]:
    """The conversation each time it has changed, None where it has not; the last one is complete.

    `turns` ends in the turn without an answer. Nothing more comes once `question.left`. Never raises for what is asked.
    """
    *earlier, turn = turns
    if problem := refused(turn, question.language):
        yield [*earlier, problem]
        return
    history = [past.question for past in earlier if past.answer is not None]
    asking = question.ask(lambda: service.ask(turn.question, history, question.language))
    with_model = service.standing().model is not None
    said = question.language
    for answer in asking.progress(tick=TICK, gap=GAP):
        now = replace(turn, answer=answer or turn.answer, writing=with_model or answer is not None or turn.writing)
        if now == turn and said == question.language:
            yield None
            continue
        turn, said = now, question.language
        yield [*earlier, turn]
    if not question.left:
        yield [*earlier, completed(turn, asking, question.language)]

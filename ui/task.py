"""A question under way in a thread of its own, so that what has passed so far can be shown while the rest is written,
and so that the person can stop it.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.answer import Answer

Listen = Callable[["Answer"], None]
Stop = Callable[[], bool]

TIMEOUT = 30.0  # seconds for a question that no model answers; the assistant gives up before, unless something hangs
GRACE = 5.0  # seconds that a stopped question is given to hand over what had passed; then the last state is taken
TICK = 1.0  # seconds between two looks at the clock


class Stopped(Exception):
    """The question was stopped before anything had passed, and the assistant handed over nothing."""


class TimedOut(Exception):
    """The question took longer than it may, and goes on where nobody waits for it."""


class QuestionTask:
    """Asks at once. `ask` is given `listen` and `stop` (see `ui.backend.Answering`); after `seconds` it is given up
    (None: never)."""

    def __init__(self, ask: Callable[[Listen, Stop], Answer], seconds: float | None = None) -> None:
        self._ask = ask
        self._deadline = math.inf if seconds is None else time.monotonic() + seconds
        self._changed = threading.Condition()
        self._partial: Answer | None = None
        self._news = False
        self._done = False
        self._answer: Answer | None = None
        self._error: BaseException | None = None
        self._stop = threading.Event()
        # A daemon: a model that does not let go must not keep the program from ending.
        threading.Thread(target=self._run, name="question", daemon=True).start()

    def stop(self) -> None:
        """Close the call to the model; the answer is then what had passed by now."""
        self._stop.set()
        with self._changed:
            self._changed.notify_all()

    @property
    def stopped(self) -> bool:
        return self._stop.is_set()

    def progress(self, *, tick: float, gap: float = 0.0) -> Iterator[Answer | None]:
        """Until it is done or stopped: the answer so far each time more has passed, and None after every `tick` seconds
        without news. Between two answers at least `gap` seconds go by; those that come faster are passed over.
        """
        while not self._over():
            with self._changed:
                self._changed.wait_for(lambda: self._news or self._over(), tick)
                news, self._news = (self._partial if self._news else None), False
            if self._over():
                return
            yield news
            if news is not None and gap:
                with self._changed:
                    self._changed.wait_for(self._over, gap)

    def result(self, grace: float = GRACE) -> Answer:
        """The answer; once stopped, what there is after at most `grace` seconds.

        Raises what the assistant raised, TimedOut, and Stopped where there is nothing.
        """
        with self._changed:
            while not self._over():
                self._changed.wait_for(self._over, min(TICK, max(0.0, self._deadline - time.monotonic())))
            timed_out = not self._done and not self.stopped
            self._changed.wait_for(lambda: self._done, 0.0 if timed_out else grace)
            answer, error = self._answer, self._error
        if answer is not None:
            return answer
        if error is not None and not self.stopped:
            raise error
        if timed_out:
            self.stop()
            raise TimedOut
        if self._partial is not None:
            return self._partial
        raise Stopped

    def _over(self) -> bool:
        return self._done or self._stop.is_set() or time.monotonic() >= self._deadline

    def _run(self) -> None:
        try:
            answer = self._ask(self._listen, self._stop.is_set)
            error: BaseException | None = None
        except BaseException as caught:  # whoever waits for the result raises it
            answer, error = None, caught
        with self._changed:
            self._answer, self._error, self._done = answer, error, True
            self._changed.notify_all()

    def _listen(self, answer: Answer) -> None:
        with self._changed:
            if not self._stop.is_set():
                self._partial, self._news = answer, True
                self._changed.notify_all()

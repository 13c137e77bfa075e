"""What the web page asks of the assistant: one shared, read-only assistant, and how things stand with the
index.

Nothing here belongs to one visitor. Visitors' conversations live in the page's own session state
(ui/web/page.py).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ui.backend import Answering, Backend
from ui.task import TIMEOUT, QuestionTask
from ui.views import errors
from ui.views.text import host_of
from ui.web import memory

FRESH = 15.0  # seconds for which the state of the index is believed: the page asks on every visit


@dataclass(frozen=True)
class Standing:
    """What a visitor should know beforehand. `documents` counts those that are indexed (0 without an index);
    `starter` means the fact sheets that come along; `problem` is set where the index that should serve
    cannot be used: no question can be answered then, unless the one before is `kept` open.

    `model` names the chat model that composes answers, None without one, and `sends_to` the host that questions go to
    for it, None where that is the provider's own; `model_problem`: one is asked for, but its settings are wrong.
    """

    documents: int = 0
    starter: bool = False
    exists: bool = False
    stale: bool = False
    bridge: bool = True
    problem: Exception | None = None
    kept: bool = False
    model: str | None = None
    sends_to: str | None = None
    model_problem: bool = False


class Service:
    """Thread-safe: the page answers several visitors at once."""

    def __init__(self, backend: Backend, home: Path | None = None) -> None:
        self.backend = backend
        self._home = home
        self._opening = threading.Lock()
        self._looking = threading.Lock()  # another one: opening takes seconds
        self._trying = threading.Lock()
        self._assistant: Answering | None = None
        self._standing: Standing | None = None
        self._looked = -FRESH
        self._not_open: str | None = None
        self._next_try = 0.0
        self._tell: Callable[[Exception], None] = lambda notice: None

    @property
    def home(self) -> Path:
        return self._home or self.backend.home()

    def ask(self, question: str, history: Sequence[Mapping[str, Any] | str], language: str) -> QuestionTask:
        """Begins to answer one question, in the question's language; `language` decides where that is open.

        Its result raises what the assistant raises, e.g. where there is no index.
        """
        return QuestionTask(
            lambda listen, stop: self._opened().ask(question, history, language, listen=listen, stop=stop),
            TIMEOUT if self.standing().model is None else None,  # a model has limits of its own
        )

    def warm_up(self, tell: Callable[[Exception], None] = lambda notice: None) -> None:
        """Open the assistant before the first visitor asks; what fails here is said when someone asks. `tell` hears
        what it works in spite of: that is for whoever runs the page."""
        self._tell = tell
        try:
            notices = self._opened().notices
        except Exception:
            return
        for notice in notices:
            tell(notice)

    def not_ready(self) -> str | None:
        """Why no question can be answered now, None where it can. Opens the assistant, if it is not open: one who asks
        does, and the others are told that it is being opened."""
        if self._assistant is not None:
            return None
        if not self._trying.acquire(blocking=False):
            return self._not_open or "opening"
        try:
            if time.monotonic() < self._next_try:
                return self._not_open
            self._opened()
        except Exception as error:
            errors.show_traceback_if_asked(error)
            self._not_open, self._next_try = type(error).__name__, time.monotonic() + FRESH
            return self._not_open
        finally:
            self._trying.release()
        return None

    def seen(self) -> Standing | None:
        """How things stood at most FRESH seconds ago, without looking; None where somebody has to look."""
        return self._standing if time.monotonic() - self._looked <= FRESH else None

    def standing(self) -> Standing:
        """How things stand, at most FRESH seconds old; older while somebody else is looking. Never raises."""
        last = self._standing
        if not self._looking.acquire(blocking=last is None):
            assert last is not None
            return last
        try:
            if (seen := self.seen()) is not None:
                return seen
            self._standing = self._look()
            self._looked = time.monotonic()
            return self._standing
        finally:
            self._looking.release()

    def kind_label(self, kind: str, language: str) -> str:
        return self.backend.kind_label(kind, language)

    def _opened(self) -> Answering:
        with self._opening:
            assistant, opened = self._assistant, self._assistant is None
            if assistant is None:
                assistant = self._assistant = self.backend.open_assistant(self.home)
        if not opened:
            self._refresh(assistant)  # which takes seconds now and then: the others go on meanwhile
        return assistant

    def _refresh(self, assistant: Answering) -> None:
        """A newer index that cannot be used is no reason to refuse: the one that is open goes on."""
        try:
            if assistant.refresh():
                memory.give_back()
        except Exception as error:
            if errors.ogp_error(error) is None:
                raise
            self._tell(error)

    def _look(self) -> Standing:
        model = self._model()
        try:
            status = self.backend.index_status(self.home)
            return replace(
                model,
                documents=status.documents or 0,
                starter=bool(status.starter),
                exists=bool(status.exists),
                stale=bool(status.stale),
                bridge=bool(status.bridge),
                problem=status.problem,
                kept=self._assistant is not None and _of_index(status.problem),
            )
        except Exception as error:  # the page still opens, and says that something is wrong
            errors.show_traceback_if_asked(error)
            return replace(model, problem=error)

    def _model(self) -> Standing:
        """What is to be said of a chat model, and nothing else."""
        try:
            settings = self.backend.model()
        except Exception as error:
            errors.show_traceback_if_asked(error)
            return Standing(model_problem=True)
        return Standing() if settings is None else Standing(model=settings.name, sends_to=host_of(settings.url))


def _of_index(problem: Exception | None) -> bool:
    """Whether it is the index that has a problem, and not a document that is stored."""
    return any(base.__name__ == "IndexFault" for base in type(problem).__mro__)

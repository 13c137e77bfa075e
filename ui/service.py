"""What the web page asks of the assistant: one shared, read-only assistant, and how things stand with the
index.

Nothing here belongs to one visitor. Visitors' conversations live in the page's own session state
(ui/page.py).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui import failure
from ui.backend import Answering, Backend

if TYPE_CHECKING:
    from assistant.answer import Answer

FRESH = 15.0  # seconds for which the state of the index is believed: the page asks on every visit


@dataclass(frozen=True)
class Standing:
    """What a visitor should know beforehand. `documents` counts those that are indexed (0 without an index);
    `starter` means the fact sheets that come along; `problem` is set where no question can be answered.
    """

    documents: int = 0
    starter: bool = False
    exists: bool = False
    stale: bool = False
    bridge: bool = True
    problem: Exception | None = None


class Service:
    """Thread-safe: the page answers several visitors at once."""

    def __init__(self, backend: Backend, home: Path | None = None) -> None:
        self.backend = backend
        self._home = home
        self._lock = threading.Lock()
        self._assistant: Answering | None = None
        self._standing: Standing | None = None
        self._looked = 0.0

    @property
    def home(self) -> Path:
        return self._home or self.backend.home()

    def answer(self, question: str, history: Sequence[Mapping[str, Any] | str], language: str) -> Answer:
        """The answer to one question, in the question's language; `language` decides where that is open.

        Raises what the assistant raises, e.g. where there is no index.
        """
        return self._opened().ask(question, history, language)

    def warm_up(self) -> None:
        """Open the assistant before the first visitor asks; what fails here is said when someone asks."""
        try:
            self._opened()
        except Exception:
            return

    def standing(self) -> Standing:
        """How things stand, at most FRESH seconds old. Never raises."""
        with self._lock:
            if self._standing is None or time.monotonic() - self._looked > FRESH:
                self._standing = self._look()
                self._looked = time.monotonic()
            return self._standing

    def kind_label(self, kind: str, language: str) -> str:
        return self.backend.kind_label(kind, language)

    def _opened(self) -> Answering:
        with self._lock:
            if self._assistant is None:
                self._assistant = self.backend.open_assistant(self.home)
            else:
                self._assistant.refresh()
            return self._assistant

    def _look(self) -> Standing:
        try:
            status = self.backend.index_status(self.home)
            return Standing(
                documents=status.documents or 0,
                starter=bool(status.starter),
                exists=bool(status.exists),
                stale=bool(status.stale),
                bridge=bool(status.bridge),
                problem=status.problem,
            )
        except Exception as error:  # the page still opens, and says that something is wrong
            failure.show_traceback_if_asked(error)
            return Standing(problem=error)

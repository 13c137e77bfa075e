"""Progress of long work, on stderr: a bar where a person watches, otherwise one plain line per stage."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from ui.terminal.console import Console
from ui.views.text import printable
from ui.wording import Wording

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID


class Progress:
    """Call it with (stage, done, total); a total of 0 means that it is not known."""

    def __init__(self, texts: Wording, console: Console) -> None:
        self._texts = texts
        self._console = console
        self._bars: Bars | None = None
        self._tasks: dict[str, TaskID] = {}
        self._announced: set[str] = set()

    def __enter__(self) -> Progress:
        if self._console.terminal:
            self._bars = _bars()
            self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bars is not None:
            self._bars.stop()

    def stage(self, stage: str) -> Callable[[int, int, object], None]:
        """For work of a single stage: called with (done, total, what is at work)."""
        return lambda done, total, _: self(stage, done, total)

    def __call__(self, stage: str, done: int, total: int) -> None:
        label = printable(self._texts.named("progress", stage))
        if self._bars is None:
            if stage not in self._announced:
                self._announced.add(stage)
                self._console.note(f"{label}…")
            return
        if stage not in self._tasks:
            self._tasks[stage] = self._bars.add_task(label, total=total or None)
        self._bars.update(self._tasks[stage], completed=done, total=total or None)


def _bars() -> Bars:
    from rich.console import Console as Terminal
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    return Bars(
        # Markup off: a label may hold square brackets.
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Terminal(stderr=True),
    )

"""What the command line gives its commands, as far as these use it (ui/terminal/session.py has it all)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

import click

from evals.cases import Language


class Texts(Protocol):
    """Screen texts by dotted key."""

    @property
    def language(self) -> Language: ...

    def __call__(self, key: str, /, **values: object) -> str: ...

    def named(self, section: str, name: str) -> str: ...


class Console(Protocol):
    """`show` prints a line of the result, `note` one about the work."""

    def show(self, text: object = "") -> None: ...

    def show_json(self, data: Any) -> None: ...

    def note(self, text: object) -> None: ...


Progress = Callable[[str, int, int], None]


class Session(Protocol):
    @property
    def texts(self) -> Texts: ...

    @property
    def console(self) -> Console: ...

    def home(self) -> Path: ...

    def progress(self) -> AbstractContextManager[Progress]: ...

    def command(self, name: str) -> Callable[[Callable[..., Any]], click.Command]: ...

    def group(self, name: str, commands: list[click.Command]) -> click.Group: ...

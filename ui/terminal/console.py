"""Printing for people: answers on stdout, everything about the work itself on stderr, and never a crash on a
character: those that the terminal cannot show are written as escapes."""

from __future__ import annotations

import json
import os
import shutil
import sys
from typing import Any

import click

from ui.views.text import printable


def to_json(data: Any) -> str:
    """One line of JSON in plain letters. A lone surrogate is written as its JSON escape, so that it is
    valid UTF-8.
    """
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8")


class Console:
    """Where a command writes."""

    def __init__(self) -> None:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")

    @property
    def terminal(self) -> bool:
        """Whether a person watches stderr."""
        return sys.stderr.isatty()

    @property
    def interactive(self) -> bool:
        """Whether a person can be asked something: one who reads stderr and writes on stdin."""
        return sys.stdin is not None and sys.stdin.isatty() and self.terminal

    def ask(self, question: str) -> str | None:
        """What the person writes on one line; None where they end the input."""
        try:
            said: str = click.prompt(printable(question), default="", show_default=False, err=True)
        except click.Abort:
            return None
        return said.strip()

    @property
    def width(self) -> int | None:
        """Characters per line of the answer; None where stdout is a file or a pipe, which is not wrapped."""
        if not sys.stdout.isatty():
            return None
        return max(40, min(shutil.get_terminal_size().columns, 100))

    @property
    def columns(self) -> int | None:
        """Characters per line of the terminal that shows the answer; None where stdout is a file or a pipe."""
        return shutil.get_terminal_size().columns if sys.stdout.isatty() else None

    @property
    def colour(self) -> bool:
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR")

    def show(self, text: object = "") -> None:
        """A line of the result."""
        click.echo(printable(text))

    def show_styled(self, text: str) -> None:
        """A text whose styling is ours and whose content was made printable before."""
        click.echo(text, color=self.colour)

    @property
    def utf8(self) -> bool:
        """Whether stdout holds every letter."""
        return (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "") == "utf8"

    def show_json(self, data: Any) -> None:
        # A terminal that is not UTF-8 could not hold the letters: it gets the same JSON in ASCII.
        click.echo(to_json(data) if self.utf8 else json.dumps(data))

    def note(self, text: object) -> None:
        """A line about the work, on stderr."""
        click.echo(printable(text), err=True)

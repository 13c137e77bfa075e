"""Many questions from a JSON Lines file, one row of results for each, in the same order.

A line that cannot be used becomes a row `{"id", "line", "error"}` and a message on stderr; the rest goes
on. Every row is flushed when it is done, so that an interrupted run keeps its results.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import click

from ui.terminal.console import to_json
from ui.terminal.session import FILE, Decorator, Session
from ui.views import errors

MAX_LINE = 64 * 1024 * 1024  # bytes; a question of 3 MB with its history fits many times over


@dataclass(frozen=True)
class Row:
    """One usable line. `id` is what the line gave (text, number or None)."""

    id: str | int | float | None
    question: str
    history: tuple[dict[str, str] | str, ...] = ()


class BadLine(Exception):
    """A line that cannot be used; `key` is the text that says why, `id` the line's id where it could be
    read.
    """

    def __init__(self, key: str, id: str | int | float | None = None) -> None:
        super().__init__(key)
        self.key = key
        self.id = id


def options(session: Session, name: str) -> Decorator:
    """Decorator: a question, or --batch and --out in its place, and --json; the help of the command NAME."""
    decorators = (
        session.argument("question", "question", required=False),
        session.option("--json", "as_json", is_flag=True, help=f"{name}_json"),
        session.option("--batch", help=f"{name}_batch", metavar="in", type=FILE),
        session.option("--out", help="batch_out", metavar="out", type=click.Path(dir_okay=False, path_type=Path)),
    )

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return decorate


def check_usage(session: Session, question: str | None, batch: Path | None, out: Path | None) -> None:
    """Either a question, or --batch and --out with two different files; anything else is wrong usage."""
    texts = session.texts
    if batch is None and out is not None:
        raise click.UsageError(texts("batch.out_alone"))
    if question is not None and batch is not None:
        raise click.UsageError(texts("batch.question_and_batch"))
    if question is None and batch is None:
        raise click.UsageError(texts("batch.no_question"))
    if batch is None:
        return
    if out is None:
        raise click.UsageError(texts("batch.no_out"))
    if out.exists() and os.path.samefile(batch, out):
        raise click.UsageError(texts("batch.same_file"))


def run(session: Session, batch: Path, out: Path, answer: Callable[[Row], dict[str, Any]], *, stage: str) -> int:
    """Answer every line of `batch` into `out`; returns the exit code, 1 where any line failed.

    `answer` gives the fields that stand beside "id" in the row.
    """
    failed = done = 0
    total = batch.stat().st_size
    with batch.open("rb") as lines, out.open("wb") as results, session.progress() as progress:
        progress(stage, 0, total)
        for number, line in _numbered(lines):
            row = _row(session, number, line, answer)
            if row is not None:
                failed += "error" in row
                done += 1
                results.write(to_json(row).encode("utf-8") + b"\n")
                results.flush()
            progress(stage, lines.tell(), total)
    session.console.note(session.texts("batch.done", done=done, failed=failed, out=out))
    return 1 if failed else 0


def _row(
    session: Session, number: int, line: bytes | None, answer: Callable[[Row], dict[str, Any]]
) -> dict[str, Any] | None:
    """The row of results for one line; None for a blank line."""
    try:
        row = read_line(line)
        if row is None:
            return None
    except BadLine as error:
        return _failure(session, error.id, number, session.texts(f"batch.{error.key}"))
    try:
        return {"id": row.id, **answer(row)}
    except Exception as error:  # one question that goes wrong must not cost the others theirs
        errors.show_traceback_if_asked(error)
        return _failure(session, row.id, number, errors.explain(error, session.texts))


def _failure(session: Session, id: Any, number: int, message: str) -> dict[str, Any]:
    session.console.note(session.texts("batch.line", line=number, message=message))
    return {"id": id, "line": number, "error": message}


def read_line(line: bytes | None) -> Row | None:
    """The row that a line holds; None for a blank line. Raises BadLine. `line` is None where it was too
    long.
    """
    if line is None:
        raise BadLine("too_long")
    try:
        text = line.decode("utf-8").strip("\ufeff \t\r\n")
    except UnicodeDecodeError:
        raise BadLine("not_utf8") from None
    if not text:
        return None
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise BadLine("not_json") from None
    if not isinstance(data, dict):
        raise BadLine("not_object")
    id = data.get("id")
    if isinstance(id, bool) or not isinstance(id, str | int | float | None):
        raise BadLine("bad_id")
    if "question" not in data:
        raise BadLine("question_missing", id)
    if not isinstance(data["question"], str):
        raise BadLine("question_type", id)
    return Row(id, data["question"], _history(data.get("history"), id))


def _history(history: Any, id: Any) -> tuple[dict[str, str] | str, ...]:
    if history is None:
        return ()
    if not isinstance(history, list) or not all(_is_turn(turn) for turn in history):
        raise BadLine("history_type", id)
    return tuple(history)


def _is_turn(turn: Any) -> bool:
    if isinstance(turn, dict):
        return isinstance(turn.get("role"), str) and isinstance(turn.get("content"), str)
    return isinstance(turn, str)


def _numbered(lines: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers from 1; None in place of a line longer than MAX_LINE, which is read past."""
    number = 0
    while line := lines.readline(MAX_LINE + 1):
        number += 1
        if len(line) <= MAX_LINE:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = lines.readline(MAX_LINE)
        yield number, None

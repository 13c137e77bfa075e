"""The time by which a question has to be answered. Whatever may take long asks here, each time it has done a part."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_until: ContextVar[float | None] = ContextVar("until", default=None)


class OutOfTime(Exception):
    """The question takes too long. Who asked is told so (`assistant.Assistant.ask`)."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """What this thread does in the block has so many seconds."""
    token = _until.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _until.reset(token)


@contextmanager
def not_counted() -> Iterator[None]:
    """The time that the block takes is not counted: it has a limit of its own."""
    until, began = _until.get(), time.monotonic()
    _until.set(None)
    try:
        yield
    finally:
        _until.set(None if until is None else until + time.monotonic() - began)


def left(most: float) -> float:
    """The seconds that are left, `most` at most, 0 at least."""
    until = _until.get()
    return most if until is None else max(0.0, min(most, until - time.monotonic()))


def check() -> None:
    """Raises OutOfTime where no time is left."""
    until = _until.get()
    if until is not None and time.monotonic() > until:
        raise OutOfTime

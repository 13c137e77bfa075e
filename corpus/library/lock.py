"""One at a time changes a library: what one process has looked up must still hold when it saves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import LibraryBusy

WAIT = 60.0  # seconds for the others; each holds it for as long as it takes to save one document


@contextmanager
def held(folder: Path, wait: float = WAIT) -> Iterator[None]:
    """Nobody else changes what lies in `folder` meanwhile. Raises LibraryBusy, OSError."""
    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / ".lock", timeout=wait)
    try:
        lock.acquire()
    except Timeout:
        raise LibraryBusy(home=str(folder.parent)) from None
    try:
        yield
    finally:
        lock.release()

"""Files of made-up towns, and a clock, for tests of the library."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

from corpus.library.library import Library


def put(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def plan(town: str, more: str = "") -> str:
    return f"# Plan de Acción de {town} 2023-2025\n\nEl plan de {town} tiene tres compromisos. {more}\n"


WORDS = "El registro de faros de Zoratama se publica cada mes en un sitio abierto a todas las personas."


class Days:
    """A clock on which every look is a day later."""

    def __init__(self) -> None:
        self.day = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.day += timedelta(days=1)
        return self.day


def add(library: Library, folder: Path, words: str, name: str = "faros.txt") -> str:
    """The SHA-256 of the file that was added."""
    (folder / name).write_text(words, encoding="utf-8")
    assert library.add([folder / name])[0].error is None
    return hashlib.sha256(words.encode()).hexdigest()

"""The documents that come with the program (corpus/starter/**/*.md)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from corpus.model import Document
from corpus.read import read_bytes

FOLDER = "starter"


def starter_documents() -> list[Document]:
    """Every document of the embedded corpus, by id."""
    return list(_documents())


def starter_files() -> list[tuple[str, bytes]]:
    """(file name, content) of every sheet, in the order of their names."""
    sheets = list(_sheets(files("corpus") / FOLDER))
    return sorted((sheet.name, sheet.read_bytes()) for sheet in sheets)


@cache
def _documents() -> tuple[Document, ...]:
    documents = (read_bytes(data, name) for name, data in starter_files())
    return tuple(sorted(documents, key=lambda document: document.id))


def _sheets(folder: Traversable) -> Iterator[Traversable]:
    if not folder.is_dir():
        return
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _sheets(entry)
        elif entry.name.endswith(".md") and not entry.name.startswith((".", "README")):
            yield entry

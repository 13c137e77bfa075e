"""The documents that come with the program (corpus/starter/<language>/*.md)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from corpus.model import Document
from corpus.read import read_here

FOLDER = "starter"


def starter_documents() -> list[Document]:
    """Every document of the embedded corpus, by id."""
    return list(_documents())


@cache
def _documents() -> tuple[Document, ...]:
    # A sheet says all there is to say of it: what its head leaves out does not apply.
    documents = (read_here(sheet.read_bytes(), name, infer=False) for name, sheet in _sheets(_root()))
    return tuple(sorted(documents, key=lambda document: document.id))


def _root() -> Traversable:
    return files("corpus") / FOLDER


def _sheets(folder: Traversable, language: str = "") -> Iterator[tuple[str, Traversable]]:
    """(source name, sheet): the two languages of a sheet share a file name, so the language is part of it."""
    if not folder.is_dir():
        return
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _sheets(entry, entry.name)
        elif entry.name.endswith(".md") and not entry.name.startswith((".", "README")):
            yield f"{entry.name.removesuffix('.md')}{'.' + language if language else ''}.md", entry

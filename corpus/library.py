"""The documents somebody added: JSON files under the home folder, one a document."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from corpus.catalog import Catalog
from corpus.errors import DocumentUnknown, OgpError
from corpus.files import candidates
from corpus.model import Document
from corpus.read import read_bytes, read_file
from corpus.shelf import Shelf, mark
from corpus.starter_loader import starter_documents, starter_files

Progress = Callable[[int, int, str], None]
"""Called with (files done, files in all, name of the file now read)."""
Status = Literal["added", "updated", "unchanged", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. `notes` are those of the document; `error` says why it failed."""

    path: Path
    document_id: str | None
    status: Status
    error: OgpError | None = None
    notes: tuple[tuple[str, str], ...] = ()


class Library:
    """The documents of one home folder; where it holds none, the embedded corpus stands in for them."""

    def __init__(self, home: str | Path) -> None:
        self.home = Path(home)
        self._shelf = Shelf(self.home / "corpus")

    @property
    def is_empty(self) -> bool:
        """Whether nobody has added a document."""
        return not self._shelf.ids()

    def documents(self) -> list[Document]:
        """The documents by id, the embedded corpus if there are none. Raises LibraryDamaged."""
        ids = self._shelf.ids()
        return [self._shelf.load(id_) for id_ in ids] if ids else starter_documents()

    def get(self, id: str) -> Document:
        """The document of that id, or of that source file name; raises DocumentUnknown."""
        if self._shelf.has(id):
            return self._shelf.load(id)
        for document in self.documents():
            if id in (document.id, document.metadata.source):
                return document
        raise DocumentUnknown(id=id)

    def remove(self, id: str) -> None:
        """Take one document (by id or source file name) out; raises DocumentUnknown."""
        if not self._shelf.has(id):
            if self.is_empty:
                raise DocumentUnknown(id=id)
            id = self.get(id).id
        self._shelf.remove(id)

    def fingerprint(self) -> str:
        """A hash that changes when any document changes, comes or goes; of the embedded corpus where it serves."""
        if self.is_empty:
            marks = {document.id: mark(document) for document in starter_documents()}
        else:
            marks = self._shelf.marks()
        lines = "\n".join(f"{id_} {value}" for id_, value in sorted(marks.items()))
        return hashlib.sha256(lines.encode()).hexdigest()

    def add(
        self, paths: Iterable[str | Path], catalog: Catalog | None = None, progress: Progress | None = None
    ) -> list[Outcome]:
        """Read files, and folders all the way down, and keep what can be read; one outcome for each file.

        No file's failure stops the others. A file added before under the same id is updated.
        """
        files = candidates(paths, catalog)
        outcomes: list[Outcome] = []
        for done, path in enumerate(files):
            if progress:
                progress(done, len(files), path.name)
            entry = catalog.entry_for(path) if catalog else None
            outcomes.append(self._add(path, lambda path=path, entry=entry: read_file(path, entry)))  # type: ignore[misc]
        if progress and files:
            progress(len(files), len(files), files[-1].name)
        return outcomes

    def add_starter(self) -> list[Outcome]:
        """Put the embedded corpus beside the other documents."""
        return [
            self._add(Path(name), lambda name=name, data=data: read_bytes(data, name))  # type: ignore[misc]
            for name, data in starter_files()
        ]

    def _add(self, path: Path, read: Callable[[], Document]) -> Outcome:
        try:
            document = self._with_free_id(read())
            status = self._keep(document)
        except OgpError as error:
            return Outcome(path, None, "failed", error)
        return Outcome(path, document.id, status, None, document.notes)

    def _keep(self, document: Document) -> Status:
        known = self._shelf.has(document.id)
        if known and self._shelf.marks().get(document.id) == mark(document):
            return "unchanged"
        self._shelf.save(document, mark(document))
        return "updated" if known else "added"

    def _with_free_id(self, document: Document) -> Document:
        """An inferred id that another file holds gets a number; a stated id is the document's own."""
        if "id" not in document.metadata.inferred:
            return document
        base, number = document.id, 1
        id_ = base
        while self._shelf.has(id_) and self._shelf.source(id_) != document.metadata.source:
            number += 1
            id_ = f"{base}-{number}"
        return replace(document, metadata=replace(document.metadata, id=id_))

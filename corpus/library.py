"""The documents somebody added: JSON files under the home folder, one a document.

Beside them are kept the earlier versions of documents that changed (`corpus/versions/`) and what is left of those that
were removed (`corpus/removed/`); neither answers anything.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Literal

from corpus.catalog import Catalog
from corpus.drafts import superseded
from corpus.errors import DocumentUnknown, IdTaken, LibraryDamaged, LibraryUnwritable, OgpError
from corpus.files import candidates
from corpus.model import Document
from corpus.read import read_file
from corpus.shelf import Shelf, mark
from corpus.starter_loader import starter_documents
from corpus.tombstones import Tombstone, Tombstones
from corpus.versions import Version, Versions, version_of

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

    def __init__(self, home: str | Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.home = Path(home)
        self._now = now
        self._shelf = Shelf(self.home / "corpus")
        self._versions = Versions(self.home / "corpus" / "versions")
        self._tombstones = Tombstones(self.home / "corpus" / "removed")

    @property
    def is_empty(self) -> bool:
        """Whether nobody has added a document."""
        return not self._shelf.ids()

    def documents(self) -> list[Document]:
        """The documents that answer, by id; the embedded corpus if there are none. Raises LibraryDamaged.

        A draft whose final report is here does not answer.
        """
        kept = self.kept()
        passed = superseded(kept)
        return [document for document in kept if document.id not in passed] if kept else starter_documents()

    def kept(self) -> list[Document]:
        """Every document somebody added, by id, those that do not answer too. Raises LibraryDamaged."""
        return [self._shelf.load(id_) for id_ in self._shelf.ids()]

    def superseded(self) -> dict[str, str]:
        """The drafts that do not answer: their ids → the ids of the final reports. Raises LibraryDamaged."""
        return superseded(self.kept())

    def get(self, id: str) -> Document:
        """The document of that id, or of that source file name; raises DocumentUnknown."""
        if self._shelf.has(id):
            return self._shelf.load(id)
        for document in self.kept() or starter_documents():
            if id in (document.id, document.metadata.source):
                return document
        raise DocumentUnknown(id=id)

    def remove(self, id: str) -> None:
        """Take one document (by id or source file name) out, with its earlier versions; raises DocumentUnknown."""
        if not self._shelf.has(id):
            if self.is_empty:
                raise DocumentUnknown(id=id)
            id = self.get(id).id
        self._tombstones.put(self._tombstone(id))
        self._shelf.remove(id)
        self._versions.forget(id)

    def removed(self) -> list[Tombstone]:
        """What was removed and not added again, by id. Raises LibraryDamaged."""
        return [tombstone for tombstone in self._tombstones.standing() if not self._shelf.has(tombstone.id)]

    def versions(self, id: str) -> list[Version]:
        """Every version of a document, the newest first; raises DocumentUnknown, LibraryDamaged."""
        document = self.get(id)
        if not self._shelf.has(document.id):  # of the embedded corpus
            return [
                Version(document.id, document.metadata.sha256, document.metadata.title, document.metadata.source, "")
            ]
        return [version_of(self._shelf.stored(document.id)), *self._versions.earlier(document.id)]

    def version(self, id: str, sha256: str) -> Document:
        """The version of a document whose SHA-256 begins with `sha256`; raises DocumentUnknown, VersionUnknown."""
        document = self.get(id)
        if sha256 and document.metadata.sha256.startswith(sha256.casefold()):
            return document
        return self._versions.load(document.id, sha256)

    def fingerprint(self) -> str:
        """A hash that changes when any document changes, comes or goes; of the embedded corpus where it
        serves."""
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
        adding = self._adding()
        outcomes: list[Outcome] = []
        for done, path in enumerate(files):
            if progress:
                progress(done, len(files), path.name)
            entry = catalog.entry_for(path) if catalog else None
            outcomes.append(adding.add(path, partial(read_file, path, entry)))
        if progress and files:
            progress(len(files), len(files), files[-1].name)
        return outcomes

    def add_starter(self) -> list[Outcome]:
        """Put the embedded corpus beside the other documents."""
        adding = self._adding()
        return [
            adding.add(Path(document.metadata.source), partial(_same, document)) for document in starter_documents()
        ]

    def _adding(self) -> _Adding:
        return _Adding(self._shelf, self._versions, self._tombstones, self._time)

    def _time(self) -> str:
        return self._now().isoformat(timespec="seconds")

    def _tombstone(self, id_: str) -> Tombstone:
        try:
            data = self._shelf.load(id_).metadata
        except LibraryDamaged:  # it can be removed all the same
            return Tombstone(id_, "", self._time(), "")
        return Tombstone(id_, data.title, self._time(), data.sha256, data.source, data.url or "")


class _Adding:
    """Files added in one go: which ids they took, so that none of them overwrites another."""

    def __init__(self, shelf: Shelf, versions: Versions, tombstones: Tombstones, time: Callable[[], str]) -> None:
        self._shelf = shelf
        self._versions = versions
        self._tombstones = tombstones
        self._time = time
        self._taken: dict[str, tuple[Path, str]] = {}  # id → (file, its SHA-256)

    def add(self, path: Path, read: Callable[[], Document]) -> Outcome:
        try:
            document = self._with_free_id(read())
            twin = self._taken.get(document.id)
            if twin and twin[1] != document.metadata.sha256:
                raise IdTaken(file=path.name, id=document.id, other=twin[0].name)
            status = "unchanged" if twin else self._keep(document)
        except OgpError as error:
            return Outcome(path, None, "failed", error)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            return Outcome(path, None, "failed", LibraryUnwritable(file=path.name, reason=reason))
        self._taken.setdefault(document.id, (path, document.metadata.sha256))
        return Outcome(path, document.id, status, None, document.notes)

    def _keep(self, document: Document) -> Status:
        value = mark(document)
        known = self._shelf.has(document.id)
        intact = known and _intact(self._shelf, document.id)
        if intact and self._shelf.mark(document.id) == value:
            return "unchanged"
        time = self._time()
        added = time
        if intact:
            before = self._shelf.stored(document.id)
            if before["document"]["metadata"]["sha256"] == document.metadata.sha256:
                added = str(before.get("added", ""))  # the same file, of which more or something else is known
            else:
                self._versions.keep(document.id, before, time)
        self._shelf.save(document, value, added)
        self._tombstones.lift(document.id)
        return "updated" if known else "added"

    def _with_free_id(self, document: Document) -> Document:
        """An inferred id that another file holds gets a number; a stated id is the document's own."""
        if "id" not in document.metadata.inferred:
            return document
        base, number = document.id, 1
        id_ = base
        while not self._is_free(id_, document):
            number += 1
            id_ = f"{base}-{number}"
        return replace(document, metadata=replace(document.metadata, id=id_))

    def _is_free(self, id_: str, document: Document) -> bool:
        """Free, or held by an earlier state of the same file (known by its name), or by the very same
        content."""
        if id_ in self._taken:
            return self._taken[id_][1] == document.metadata.sha256
        if not self._shelf.has(id_) or not _intact(self._shelf, id_):
            return True
        return self._shelf.source(id_) == document.metadata.source


def _intact(shelf: Shelf, id_: str) -> bool:
    try:
        shelf.load(id_)
    except OgpError:
        return False
    return True


def _same(document: Document) -> Document:
    return document

"""The documents somebody added: JSON files under the home folder, one a document.

Beside them are kept the earlier versions of documents that changed (`corpus/versions/`) and what is left of those that
were removed (`corpus/removed/`); neither answers anything.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from corpus.atomic import is_full, unwritable
from corpus.errors import DocumentUnknown, LibraryDamaged, NameShared
from corpus.library.adding import Adding, Outcome
from corpus.library.catalog import Catalog
from corpus.library.corrections import checked, corrected
from corpus.library.drafts import superseded
from corpus.library.file_locations import Places
from corpus.library.files import candidates, leads_out
from corpus.library.lock import held
from corpus.library.shelf import Shelf, mark, record_of
from corpus.library.starter import starter_documents
from corpus.library.tombstones import Tombstone, Tombstones, tombstone_of
from corpus.library.versions import Version, Versions, version_of
from corpus.model import Document, Metadata

Progress = Callable[[int, int, str], None]
"""Called with (files done, files in all, name of the file now read)."""


class Library:
    """The documents of one home folder; where it holds none, the embedded corpus stands in for them."""

    def __init__(self, home: str | Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.home = Path(home)
        self._now = now
        self._shelf = Shelf(self.home / "corpus")
        self._places = Places(self.home / "corpus" / ".places")
        self._versions = Versions(self.home / "corpus" / "versions")
        self._tombstones = Tombstones(self.home / "corpus" / "removed")

    @property
    def is_empty(self) -> bool:
        """Whether nobody has added a document."""
        return not self._shelf.ids()

    def documents(self) -> list[Document]:
        """The documents that answer, by id; the embedded corpus where nobody added any. What is damaged is left out.

        A draft whose final report is here does not answer.
        """
        if self.is_empty:
            return starter_documents()
        kept = self.kept()
        passed = superseded(kept)
        return [document for document in kept if document.id not in passed]

    def kept(self) -> list[Document]:
        """Every document somebody added that can be read back, by id, those that do not answer too."""
        found: list[Document] = []
        for id_ in self._shelf.ids():
            with suppress(LibraryDamaged):  # `damaged` tells of it
                found.append(self._shelf.load(id_))
        return found

    def damaged(self, *, check_sums: bool = True) -> list[LibraryDamaged]:
        """What is wrong with each stored document that cannot be read back: it is left out of everything. Without
        `check_sums` those are not compared, which is quicker."""
        found: list[LibraryDamaged] = []
        for id_ in self._shelf.ids():
            try:
                self._shelf.load(id_) if check_sums else self._shelf.stored(id_)
            except LibraryDamaged as error:
                found.append(error)
        return found

    def superseded(self) -> dict[str, str]:
        """The drafts that do not answer: their ids → the ids of the final reports."""
        return superseded(self.kept())

    def get(self, id: str) -> Document:
        """The document of that id, or of that source file name; raises DocumentUnknown, NameShared."""
        if self._shelf.has(id):
            return self._shelf.load(id)
        kept = starter_documents() if self.is_empty else self.kept()
        found = [document for document in kept if id in (document.id, document.metadata.source)]
        if len(found) > 1:
            raise NameShared(name=id, ids=", ".join(document.id for document in found))
        if not found:
            raise DocumentUnknown(id=id)
        return found[0]

    def remove(self, id: str) -> None:
        """Take one document (by id or source file name) out, with its earlier versions; raises DocumentUnknown."""
        if not self._shelf.has(id):
            if self.is_empty:
                raise DocumentUnknown(id=id)
            id = self.get(id).id
        with self._changing_even_when_full():
            metadata: Metadata | None = None
            with suppress(LibraryDamaged):  # it can be removed all the same
                metadata = self._shelf.load(id).metadata
            try:
                self._tombstones.put(tombstone_of(id, metadata, self._time()))
            except OSError as error:  # where there is no room for it, the document makes some
                if not is_full(error):
                    raise unwritable(id, error, self.home) from error
            self._shelf.remove(id)
            self._places.remove(id)
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
        return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()

    def add(
        self,
        paths: Iterable[str | Path],
        catalog: Catalog | None = None,
        progress: Progress | None = None,
        *,
        as_id: str | None = None,
        replace: bool = False,
    ) -> list[Outcome]:
        """Read files, and folders all the way down, and keep what can be read; one outcome for each file.

        No file's failure stops the others. A file that was added before from the same place updates its document; one
        of the same name from elsewhere is another document, unless `as_id` (for one file) says which it is to be. A
        stated id that another document has is refused without `replace`. Links inside a folder that lead out of it are
        not followed.
        """
        named = [Path(path) for path in paths]
        folders = [path for path in named if path.is_dir()]
        files = candidates(named, catalog)
        adding = self._adding(replace=replace)
        outcomes: list[Outcome] = []
        for done, path in enumerate(files):
            if progress:
                progress(done, len(files), path.name)
            if path not in named and leads_out(path, folders):
                outcomes.append(adding.refuse_link(path))
                continue
            outcomes.append(adding.add_file(path, catalog.entry_for(path) if catalog else None, as_id))
        if progress and files:
            progress(len(files), len(files), files[-1].name)
        return outcomes

    def correct(self, id: str, values: Mapping[str, str]) -> Document:
        """Say what a document is, in place of what was inferred; it stays said when the file is added again.

        Raises DocumentUnknown, FieldUnknown, ValueWrong, KindUnknown, LibraryDamaged, LibraryUnwritable.
        """
        said = checked(values)
        if self.is_empty:
            raise DocumentUnknown(id=id)
        id = self.get(id).id
        try:
            with held(self._shelf.folder):
                document = self._shelf.load(id)
                stored = self._shelf.stored(id)
                record = record_of(stored)
                document = replace(document, metadata=corrected(document.metadata, said))
                record = replace(record, corrected={**record.corrected, **said})
                self._shelf.save(document, mark(document), str(stored.get("added", "")), record)
        except OSError as error:
            raise unwritable(id, error, self.home) from error
        return document

    def add_starter(self) -> list[Outcome]:
        """Put the embedded corpus beside the other documents."""
        adding = self._adding()
        return [adding.add_made(document) for document in starter_documents()]

    @contextmanager
    def _changing_even_when_full(self) -> Iterator[None]:
        """As `held`; where the disk has no room for the lock, without it."""
        with ExitStack() as stack:
            try:
                stack.enter_context(held(self._shelf.folder))
            except OSError as error:
                if not is_full(error):
                    raise unwritable(self._shelf.folder.name, error, self.home) from error
            yield

    def _adding(self, *, replace: bool = False) -> Adding:
        return Adding(self._shelf, self._versions, self._tombstones, self._time, replace=replace)

    def _time(self) -> str:
        return self._now().isoformat(timespec="seconds")

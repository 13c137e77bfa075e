"""Files become documents of the library: which of them is a new state of a document, and which is another one.

A file is known by its place: what lies where a document's file lay is that document's new state, whatever it says now.
A file of the same name in another place is another document, unless it holds the very same content.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from corpus.atomic import unwritable
from corpus.errors import DocumentClosed, IdHeld, IdTaken, LibraryDamaged, LinkOutside, OgpError
from corpus.library.catalog import resolved
from corpus.library.file_locations import Place, Places
from corpus.library.lock import held
from corpus.library.shelf import Record, Shelf, mark, record_of
from corpus.library.states import Found, Source, States
from corpus.library.tombstones import Tombstones
from corpus.library.versions import Versions
from corpus.model import CLAIMED_ORIGIN, Document, Metadata

_CLAIMS = ("kind", "country", "cycle", "date")  # by which its words are told as somebody's
Status = Literal["added", "updated", "unchanged", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. `notes` are those of the document; `error` says why it failed; `metadata` is what is
    known of it now, and `namesake` the id of another document whose file has the same name, where that is news.
    `claimed` are the fields that the file alone says of itself: nobody who vouches for the file did. `forgotten` are
    those that were said of the document whose file lay there, and do not hold for this text: it is another one.
    """

    path: Path
    document_id: str | None
    status: Status
    error: OgpError | None = None
    notes: tuple[tuple[str, str], ...] = ()
    metadata: Metadata | None = None
    namesake: str | None = None
    claimed: tuple[str, ...] = ()
    forgotten: tuple[str, ...] = ()


class Adding:
    """Files added in one go: which ids they took, so that none of them overwrites another."""

    def __init__(
        self,
        shelf: Shelf,
        versions: Versions,
        tombstones: Tombstones,
        time: Callable[[], str],
        *,
        replace: bool = False,
        states: Callable[[Shelf, Places], States] = States,
    ) -> None:
        self._shelf = shelf
        self._versions = versions
        self._tombstones = tombstones
        self._time = time
        self._replaces = replace
        self._taken: dict[str, tuple[Path, str]] = {}  # id → (file, its SHA-256)
        self._places = Places(shelf.folder / ".places")
        self._states = states(shelf, self._places)

    def add_file(self, path: Path, entry: Mapping[str, str] | None, as_id: str | None = None) -> Outcome:
        """Read a file and keep it. `entry` is what a catalog says of it; `as_id` the document that it is to be."""
        return self._add(path, Source(str(resolved(path)), path, entry, as_id))

    def refuse_link(self, path: Path) -> Outcome:
        """What becomes of a link in a folder that leads out of it."""
        return Outcome(path, None, "failed", LinkOutside(file=path.name, target=str(resolved(path))))

    def add_made(self, document: Document) -> Outcome:
        """Keep a document that came along."""
        return self._add(Path(document.metadata.source), document)

    def _add(self, path: Path, what: Source | Document) -> Outcome:
        try:
            while True:
                known = self._states.known(what)
                found = self._states.read(what, known)
                with held(self._shelf.folder):
                    # Reading takes its time: what somebody said of the document meanwhile holds for this state too.
                    if self._states.known(what) == known:
                        return self._kept(path, found)
        except OgpError as error:
            return Outcome(path, None, "failed", error)
        except OSError as error:
            return Outcome(path, None, "failed", unwritable(path.name, error, self._shelf.folder.parent))

    def _kept(self, path: Path, found: Found) -> Outcome:
        record = found.record
        document, namesake = self._identified(found.document, found.known)
        if namesake is None:
            self._check_place(document, record, found.known)
        twin = self._taken.get(document.id)
        if twin and twin[1] != document.metadata.sha256:
            raise IdTaken(file=path.name, id=document.id, other=twin[0].name)
        status: Status = "unchanged" if twin else self._keep(document, record)
        self._taken.setdefault(document.id, (path, document.metadata.sha256))
        told = namesake if status == "added" else None
        claimed = _claimed(document.metadata, record) if record.path else ()
        return Outcome(
            path, document.id, status, None, document.notes, document.metadata, told, claimed, found.forgotten
        )

    def _check_place(self, document: Document, record: Record, known: str | None) -> None:
        """Raises IdHeld where the document would take the place of another: of other content, from another file."""
        if self._replaces or known == document.id or document.id in self._taken or not self._shelf.has(document.id):
            return
        if not _intact(self._shelf, document.id):
            self._check_damaged(document, record)
            return
        stored = self._shelf.stored(document.id)
        place = record_of(stored).path
        metadata = stored["document"]["metadata"]
        if metadata["sha256"] == document.metadata.sha256 or place == record.path:
            return
        if not place and metadata["source"] == document.metadata.source:
            return  # most likely an earlier state of this one; nobody knows where its file lay
        raise IdHeld(file=document.metadata.source, id=document.id, other=place or metadata["source"])

    def _check_damaged(self, document: Document, record: Record) -> None:
        """Raises IdHeld where the damaged document of that id came from another file."""
        was = self._places.get(document.id)
        if was is None or was.sha256 == document.metadata.sha256 or was.path == record.path:
            return
        raise IdHeld(file=document.metadata.source, id=document.id, other=was.path or was.source)

    def _keep(self, document: Document, record: Record) -> Status:
        value = mark(document)
        known = self._shelf.has(document.id)
        intact = known and _intact(self._shelf, document.id)
        time = self._time()
        added = time
        if intact:
            before = self._shelf.stored(document.id)
            earlier = record_of(before)
            same_file = before["document"]["metadata"]["sha256"] == document.metadata.sha256
            if same_file:
                added = str(before.get("added", ""))  # the same file, of which more or something else is known
                if earlier.path and Path(earlier.path).exists():
                    record = replace(record, path=earlier.path)  # this one is a copy
            if before["mark"] == value:
                if record != earlier:
                    self._save(document, value, added, record)
                return "unchanged"
            if not same_file:
                self._versions.keep(document.id, before, time)
        elif known:
            self._shelf.set_aside(document.id, time)
        self._save(document, value, added, record)
        self._tombstones.lift(document.id)
        return "updated" if known else "added"

    def _save(self, document: Document, mark_: str, added: str, record: Record) -> None:
        self._shelf.save(document, mark_, added, record)
        metadata = document.metadata
        self._places.put(Place(document.id, record.path, metadata.source, metadata.sha256))

    def _identified(self, document: Document, known: str | None) -> tuple[Document, str | None]:
        """The document under its own id: the stated one, else that of the document whose file lay there, else one made
        from the file's name, with a number where another document has it. And a document of the same file name."""
        if "id" not in document.metadata.inferred:
            return document, None
        if known and known not in self._taken:
            return _named(document, known), None
        base, number, namesake = document.id, 1, None
        id_ = base
        while not self._is_free(id_, document):
            if namesake is None and self._shelf.has(id_) and self._source(id_) == document.metadata.source:
                namesake = id_
            number += 1
            id_ = f"{base}-{number}"
        return _named(document, id_), namesake

    def _is_free(self, id_: str, document: Document) -> bool:
        """Free, or held by the very same content, or by a document of that file name and title of which nobody knows
        where its file lay: an earlier state of this one, most likely."""
        if id_ in self._taken:
            return self._taken[id_][1] == document.metadata.sha256
        if not self._shelf.has(id_):
            return True
        try:
            stored = self._shelf.stored(id_)
            self._shelf.load(id_)
        except DocumentClosed:
            return False  # nobody knows what it is, and it may be back in a moment
        except LibraryDamaged:
            was = self._places.get(id_)
            return was is None or (was.source, was.sha256) == (document.metadata.source, document.metadata.sha256)
        kept = stored["document"]["metadata"]
        if kept["source"] != document.metadata.source:
            return False
        if kept["sha256"] == document.metadata.sha256:
            return True
        return not record_of(stored).path and kept["title"] == document.metadata.title

    def _source(self, id_: str) -> str:
        was = self._places.get(id_)
        if was is not None:
            return was.source
        try:
            return self._shelf.source(id_)
        except LibraryDamaged:
            return ""


def _named(document: Document, id_: str) -> Document:
    return replace(document, metadata=replace(document.metadata, id=id_))


def _claimed(metadata: Metadata, record: Record) -> tuple[str, ...]:
    said = [name for name in _CLAIMS if getattr(metadata, name) and name not in metadata.inferred]
    return tuple(n for n in (*said, CLAIMED_ORIGIN) if n not in record.values and (n in said or n in metadata.doubtful))


def _intact(shelf: Shelf, id_: str) -> bool:
    """Raises DocumentClosed where nobody can tell now."""
    try:
        shelf.load(id_)
    except DocumentClosed:
        raise
    except LibraryDamaged:
        return False
    return True

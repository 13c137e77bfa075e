"""Which document a file is a state of, and whether what was said of that document holds for this state."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corpus.errors import DocumentClosed, LibraryDamaged, OgpError
from corpus.library.file_locations import Place, Places
from corpus.library.same_document import is_same
from corpus.library.shelf import Record, Shelf, record_of
from corpus.model import Document
from corpus.read import read_file


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read. `entry` and `as_id` as for `Adding.add_file`."""

    place: str
    path: Path
    entry: Mapping[str, str] | None
    as_id: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """The document whose place a file has, and its record."""

    id: str | None
    record: Record


@dataclass(frozen=True, slots=True)
class Found:
    """What was read of a file, and what is said of it."""

    document: Document
    record: Record
    known: str | None
    forgotten: tuple[str, ...] = ()


class States:
    """Looks up a library while another process may change it."""

    def __init__(self, shelf: Shelf, places: Places) -> None:
        self._shelf = shelf
        self._places = places
        self._by_place: dict[str, str] | None = None
        self._stamp = 0
        self._older: dict[str, Place] = {}  # of documents stored before places were written down

    def known(self, what: Source | Document) -> Known:
        """Which document this is a state of, as far as its place tells. Raises DocumentClosed."""
        if isinstance(what, Document):
            return Known(None, Record())
        id_ = what.as_id or self._at(what.place)
        return Known(id_, self._record(id_) if id_ else Record())

    def _record(self, id_: str) -> Record:
        if not self._shelf.has(id_):
            return Record()
        try:
            return record_of(self._shelf.stored(id_))
        except DocumentClosed:
            raise
        except LibraryDamaged:
            return Record()  # adding its file again mends it

    def _at(self, place: str) -> str | None:
        """The document whose file lay there."""
        stamp = self._places.stamp()
        if self._by_place is None or stamp != self._stamp:
            self._by_place = {one.path: id_ for id_, one in self._all_places().items() if one.path}
            self._stamp = stamp
        return self._by_place.get(place)

    def _all_places(self) -> dict[str, Place]:
        """Those of documents stored before places were written down are looked up in the documents."""
        written = self._places.all()
        found = {id_: written[id_] for id_ in self._shelf.ids() if id_ in written}
        for id_ in self._shelf.ids():
            if id_ not in found:
                if id_ not in self._older:
                    with suppress(OgpError):
                        self._older[id_] = _place_of(self._shelf.stored(id_))
                if id_ in self._older:
                    found[id_] = self._older[id_]
        return found

    def read(self, what: Source | Document, known: Known) -> Found:
        """The document, and what is said of it. Raises ReadError."""
        if isinstance(what, Document):
            return Found(what, known.record, known.id)
        said = known.record.stated if what.entry is None else what.entry
        record = replace(known.record, path=what.place, stated=dict(said))
        given = {"id": what.as_id} if what.as_id else {}
        document = read_file(what.path, {**record.values, **given})
        inherited = {**({} if what.entry is not None else known.record.stated), **known.record.corrected}
        if known.id is None or what.as_id or self._goes_on(known.id, document):
            return Found(document, record, known.id)
        # Another text in the place of that document: what somebody said was not said of this one.
        if (moved := self._moved(document.metadata.sha256)) is not None:
            record = replace(self._record(moved), path=what.place)
            return Found(read_file(what.path, record.values), record, moved)
        if not inherited:
            return Found(document, record, known.id)
        record = Record(what.place, dict(what.entry or {}))
        forgotten = tuple(sorted(inherited.keys() - record.stated.keys() - {"id"}))
        return Found(read_file(what.path, record.values), record, known.id, forgotten)

    def _moved(self, sha256: str) -> str | None:
        """The document of the very same content whose own place has another one now, or none."""
        same = (one for one in self._all_places().values() if one.sha256 == sha256)
        return next((one.id for one in same if _sha256(Path(one.path)) != sha256), None)

    def _goes_on(self, id_: str, document: Document) -> bool:
        try:
            earlier = self._shelf.load(id_)
        except LibraryDamaged:
            return True  # nothing tells of the earlier one
        return earlier.metadata.sha256 == document.metadata.sha256 or is_same(earlier, document)


def _place_of(stored: Mapping[str, Any]) -> Place:
    metadata = stored["document"]["metadata"]
    return Place(str(metadata["id"]), record_of(stored).path, str(metadata["source"]), str(metadata["sha256"]))


def _sha256(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None

"""Documents on disk: `<id>.json` each, written aside and put in place by one rename, with the record of their files."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.atomic import write_json
from corpus.errors import DocumentClosed, LibraryDamaged
from corpus.model import Document


@dataclass(frozen=True, slots=True)
class Record:
    """`path` is the file's place when it was added, "" where that is not known (a document that came along, or one
    stored before places were kept). `stated` is what a catalog said of the file, `corrected` what a person said since:
    both hold when the file is added again. A corrected value of "" says that nothing is known.
    """

    path: str = ""
    stated: Mapping[str, str] = field(default_factory=dict)
    corrected: Mapping[str, str] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, str]:
        return {**self.stated, **self.corrected}

    def to_json(self) -> dict[str, Any]:
        return {"path": self.path, "stated": dict(self.stated), "corrected": dict(self.corrected)}


def record_of(stored: Mapping[str, Any]) -> Record:
    """The record in a stored document; an empty one in those stored before there were any."""
    data = stored.get("record")
    if not isinstance(data, dict):
        return Record()
    texts = {
        name: {str(key): str(value) for key, value in dict(data.get(name) or {}).items()}
        for name in ("stated", "corrected")
    }
    return Record(str(data.get("path", "")), texts["stated"], texts["corrected"])


_FORMAT = 1
_SAFE = re.compile(r"[a-z0-9][a-z0-9._-]{0,150}")


def mark(document: Document) -> str:
    """A hash of everything the document holds, metadata too."""
    data = json.dumps(document.to_json(), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()


def is_text(document: Document) -> bool:
    """Whether all of it can be written as UTF-8; names of files that are no text were stored as they came, once."""
    try:
        json.dumps(document.to_json(), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


class Shelf:
    """One folder of documents. It is made when the first document is saved, never by reading."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def ids(self) -> list[str]:
        """Ids of the documents on the shelf, sorted."""
        return sorted(self._index())

    def has(self, id_: str) -> bool:
        """Whether the id is taken, be it by something that cannot be read."""
        return os.path.lexists(self._path(id_))

    def source(self, id_: str) -> str:
        """Source file name of a document."""
        return str(self._read(id_)["document"]["metadata"]["source"])

    def mark(self, id_: str) -> str:
        """The hash of a document as it was saved."""
        return str(self._read(id_)["mark"])

    def marks(self) -> dict[str, str]:
        """The hash of each document, by id; of one that cannot be read, that it is so."""
        found: dict[str, str] = {}
        for id_ in self.ids():
            try:
                found[id_] = self.mark(id_)
            except LibraryDamaged:
                found[id_] = "damaged"
        return found

    def load(self, id_: str) -> Document:
        """Read one document back; raises LibraryDamaged."""
        return document_of(self._read(id_), self._path(id_).name)

    def save(self, document: Document, mark_: str, added: str, record: Record) -> None:
        """Put a document on the shelf; `added` is the time (ISO 8601). Raises OSError."""
        data = {"format": _FORMAT, "id": document.id, "mark": mark_, "added": added, "record": record.to_json()}
        write_json(self._path(document.id), {**data, "document": document.to_json()})

    def stored(self, id_: str) -> dict[str, Any]:
        """A document as its file has it; raises LibraryDamaged."""
        return self._read(id_)

    def set_aside(self, id_: str, time: str) -> None:
        """Keep a damaged document beside the others before something takes its place. Raises OSError."""
        aside = self.folder / "damaged"
        aside.mkdir(exist_ok=True)
        name = "".join(c if c.isalnum() else "-" for c in time)
        self._path(id_).replace(aside / f"{file_stem(id_)}.{name}")

    def remove(self, id_: str) -> None:
        self._path(id_).unlink(missing_ok=True)
        for aside in (self.folder / "damaged").glob("*"):
            if aside.stem == file_stem(id_):
                aside.unlink(missing_ok=True)

    def _index(self) -> dict[str, Path]:
        """Ids by the names of the files; no file is opened."""
        if not self.folder.is_dir():
            return {}
        return {_id_of(path): path for path in self.folder.glob("*.json") if not path.name.startswith(".")}

    def _path(self, id_: str) -> Path:
        return self.folder / f"{file_stem(id_)}.json"

    def _read(self, id_: str) -> dict[str, Any]:
        data = read_stored(self._path(id_))
        if data.get("id", id_) != id_:  # a sound file in the place of another
            raise LibraryDamaged(file=self._path(id_).name, reason=f"it holds the document {data['id']}")
        return data


def read_stored(path: Path) -> dict[str, Any]:
    """What a file of the shelf holds; raises LibraryDamaged, and DocumentClosed where it cannot be read for now."""
    try:
        data = json.loads(path.read_text("utf-8", errors="surrogatepass"))
    except OSError as error:
        raise DocumentClosed(file=path.name, reason=error.strerror or type(error).__name__) from error
    except ValueError as error:
        raise LibraryDamaged(file=path.name, reason=str(error)) from error
    if not isinstance(data, dict) or "document" not in data or "mark" not in data:
        raise LibraryDamaged(file=path.name, reason="fields are missing")
    return data


def document_of(data: dict[str, Any], file: str) -> Document:
    """The document in what a file of the shelf holds; raises LibraryDamaged."""
    try:
        document = Document.from_json(data["document"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise LibraryDamaged(file=file, reason=type(error).__name__) from error
    if mark(document) != data.get("mark"):
        raise LibraryDamaged(file=file, reason="its check sum does not match")
    if not is_text(document):
        raise LibraryDamaged(file=file, reason="it holds characters that are no text")
    return document


def file_stem(id_: str) -> str:
    """A file name for an id; what is not plain is written in hexadecimal after a percent sign."""
    if _SAFE.fullmatch(id_):
        return id_
    return "%" + id_.encode("utf-8", "surrogatepass").hex()


def _id_of(path: Path) -> str:
    stem = path.name.removesuffix(".json")
    if stem.startswith("%"):
        try:
            return bytes.fromhex(stem[1:]).decode("utf-8", "surrogatepass")
        except ValueError:
            return stem
    return stem

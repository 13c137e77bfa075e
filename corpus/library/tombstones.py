"""What is left of documents that were removed: that they were here, and which file they were. Not their text."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.atomic import write_json
from corpus.errors import LibraryDamaged
from corpus.library.shelf import file_stem
from corpus.model import Metadata


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A document that was removed. `removed` is the time (ISO 8601); `sha256` is of the file's bytes, "" where the
    stored document was damaged; `url` is where it was published, "" where nobody said.
    """

    id: str
    title: str
    removed: str
    sha256: str
    source: str = ""
    url: str = ""


def tombstone_of(id_: str, metadata: Metadata | None, time: str) -> Tombstone:
    """The stone of a document that is removed at `time`; without `metadata` it was damaged."""
    if metadata is None:
        return Tombstone(id_, "", time, "")
    return Tombstone(id_, metadata.title, time, metadata.sha256, metadata.source, metadata.url or "")


class Tombstones:
    """One folder, in it a file for each removed document."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, tombstone: Tombstone) -> None:
        """Raises OSError."""
        write_json(self._path(tombstone.id), asdict(tombstone))

    def standing(self) -> list[Tombstone]:
        """All of them by id; raises LibraryDamaged."""
        return sorted((_read(path) for path in self._files()), key=lambda tombstone: tombstone.id)

    def lift(self, id_: str) -> None:
        """The document is here again."""
        self._path(id_).unlink(missing_ok=True)

    def _path(self, id_: str) -> Path:
        return self._folder / f"{file_stem(id_)}.json"

    def _files(self) -> list[Path]:
        return [path for path in self._folder.glob("*.json") if not path.name.startswith(".")]


def _read(path: Path) -> Tombstone:
    try:
        return Tombstone(**json.loads(path.read_text("utf-8", errors="surrogatepass")))
    except (OSError, ValueError, TypeError) as error:
        raise LibraryDamaged(file=path.name, reason=type(error).__name__) from error

"""Where the files of documents lay, beside the documents: so that it is known whose an id is when the document itself
cannot be read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from corpus.atomic import write_json
from corpus.library.shelf import file_stem


@dataclass(frozen=True, slots=True)
class Place:
    """`path` is the file's place, "" where that is not known; `source` its name; `sha256` is of its bytes."""

    id: str
    path: str
    source: str
    sha256: str


class Places:
    """One hidden folder, in it a small file for each document."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, place: Place) -> None:
        """Raises OSError."""
        if self.get(place.id) != place:
            data = {"id": place.id, "path": place.path, "source": place.source, "sha256": place.sha256}
            write_json(self._file(place.id), data)

    def get(self, id_: str) -> Place | None:
        """None where nobody wrote it down, or it cannot be read."""
        return _read(self._file(id_))

    def all(self) -> dict[str, Place]:
        """By id."""
        if not self._folder.is_dir():
            return {}
        found = (_read(path) for path in self._folder.iterdir() if not path.name.startswith("."))
        return {place.id: place for place in found if place is not None}

    def stamp(self) -> int:
        """Changes when any place does; 0 while there is none."""
        try:
            return self._folder.stat().st_mtime_ns
        except OSError:
            return 0

    def remove(self, id_: str) -> None:
        self._file(id_).unlink(missing_ok=True)

    def _file(self, id_: str) -> Path:
        return self._folder / file_stem(id_)


def _read(path: Path) -> Place | None:
    try:
        data = json.loads(path.read_text("utf-8", errors="surrogatepass"))
        return Place(*(str(data[name]) for name in ("id", "path", "source", "sha256")))
    except (OSError, ValueError, KeyError, TypeError):
        return None

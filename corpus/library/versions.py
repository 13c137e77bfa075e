"""Earlier versions of documents: what a document was before its file changed. They answer nothing, but can be read."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.atomic import write_json
from corpus.errors import LibraryDamaged, VersionUnknown
from corpus.library.shelf import document_of, file_stem, read_stored
from corpus.model import Document


@dataclass(frozen=True, slots=True)
class Version:
    """One version. `sha256` is of the file's bytes; `added` and `replaced` are times (ISO 8601), "" where not known:
    the newest version has not been replaced.
    """

    id: str
    sha256: str
    title: str
    source: str
    added: str
    replaced: str = ""


class Versions:
    """One folder, in it a folder for each document that ever changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, id_: str, stored: dict[str, Any], replaced: str) -> None:
        """Keep a document as its file on the shelf had it; raises OSError."""
        sha256 = str(stored["document"]["metadata"]["sha256"])
        write_json(self._of(id_) / f"{file_stem(sha256)}.json", {**stored, "replaced": replaced})

    def earlier(self, id_: str) -> list[Version]:
        """The earlier versions of a document, the latest first; raises LibraryDamaged."""
        found = [version_of(read_stored(path)) for path in self._files(id_)]
        return sorted(found, key=lambda version: (version.replaced, version.sha256), reverse=True)

    def load(self, id_: str, sha256: str) -> Document:
        """The version whose SHA-256 begins with `sha256`; raises VersionUnknown, LibraryDamaged."""
        for version in self.earlier(id_):
            if sha256 and version.sha256.startswith(sha256.casefold()):
                path = self._of(id_) / f"{file_stem(version.sha256)}.json"
                return document_of(read_stored(path), path.name)
        raise VersionUnknown(id=id_, sha256=sha256)

    def forget(self, id_: str) -> None:
        """Delete the earlier versions of a document."""
        shutil.rmtree(self._of(id_), ignore_errors=True)

    def _of(self, id_: str) -> Path:
        return self._folder / file_stem(id_)

    def _files(self, id_: str) -> list[Path]:
        return sorted(path for path in self._of(id_).glob("*.json") if not path.name.startswith("."))


def version_of(stored: dict[str, Any]) -> Version:
    """What a stored document says of itself; raises LibraryDamaged."""
    try:
        data = stored["document"]["metadata"]
        return Version(
            id=str(data["id"]),
            sha256=str(data["sha256"]),
            title=str(data["title"]),
            source=str(data["source"]),
            added=str(stored.get("added", "")),
            replaced=str(stored.get("replaced", "")),
        )
    except (KeyError, TypeError) as error:
        raise LibraryDamaged(file="json", reason="fields are missing") from error

"""The folder of fetched files: for each document its file, what is known of it, and what came of one not yet whole."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

from corpus.atomic import write_json
from corpus.library.shelf import file_stem

R = TypeVar("R", "Fetched", "Partial")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What is known of a file that is here. `url` is the catalog's address, `from_url` the one that answered; `etag`
    and `last_modified` are as the site gave them ("" if it did not); the times are ISO 8601.
    """

    file: str
    url: str
    from_url: str
    etag: str
    last_modified: str
    sha256: str
    bytes: int
    fetched: str
    checked: str


@dataclass(frozen=True, slots=True)
class Partial:
    """What is known of a file of which a part is here. `total` is its whole size, 0 where the site did not say."""

    url: str
    from_url: str
    etag: str
    last_modified: str
    total: int

    @property
    def validator(self) -> str:
        """What tells the site that it must still be the same file; "" where nothing does, so that it starts anew."""
        return "" if self.etag.startswith("W/") else self.etag or self.last_modified


class Place:
    """Where one document's file is kept: `<home>/fetched/<id>/`. Reading makes nothing."""

    def __init__(self, home: Path, id_: str, file: str) -> None:
        self.folder = home / "fetched" / file_stem(id_)
        self.file = self.folder / file
        self.part = self.folder / f"{file}.part"

    def fetched(self, url: str) -> Fetched | None:
        """What is known of the file, if it is here, whole, and was asked for at `url`."""
        known = _read(self.folder / "manifest.json", Fetched)
        if known is None or known.url != url or known.file != self.file.name:
            return None
        try:
            return known if sha256_of(self.file) == known.sha256 else None
        except OSError:
            return None

    def partial(self, url: str) -> tuple[Partial, int] | None:
        """What is known of the part that is here, and its bytes; None where it cannot be gone on with."""
        known = _read(self.folder / "part.json", Partial)
        size = self.part.stat().st_size if self.part.is_file() else 0
        if known is None or known.url != url or not known.validator or not size:
            return None
        return known, size

    def begin(self, known: Partial) -> None:
        """Note what is about to come; raises OSError."""
        self.discard()
        write_json(self.folder / "part.json", asdict(known))

    def discard(self) -> None:
        """Forget the part."""
        self.part.unlink(missing_ok=True)
        (self.folder / "part.json").unlink(missing_ok=True)

    def finish(self, known: Fetched) -> None:
        """Put the whole part in the file's place; raises OSError."""
        self.part.replace(self.file)
        write_json(self.folder / "manifest.json", asdict(known))
        self.discard()

    def note(self, known: Fetched) -> None:
        """Note that the file was found unchanged; raises OSError."""
        write_json(self.folder / "manifest.json", asdict(known))


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read(path: Path, kind: type[R]) -> R | None:
    """A manifest; None where it is not there or not whole, for then the file is simply fetched anew."""
    try:
        data: Any = json.loads(path.read_text("utf-8"))
        known = kind(**data)
        whole = all(type(getattr(known, key)) is (int if key in ("bytes", "total") else str) for key in data)
        return known if whole else None
    except (OSError, ValueError, TypeError):
        return None


@dataclass(frozen=True, slots=True)
class Download:
    """What came of one document: `changed` is False where the file was here and is still the newest."""

    known: Fetched
    changed: bool
    resumed: bool = False

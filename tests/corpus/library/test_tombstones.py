"""What is left of documents that were removed."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from library_makers import WORDS, Days, add

from corpus.errors import LibraryUnwritable
from corpus.library.library import Library
from corpus.library.tombstones import Tombstone, Tombstones


def test_what_is_removed_leaves_a_stone_and_nothing_to_read(home: Path, tmp_path: Path) -> None:
    library = Library(home, Days())
    add(library, tmp_path, f"{WORDS} uno")
    add(library, tmp_path, WORDS, "boyas.txt")
    before = library.fingerprint()
    sha256 = add(library, tmp_path, f"{WORDS} dos")
    title = library.get("faros").metadata.title
    library.remove("faros.txt")
    stone = library.removed()[0]
    assert (stone.id, stone.title, stone.sha256, stone.source) == ("faros", title, sha256, "faros.txt")
    assert stone.removed.startswith("2026-03-")
    assert [document.id for document in library.documents()] == ["boyas"] and library.fingerprint() != before
    left = "".join(path.read_text("utf-8") for path in home.rglob("*faros*") if path.is_file())
    assert "uno" not in left and not list((home / "corpus" / "versions").rglob("*.json"))


def test_what_is_added_again_has_no_stone(home: Path, tmp_path: Path) -> None:
    library = Library(home)
    add(library, tmp_path, WORDS)
    library.remove("faros")
    add(library, tmp_path, WORDS)
    assert library.removed() == [] and len(library.versions("faros")) == 1


def test_a_damaged_document_can_be_removed(home: Path, tmp_path: Path) -> None:
    library = Library(home)
    add(library, tmp_path, WORDS)
    (home / "corpus" / "faros.json").write_text("{", encoding="utf-8")
    library.remove("faros")
    assert library.is_empty and [(stone.id, stone.sha256) for stone in library.removed()] == [("faros", "")]


def test_a_full_disk_does_not_keep_a_document(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = Library(home)
    add(library, tmp_path, WORDS)

    def put(self: Tombstones, tombstone: Tombstone) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(Tombstones, "put", put)
    code = errno.EACCES
    with pytest.raises(LibraryUnwritable):
        library.remove("faros")
    assert not library.is_empty
    code = errno.ENOSPC
    library.remove("faros")
    assert library.is_empty


def test_what_was_set_aside_goes_too(home: Path, tmp_path: Path) -> None:
    library = Library(home)
    add(library, tmp_path, WORDS)
    (home / "corpus" / "faros.json").write_text("{", encoding="utf-8")
    add(library, tmp_path, WORDS)
    assert len([*(home / "corpus" / "damaged").iterdir()]) == 1
    library.remove("faros")
    assert not [*(home / "corpus" / "damaged").iterdir()]

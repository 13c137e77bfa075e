"""Earlier versions of documents, and what is left of those that were removed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from library_makers import WORDS, Days, add

from corpus.errors import DocumentUnknown, LibraryDamaged, VersionUnknown
from corpus.library.library import Library


def test_an_earlier_version_is_kept_beside_the_newest(home: Path, tmp_path: Path) -> None:
    library = Library(home, Days())
    hashes = [add(library, tmp_path, f"{WORDS} {word}") for word in ("uno", "dos", "tres")]
    versions = library.versions("faros")
    assert [version.sha256 for version in versions] == hashes[::-1]
    assert versions[0].replaced == "" and versions[0].added[:10] > versions[1].added[:10] > versions[2].added[:10]
    assert versions[1].replaced == versions[0].added and versions[2].replaced == versions[1].added
    for sha256, word in zip(hashes, ("uno", "dos", "tres"), strict=True):
        assert library.version("faros", sha256[:10].upper()).text.endswith(word)


def test_only_the_newest_answers(home: Path, tmp_path: Path) -> None:
    library = Library(home)
    add(library, tmp_path, f"{WORDS} uno")
    before = library.fingerprint()
    add(library, tmp_path, f"{WORDS} dos")
    assert [document.text[-3:] for document in library.documents()] == ["dos"] and library.fingerprint() != before


def test_what_did_not_change_makes_no_version(home: Path, tmp_path: Path) -> None:
    library = Library(home, Days())
    for _ in range(3):
        add(library, tmp_path, WORDS)
    assert len(library.versions("faros")) == 1 and not (home / "corpus" / "versions").exists()


def test_a_version_nobody_has(home: Path, tmp_path: Path) -> None:
    library = Library(home)
    add(library, tmp_path, WORDS)
    for sha256 in ("ffff0000", "", "../faros"):
        with pytest.raises(VersionUnknown):
            library.version("faros", sha256)
    with pytest.raises(DocumentUnknown):
        library.versions("boyas")


def test_a_damaged_version_is_told(home: Path, tmp_path: Path) -> None:
    library = Library(home)
    sha256 = add(library, tmp_path, f"{WORDS} uno")
    add(library, tmp_path, f"{WORDS} dos")
    path = next((home / "corpus" / "versions").rglob("*.json"))
    data = json.loads(path.read_text("utf-8"))
    data["document"]["text"] = "otra cosa"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(LibraryDamaged):
        library.version("faros", sha256)
    path.write_text("{", encoding="utf-8")
    with pytest.raises(LibraryDamaged):
        library.versions("faros")


def test_a_document_stored_before_there_were_versions_is_read(home: Path, tmp_path: Path) -> None:
    library = Library(home)
    first = add(library, tmp_path, f"{WORDS} uno")
    path = home / "corpus" / "faros.json"
    data = json.loads(path.read_text("utf-8"))
    del data["added"]
    path.write_text(json.dumps(data), encoding="utf-8")
    assert library.versions("faros")[0].added == ""
    add(library, tmp_path, f"{WORDS} dos")
    assert library.version("faros", first).text.endswith("uno")


def test_the_embedded_corpus_has_one_version_of_each(home: Path) -> None:
    library = Library(home)
    document = library.documents()[0]
    assert [version.sha256 for version in library.versions(document.id)] == [document.metadata.sha256]
    assert library.version(document.id, document.metadata.sha256[:8]) == document


def test_looking_makes_nothing(home: Path) -> None:
    library = Library(home)
    assert library.removed() == [] and library.superseded() == {} and library.kept() == []
    assert not (home / "corpus").exists()

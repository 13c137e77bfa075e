"""The library of a home folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from makers import check, pdf_bytes

from corpus.errors import (
    DocumentUnknown,
    FileEmpty,
    FileMissing,
    FileTooLarge,
    FormatUnknown,
    IdTaken,
    LibraryDamaged,
    NoText,
)
from corpus.library.catalog import load_catalog
from corpus.library.library import Library
from corpus.library.starter import starter_documents

WORDS = "El registro de faros de Zoratama se publica cada mes en un sitio abierto a todas las personas."


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    (folder / "more").mkdir(parents=True)
    (folder / "faros.txt").write_text(WORDS, encoding="utf-8")
    (folder / "more" / "boyas.md").write_text(f"# Boyas\n\n{WORDS}", encoding="utf-8")
    return folder


def test_an_empty_library_serves_the_embedded_corpus(home: Path) -> None:
    library = Library(home)
    assert library.is_empty
    assert library.documents() == starter_documents()
    assert not (home / "corpus").exists(), "reading makes nothing"


def test_folders_are_read_all_the_way_down_and_nothing_stops_the_rest(home: Path, files: Path) -> None:
    (files / "empty.txt").write_text("", encoding="utf-8")
    (files / "scan.pdf").write_bytes(pdf_bytes([[], []]))
    (files / "sheet.ods").write_bytes(b"PK\x03\x04")
    (files / ".hidden.txt").write_text(WORDS, encoding="utf-8")
    (files / "catalog.toml").write_text("", encoding="utf-8")
    seen: list[tuple[int, int, str]] = []
    outcomes = Library(home).add([files, files / "none.txt"], progress=lambda *step: seen.append(step))
    assert [(outcome.path.name, outcome.status, type(outcome.error)) for outcome in outcomes] == [
        ("empty.txt", "failed", FileEmpty),
        ("faros.txt", "added", type(None)),
        ("scan.pdf", "failed", NoText),
        ("sheet.ods", "failed", FormatUnknown),
        ("boyas.md", "added", type(None)),
        ("none.txt", "failed", FileMissing),
    ]
    assert all(outcome.path.name in str(outcome.error) for outcome in outcomes if outcome.error)
    assert [step[0] for step in seen] == list(range(7)) and {step[1] for step in seen} == {6}


def test_documents_come_back_as_they_were(home: Path, files: Path) -> None:
    Library(home).add([files])
    library = Library(home)
    assert [document.id for document in library.documents()] == ["boyas", "faros"]
    for document in library.documents():
        check(document)
    assert library.get("faros") == library.get("faros.txt")
    assert library.get("faros").text == WORDS


def test_adding_again_updates(home: Path, files: Path) -> None:
    library = Library(home)
    library.add([files])
    before = library.fingerprint()
    assert {outcome.status for outcome in library.add([files])} == {"unchanged"}
    assert library.fingerprint() == before
    (files / "faros.txt").write_text(WORDS + " Y hoy también.", encoding="utf-8")
    assert [outcome.status for outcome in library.add([files / "faros.txt"])] == ["updated"]
    assert library.fingerprint() != before and len(library.documents()) == 2


def test_two_files_of_one_name_are_two_documents(home: Path, tmp_path: Path) -> None:
    paths = [tmp_path / folder / "plan.txt" for folder in ("a", "b", "c")]
    for path, words in zip(paths, ("uno", "dos", "dos"), strict=True):
        path.parent.mkdir()
        path.write_text(f"{WORDS} {words}", encoding="utf-8")
    library = Library(home)
    for _ in range(2):
        assert [outcome.document_id for outcome in library.add(paths)] == ["plan", "plan-2", "plan-2"]
    assert len(library.documents()) == 2


def test_two_files_that_state_one_id_are_not_merged(home: Path, tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(f'+++\nid = "same"\n+++\n{name} {WORDS}', encoding="utf-8")
    outcomes = Library(home).add([tmp_path / "a.md", tmp_path / "b.md"])
    assert [outcome.status for outcome in outcomes] == ["added", "failed"]
    assert isinstance(outcomes[1].error, IdTaken)


def test_a_catalog_says_what_files_are(home: Path, files: Path) -> None:
    (files / "catalog.toml").write_text(
        '[[document]]\nfile = "faros.txt"\nid = "zz-faros"\ntitle = "Los faros"\nkind = "guide"\nlanguage = "es"\n',
        encoding="utf-8",
    )
    library = Library(home)
    library.add([files], load_catalog(files / "catalog.toml"))
    metadata = library.get("zz-faros").metadata
    assert (metadata.title, metadata.kind, metadata.source) == ("Los faros", "guide", "faros.txt")
    assert not {"id", "title", "kind", "language"} & set(metadata.inferred)
    assert "title" in library.get("boyas").metadata.inferred


def test_removing(home: Path, files: Path) -> None:
    library = Library(home)
    library.add([files])
    library.remove("boyas.md")
    assert [document.id for document in library.documents()] == ["faros"]
    library.remove("faros")
    assert library.is_empty
    with pytest.raises(DocumentUnknown):
        library.remove("faros")
    with pytest.raises(DocumentUnknown):
        library.get("faros")


def test_the_embedded_corpus_beside_others(home: Path, files: Path) -> None:
    library = Library(home)
    library.add([files])
    before = library.fingerprint()
    outcomes = library.add_starter()
    assert {outcome.status for outcome in outcomes} == {"added"}
    assert len(library.documents()) == 2 + len(starter_documents())
    assert library.fingerprint() != before
    assert {outcome.status for outcome in library.add_starter()} == {"unchanged"}


def test_sources_and_ids_of_the_embedded_corpus_are_distinct() -> None:
    documents = starter_documents()
    assert documents
    for names in (
        [document.id for document in documents],
        [document.metadata.source for document in documents],
    ):
        assert len(set(names)) == len(names)
    for document in documents:
        check(document)
        assert not document.metadata.inferred


def test_the_size_limit(home: Path, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OGP_MAX_FILE_MB", "0.00005")
    outcome = Library(home).add([files / "faros.txt"])[0]
    assert isinstance(outcome.error, FileTooLarge) and "faros.txt" in str(outcome.error)


@pytest.mark.parametrize("setting", ["inf", "nan", "-1", "0", "many", "1e400", ""])
def test_a_size_limit_that_is_none_is_passed_over(
    home: Path, files: Path, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.setenv("OGP_MAX_FILE_MB", setting)
    assert Library(home).add([files / "faros.txt"])[0].status == "added"


def test_links_that_go_round_in_a_circle_stop_nothing(home: Path, files: Path) -> None:
    (files / "a.txt").symlink_to(files / "b.txt")
    (files / "b.txt").symlink_to(files / "a.txt")
    (files / "catalog.toml").write_text("", encoding="utf-8")
    catalog = load_catalog(files / "catalog.toml")
    for paths in ([files], [files / "a.txt", files / "faros.txt"]):
        outcomes = Library(home).add(paths, catalog)
        by_name = {outcome.path.name: outcome for outcome in outcomes}
        assert by_name["a.txt"].status == "failed" and "a.txt" in str(by_name["a.txt"].error)
        assert by_name["faros.txt"].status != "failed"


def test_a_damaged_store_is_told_and_mended_by_adding_again(home: Path, files: Path) -> None:
    library = Library(home)
    library.add([files])
    stored = home / "corpus" / "faros.json"
    data = json.loads(stored.read_text("utf-8"))
    data["document"]["text"] = data["document"]["text"].upper()
    other = next(path for path in stored.parent.glob("*.json") if path != stored).read_text("utf-8")
    for content in (json.dumps(data), "{", "", other):
        stored.write_text(content, encoding="utf-8")
        assert [document.id for document in library.documents()] == ["boyas"]
        assert ["faros.json" in str(problem) for problem in library.damaged()] == [True]
        with pytest.raises(LibraryDamaged, match=r"faros\.json"):
            library.get("faros")
        assert library.add([files / "faros.txt"])[0].status == "updated"
    assert library.get("faros").text == WORDS


def test_odd_ids_stay_inside_the_library(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f'+++\nid = "../../Ñandú /1"\n+++\n{WORDS}', encoding="utf-8")
    library = Library(home)
    library.add([path])
    assert [document.id for document in library.documents()] == ["../../Ñandú /1"]
    assert [entry.parent for entry in home.rglob("*.json")] == [home / "corpus"]
    library.remove("../../Ñandú /1")
    assert library.is_empty

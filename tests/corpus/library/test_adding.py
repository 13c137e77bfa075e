"""Which file is a new state of a document and which is another document; and what people say of a document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from library_makers import plan, put

from corpus.errors import NameShared
from corpus.library.catalog import load_catalog
from corpus.library.library import Library


@pytest.fixture
def towns(tmp_path: Path) -> tuple[Path, Path]:
    return put(tmp_path / "norte", "plan.md", plan("Villa Norte")), put(tmp_path / "sur", "plan.md", plan("Villa Sur"))


def ids(home: Path) -> dict[str, str]:
    return {document.id: document.metadata.title for document in Library(home).documents()}


def test_another_place_is_another_document_also_later(home: Path, towns: tuple[Path, Path]) -> None:
    north, south = towns
    assert Library(home).add([north])[0].document_id == "plan"
    outcome = Library(home).add([south])[0]
    assert (outcome.document_id, outcome.status, outcome.namesake) == ("plan-2", "added", "plan")
    assert [title.split(" 2023")[0][-11:].strip() for title in ids(home).values()] == ["Villa Norte", "e Villa Sur"]


def test_a_place_updates_its_own_document(home: Path, towns: tuple[Path, Path]) -> None:
    library = Library(home)
    library.add(list(towns))
    put(towns[1].parent, "plan.md", plan("Villa Sur", "Se agregó uno."))
    outcome = Library(home).add([towns[1]])[0]
    assert (outcome.document_id, outcome.status, outcome.namesake) == ("plan-2", "updated", None)
    assert "Villa Norte" in library.get("plan").text and "Se agregó uno" in library.get("plan-2").text
    assert [version.id for version in library.versions("plan-2")] == ["plan-2", "plan-2"]


def test_the_order_of_later_runs_changes_no_id(home: Path, towns: tuple[Path, Path]) -> None:
    north, south = towns
    Library(home).add([north, south])
    before = ids(home)
    for paths in ([south, north], [south], [north.parent.parent]):
        assert {outcome.status for outcome in Library(home).add(paths)} == {"unchanged"}
    assert ids(home) == before


def test_a_copy_is_no_document_of_its_own(home: Path, tmp_path: Path, towns: tuple[Path, Path]) -> None:
    north, _ = towns
    Library(home).add([north])
    copy = put(tmp_path / "copy", "plan.md", plan("Villa Norte"))
    assert Library(home).add([copy])[0].status == "unchanged"
    put(copy.parent, "plan.md", plan("Villa Norte", "Otro."))
    assert Library(home).add([copy])[0].document_id == "plan-2", "the first place is still the document's own"


def test_a_file_that_was_moved_goes_on_being_its_document(home: Path, tmp_path: Path, towns: tuple[Path, Path]) -> None:
    north, _ = towns
    Library(home).add([north])
    moved = tmp_path / "moved" / "plan.md"
    moved.parent.mkdir()
    north.rename(moved)
    assert Library(home).add([moved])[0].status == "unchanged"
    put(moved.parent, "plan.md", plan("Villa Norte", "Otro."))
    assert [(one.document_id, one.status) for one in Library(home).add([moved])] == [("plan", "updated")]


def test_an_id_says_which_document_a_file_is(home: Path, tmp_path: Path, towns: tuple[Path, Path]) -> None:
    north, _ = towns
    Library(home).add([north])
    newer = put(tmp_path / "new", "version-2.md", plan("Villa Norte", "Otro."))
    outcome = Library(home).add([newer], as_id="plan")[0]
    assert (outcome.document_id, outcome.status) == ("plan", "updated") and list(ids(home)) == ["plan"]


def test_homes_from_before_places_were_kept(home: Path, towns: tuple[Path, Path]) -> None:
    north, south = towns
    Library(home).add([north])
    stored = home / "corpus" / "plan.json"
    data = json.loads(stored.read_text("utf-8"))
    del data["record"]
    stored.write_text(json.dumps(data), encoding="utf-8")
    before = Library(home).fingerprint()
    assert Library(home).get("plan").metadata.source == "plan.md"
    put(north.parent, "plan.md", plan("Villa Norte", "Otro."))
    assert Library(home).add([south])[0].document_id == "plan-2"
    assert [(one.document_id, one.status) for one in Library(home).add([north])] == [("plan", "updated")]
    assert Library(home).fingerprint() != before


def test_a_name_that_several_files_have_names_none(home: Path, towns: tuple[Path, Path]) -> None:
    library = Library(home)
    library.add(list(towns))
    for ask in (library.get, library.remove):
        with pytest.raises(NameShared, match="plan, plan-2"):
            ask("plan.md")
    assert library.get("plan-2").id == "plan-2"


def test_what_a_catalog_said_holds_without_the_catalog(home: Path, towns: tuple[Path, Path]) -> None:
    north, _ = towns
    catalog = put(north.parent, "c.toml", '[[document]]\nfile="plan.md"\nid="vn"\ntitle="Norte"\nkind="action_plan"\n')
    library = Library(home)
    library.add([north], load_catalog(catalog))
    put(north.parent, "plan.md", "Notas sobre otra cosa que nadie esperaba en esta página.\n")
    outcome = Library(home).add([north])[0]
    assert (outcome.document_id, outcome.status) == ("vn", "updated")
    assert (library.get("vn").metadata.title, library.get("vn").metadata.kind) == ("Norte", "action_plan")


def test_where_sections_are_from_is_told_where_the_file_alone_says_it(home: Path, tmp_path: Path) -> None:
    head = '+++\ntitle = "Wells"\n[[sections]]\nheading = "*"\norigin = "IRM results report, page 12"\n+++\n'
    file = put(tmp_path, "wells.md", f"{head}# Wells\n\nThe seventh well was rated worthless by the neighbours.\n")
    assert "origin" in Library(home).add([file])[0].claimed

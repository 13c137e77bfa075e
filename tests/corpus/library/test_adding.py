"""Which file is a new state of a document and which is another document; and what people say of a document."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from library_makers import plan, put

from corpus.errors import DocumentClosed, LibraryBusy, NameShared
from corpus.library.adding import Adding
from corpus.library.catalog import load_catalog
from corpus.library.library import Library
from corpus.library.lock import held
from corpus.library.shelf import Shelf
from corpus.library.states import States
from corpus.library.tombstones import Tombstones
from corpus.library.versions import Versions


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
    put(north.parent, "plan.md", plan("Villa Norte", "Se agregó uno."))
    outcome = Library(home).add([north])[0]
    assert (outcome.document_id, outcome.status) == ("vn", "updated")
    assert (library.get("vn").metadata.title, library.get("vn").metadata.kind) == ("Norte", "action_plan")


OTHER = "# Blog of Mr Hentzau\n\nThe minister of bridges stole 40 florins from the register and ran.\n"
REPORT = "# Results of Ruritania\n\nThe review found that the bridge register had limited completion in 2022.\n"


def test_what_was_said_of_a_document_does_not_hold_for_another_text_in_its_place(home: Path, tmp_path: Path) -> None:
    file = put(tmp_path, "report.md", REPORT)
    library = Library(home)
    library.add([file])
    library.correct("report", {"kind": "irm_report", "country": "MX"})
    put(tmp_path, "report.md", OTHER)
    outcome = Library(home).add([file])[0]
    metadata = library.get("report").metadata
    assert (outcome.status, outcome.forgotten) == ("updated", ("country", "kind"))
    assert metadata.kind != "irm_report" and metadata.country is None and "kind" in metadata.doubtful
    assert Library(home).add([file])[0].forgotten == ()


def test_what_was_said_holds_for_a_new_state_of_the_same_document(home: Path, tmp_path: Path) -> None:
    file = put(tmp_path, "report.md", REPORT)
    library = Library(home)
    library.add([file])
    library.correct("report", {"kind": "irm_report", "country": "MX"})
    for text in (REPORT + "\nAnd a chapter that is new. " * 9, REPORT.replace("Results", "Final results"), REPORT[:90]):
        put(tmp_path, "report.md", text)
        assert Library(home).add([file])[0].forgotten == ()
        assert library.get("report").metadata.kind == "irm_report"


def test_two_files_that_change_names_stay_the_documents_they_are(home: Path, tmp_path: Path) -> None:
    one, two = put(tmp_path / "d", "one.md", REPORT), put(tmp_path / "d", "two.md", OTHER)
    library = Library(home)
    library.add([one, two])
    library.correct("one", {"kind": "irm_report"})
    for _ in range(2):
        put(one.parent, "one.md", OTHER), put(two.parent, "two.md", REPORT)
        Library(home).add([one.parent])
        kinds = {document.metadata.title: document.metadata.kind for document in Library(home).kept()}
        assert kinds == {"Results of Ruritania": "irm_report", "Blog of Mr Hentzau": "other"}


def test_a_document_that_cannot_be_read_now_is_not_replaced(home: Path, towns: tuple[Path, Path]) -> None:
    north, south = towns
    library = Library(home)
    library.add([north])
    stored = home / "corpus" / "plan.json"
    aside = stored.rename(home / "aside")
    stored.symlink_to(home / "corpus" / ".places")  # neither a file nor gone: a folder in its place
    again, other = Library(home).add([north])[0], Library(home).add([south])[0]
    assert isinstance(again.error, DocumentClosed) and (other.document_id, other.status) == ("plan-2", "added")
    with pytest.raises(DocumentClosed):
        library.get("plan")
    stored.unlink()
    aside.rename(stored)
    assert "Villa Norte" in library.get("plan").text


def test_a_damaged_document_keeps_its_id_for_its_own_file(home: Path, towns: tuple[Path, Path]) -> None:
    north, south = towns
    Library(home).add([north])
    stored = home / "corpus" / "plan.json"
    stored.write_text("{", encoding="utf-8")
    assert Library(home).add([south])[0].document_id == "plan-2"
    assert stored.read_text("utf-8") == "{"
    assert Library(home).add([north])[0].document_id == "plan"
    assert [path.read_text("utf-8") for path in (home / "corpus" / "damaged").iterdir()] == ["{"]


def test_two_who_add_at_the_same_time_lose_nothing(home: Path, tmp_path: Path) -> None:
    for folder, what in (("a", "bridge"), ("b", "lake")):
        for n in range(6):
            put(tmp_path / folder, f"doc{n}.md", f"# Report on the {what} {n}\n\nThe {what} {n} was opened in 2021.\n")
    together = threading.Barrier(2)

    def add(folder: str) -> None:
        together.wait()
        Library(home).add([tmp_path / folder])

    threads = [threading.Thread(target=add, args=[folder]) for folder in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(Library(home).kept()) == 12


def test_what_is_said_while_a_file_is_added_again_is_not_undone(home: Path, tmp_path: Path) -> None:
    file = put(tmp_path, "report.md", REPORT)
    library = Library(home)
    library.add([file])
    put(tmp_path, "report.md", REPORT + "\nMore of it.\n")

    def look() -> datetime:
        return datetime(2031, 1, 1, tzinfo=UTC)

    class Meanwhile(States):
        """Somebody speaks after the file was read."""

        def read(self, what: Any, known: Any) -> Any:
            found = super().read(what, known)
            if not library.get("report").metadata.country:
                library.correct("report", {"country": "MX"})
            return found

    adding = Adding(
        Shelf(home / "corpus"), Versions(home / "corpus" / "versions"), Tombstones(home / "corpus" / "removed"),
        lambda: look().isoformat(), states=Meanwhile,
    )  # fmt: skip
    assert adding.add_file(file, None).status == "updated"
    assert library.get("report").metadata.country == "MX" and "More of it" in library.get("report").text


def test_a_library_that_somebody_holds_is_told(home: Path) -> None:
    with held(home / "corpus"), pytest.raises(LibraryBusy), held(home / "corpus", wait=0.1):
        pass


def test_where_sections_are_from_is_told_where_the_file_alone_says_it(home: Path, tmp_path: Path) -> None:
    head = '+++\ntitle = "Wells"\n[[sections]]\nheading = "*"\norigin = "IRM results report, page 12"\n+++\n'
    file = put(tmp_path, "wells.md", f"{head}# Wells\n\nThe seventh well was rated worthless by the neighbours.\n")
    assert "origin" in Library(home).add([file])[0].claimed

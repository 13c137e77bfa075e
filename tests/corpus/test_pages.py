"""Where pages begin, what is printed on them, which were read by OCR; and what a PDF says of that."""

from __future__ import annotations

import json

import pytest
from drawn_pages import pdf_of, words
from hypothesis import given
from hypothesis import strategies as st
from scans import numbers

from corpus.ledger import build_ledger, read_ledger, write_ledger
from corpus.library.library import Library
from corpus.library.shelf import mark
from corpus.model import Document
from corpus.pages import Pages
from corpus.read import read_bytes

LINES = [
    "La capitanía reparte en esta hoja los turnos de las barcas.",
    "El muelle se limpia cada semana, según dice el calendario.",
    "Las redes se revisan en otoño y se guardan hasta la primavera.",
]


def read(labels: list[bytes], count: int = 3) -> Document:
    drawn = [[words(72, 600, line), words(72, 580, "Así se hace.")] for line in LINES[:count]]
    data = pdf_of(drawn, extra=numbers(labels) if labels else b"")
    return read_bytes(data, "puerto.pdf", {"language": "es", "kind": "other"})


def test_printed_labels_are_kept() -> None:
    document = read([b"0 << /S /r /St 3 >>", b"2 << /P (A-) /S /D >>"])
    assert document.page_labels == ("iii", "iv", "A-1")
    start = document.text.index(LINES[1])
    assert document.pages.place(start, start + 20) == {"page": 2, "page_label": "iv", "ocr": False}


@pytest.mark.parametrize(
    "labels",
    [
        [],
        [b"0 << /S /D >>"],  # what every viewer counts anyway
        [b"0 << /P (puerto) >>"],  # one name for all pages
        [b"0 << /P (a program's own name for every one of the pages) /S /D >>"],
        [b"0 << /S /Q >>"],
        [b"0 7"],
        [b"(x) << /S /r >>"],
    ],
)
def test_labels_that_say_nothing_are_not_kept(labels: list[bytes]) -> None:
    assert read(labels).page_labels == ()


def test_a_label_that_is_the_sheets_number_is_not_said() -> None:
    pages = Pages((0, 10, 20), ("i", "2", ""))
    assert [pages.label(page) for page in (1, 2, 3, 4, None)] == ["i", None, None, None, None]


def test_labels_are_stored_and_old_documents_keep_their_check_sum() -> None:
    document, plain = read([b"0 << /S /r >>"]), read([])
    assert Document.from_json(json.loads(json.dumps(document.to_json()))) == document
    assert "page_labels" not in plain.to_json() and Document.from_json(plain.to_json()) == plain
    assert mark(document) != mark(plain)


def test_the_library_gives_them_back(tmp_path) -> None:
    file = tmp_path / "puerto.pdf"
    file.write_bytes(
        pdf_of([[words(72, 600, LINES[0])], [words(72, 600, LINES[1])]], extra=numbers([b"0 << /S /R >>"]))
    )
    library = Library(tmp_path / "home")
    assert [outcome.status for outcome in library.add([file])] == ["added"]
    assert library.documents()[0].page_labels == ("I", "II")


def test_the_ledger_knows_the_page_as_it_is_printed(tmp_path) -> None:
    lines = ["Compromiso 1. Mareas abiertas", "Estado: Completo", "Institución responsable: Capitanía del Puerto"]
    drawn = [[words(72, 600, LINES[0])], [words(72, 600 - 40 * n, line) for n, line in enumerate(lines)]]
    stated = {"id": "plan", "language": "es", "kind": "action_plan", "country": "XZ", "cycle": "2030-2032"}
    document = read_bytes(pdf_of(drawn, extra=numbers([b"0 << /S /r >>"])), "plan.pdf", stated)
    ledger = build_ledger([document])
    places = [at for one in ledger.commitments.values() for at in one.named] + [one.at for one in ledger.findings]
    assert places and {(at.page, at.page_label, at.ocr) for at in places} == {(2, "ii", False)}
    write_ledger(ledger, tmp_path / "ledger")
    assert read_ledger(tmp_path / "ledger") == ledger


@given(st.lists(st.integers(0, 60), max_size=8), st.sets(st.integers(1, 9)), st.integers(0, 70), st.integers(1, 70))
def test_a_run_is_marked_if_a_character_of_it_stands_on_such_a_page(
    starts: list[int], ocr: set[int], start: int, length: int
) -> None:
    pages = Pages(tuple([0, *sorted(starts)]), (), frozenset(ocr))
    assert pages.by_ocr(start, start + length) == any(pages.at(at) in ocr for at in range(start, start + length))
    assert Pages.from_json(json.loads(json.dumps(pages.to_json()))) == pages


def test_without_pages_nothing_is_said() -> None:
    assert Pages((), (), frozenset({1})).place(0, 5) == {"page": None, "page_label": None, "ocr": False}

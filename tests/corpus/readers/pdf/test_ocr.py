"""Text recognition on pages that are pictures."""

from __future__ import annotations

import pytest
from drawn_pages import pdf_of, words
from makers import check
from scans import bound, needs_tesseract, picture

from corpus.errors import NoText, OcrFoundNothing, OcrUnavailable
from corpus.read import read_bytes
from corpus.readers.pdf.ocr import lines_of_tsv

STATED = {"language": "es", "kind": "other"}
COLUMNS = "level page_num block_num par_num line_num word_num left top width height conf text"


SCAN = picture(
    "La autoridad del puerto publica cada mes", "los datos de los faros y de las boyas,", "con la fecha de la visita."
)


def tsv(*rows: tuple[object, ...]) -> str:
    return "\n".join("\t".join(map(str, row)) for row in [COLUMNS.split(), *rows])


def test_words_become_lines_at_their_place() -> None:
    # heights 41 and 38 dots at two dots a point: 20.5 and 19 points, near enough to be one size
    found = lines_of_tsv(
        tsv(
            (4, 1, 1, 1, 1, 0, 300, 600, 700, 40, -1, ""),
            (5, 1, 1, 1, 1, 1, 300, 600, 200, 40, 96.1, "Los"),
            (5, 1, 1, 1, 1, 2, 520, 600, 200, 42, 91.0, "faros"),
            (5, 1, 1, 1, 1, 3, 740, 600, 20, 42, 8.0, "~"),
            (5, 1, 1, 1, 2, 1, 300, 660, 200, 38, 93.0, 'del "sur"'),
            (5, 1, 2, 1, 1, 1, 300, 900, 20, 200, 80.0, "|"),
        ),
        number=3,
        height=792,
        scale=2.0,
    )
    assert [(line.text, line.page, line.x, line.size) for line in found] == [
        ("Los faros", 3, 150.0, 19.8),
        ('del "sur"', 3, 150.0, 19.8),
    ]
    assert found[0].y > found[1].y


def test_without_the_option_pictures_are_refused() -> None:
    with pytest.raises(NoText, match="1 page"):
        read_bytes(SCAN, "scan.pdf", STATED)


def test_a_language_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OGP_OCR", "1")
    monkeypatch.setenv("OGP_OCR_LANGUAGES", "qaa")
    with pytest.raises(OcrUnavailable, match="qaa"):
        read_bytes(SCAN, "scan.pdf", STATED)
    document = read_bytes(pdf_of([[words(72, 600, "Un prólogo."), words(72, 580, "Sigue.")], []]), "b.pdf", STATED)
    assert document.notes == (("page_without_text", "2"), ("ocr_unavailable", "qaa"))


@needs_tesseract
def test_pictures_without_words_are_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has turned recognition on is not advised to turn it on."""
    monkeypatch.setenv("OGP_OCR", "1")
    with pytest.raises(OcrFoundNothing, match="2 page"):
        read_bytes(bound(picture(), blank=1), "album.pdf", STATED)


@needs_tesseract
def test_a_scan_is_read_and_said_to_be_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OGP_OCR", "1")
    document = read_bytes(SCAN, "scan.pdf", STATED)
    check(document)
    assert "publica cada mes los datos de los faros" in document.text
    assert document.notes == (("page_read_by_ocr", "1"),)


@needs_tesseract
def test_pages_that_have_text_are_left_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OGP_OCR", "1")
    line = "La autoridad portuaria dice en este prólogo qué contienen las páginas que siguen."
    text = pdf_of([[words(72, 600, line), words(72, 580, "Se lee bien.")]])
    document = read_bytes(bound(text, SCAN, blank=1), "mixed.pdf", STATED)
    assert document.notes == (("page_read_by_ocr", "2"), ("page_ocr_found_nothing", "3"))
    assert line in document.text and document.page_at(document.text.index("los datos")) == 2
    read = document.pages
    at = document.text.index("los datos")
    assert read.by_ocr(at, at + 9) and not read.by_ocr(0, len(line))
    assert read.by_ocr(0, at + 1)  # some of it was

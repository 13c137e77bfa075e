"""Text that a PDF page holds and does not show is not what it says."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import pytest
from drawn_pages import pdf_of, table, words
from makers import check, texts
from makers import table as rows_of

from corpus.model import Document
from corpus.read import read_bytes

STATED = {"language": "es", "kind": "other"}
SEEN = "La autoridad portuaria publica cada mes los datos de sus faros."
HIDDEN = "El plan se cumplió en su totalidad."
WHITE, BLUE = b"1 1 1 rg", b"0.1 0.2 0.5 rg"


def read(drawn: Sequence[bytes], **extra: bytes) -> Document:
    document = read_bytes(pdf_of([drawn], **extra), "plan.pdf", STATED)
    check(document)
    return document


def hidden(before: bytes, after: bytes = b"", *, y: float = 600, x: float = 72, size: float = 10) -> list[bytes]:
    return [words(72, 700, SEEN), b"q", before, words(x, y, HIDDEN, size=size), after, b"Q"]


WAYS = {
    "no colour": hidden(b"3 Tr"),
    "white": hidden(WHITE),
    "nearly white": hidden(b"0.99 g"),
    "its ground": hidden(BLUE + b" 60 580 400 60 re f"),
    "covered": hidden(b"0 g", b"0 g 60 590 400 30 re f"),
    "cut off": hidden(b"60 500 400 40 re W n"),
    "beside the page": hidden(b"0 g", x=700),
    "below the page": hidden(b"0 g", y=-40),
    "too small": hidden(b"0 g", size=0.1),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_cannot_be_seen_is_left_out_and_counted(way: str) -> None:
    document = read(WAYS[way])
    assert texts(document) == [SEEN]
    assert ("hidden_words", "7") in document.notes


def test_light_words_on_a_dark_ground_are_read() -> None:
    document = read(hidden(BLUE + b" 60 580 400 60 re f " + WHITE))
    assert texts(document) == [SEEN, HIDDEN] and document.notes == ()
    head = [BLUE + b" 72 680 328 20 re f", WHITE, words(75, 686, "Faro"), words(203, 686, "Altura"), b"0 g"]
    drawn = table([72, 200, 400], 700, [("", ""), ("Norte", "31"), ("Sur", "28")])
    assert rows_of(read([*head, *drawn])) == [{"Faro": "Norte", "Altura": "31"}, {"Faro": "Sur", "Altura": "28"}]


def test_grey_words_and_words_on_a_tint_are_read() -> None:
    assert texts(read(hidden(b"0.6 g"))) == [SEEN, HIDDEN]
    assert texts(read(hidden(b"0.95 0.95 0.8 rg 60 580 400 60 re f 0 g"))) == [SEEN, HIDDEN]


def test_a_hidden_word_in_a_line_leaves_its_neighbours() -> None:
    drawn = b"BT /F1 10 Tf 72 700 Td (El plazo es ) Tj 1 g (nunca ) Tj 0 g (en mayo.) Tj ET"
    document = read([drawn])
    assert texts(document) == ["El plazo es en mayo."] and ("hidden_words", "1") in document.notes


def test_a_layer_that_is_switched_off_is_not_read() -> None:
    catalog = b"/OCProperties << /OCGs [%d 0 R] /D << /OFF [%d 0 R] >> >>"
    drawn = [words(72, 700, SEEN), b"/OC /L BDC", words(72, 600, HIDDEN), b"EMC"]
    layer = b"<< /Type /OCG /Name (off) >>"
    data = pdf_of([drawn], extra=catalog % (9, 9))
    data = data.replace(b"/Resources << ", b"/Resources << /Properties << /L 9 0 R >> ")
    data = data.replace(b"trailer", b"9 0 obj\n" + layer + b"\nendobj\ntrailer")
    document = read_bytes(data, "plan.pdf", STATED)
    assert texts(document) == [SEEN]


def test_the_text_layer_of_a_scan_is_read() -> None:
    """A scanner draws the picture of the page, and over it without colour what it recognised."""
    rows = b"".join(b"\xff" * 40 if row % 4 else b"\x00" * 40 for row in range(40))
    packed = zlib.compress(rows).hex().encode() + b">"
    image = b"q 612 0 0 792 0 0 cm BI /W 40 /H 40 /CS /G /BPC 8 /F [/AHx /Fl] ID " + packed + b"\nEI Q"
    document = read([image, b"3 Tr", words(72, 700, SEEN), words(72, 600, HIDDEN)])
    assert texts(document) == [SEEN, HIDDEN] and not [key for key, _ in document.notes if key == "hidden_words"]


def test_letters_drawn_as_shapes_with_invisible_text_over_them_are_read() -> None:
    shapes = [b"0 g %d 700 3 7 re f" % x for x in range(72, 380, 5)]
    document = read([*shapes, b"3 Tr", words(72, 700, SEEN)])
    assert texts(document) == [SEEN]

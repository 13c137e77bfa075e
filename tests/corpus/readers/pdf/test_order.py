"""Columns, rotated pages, pages drawn out of order, labels and outlines of pages, letters that type-setters change."""

from __future__ import annotations

import io

import pytest
from drawn_pages import pdf_of, table, words
from makers import check, outline, texts
from pypdf import PdfReader, PdfWriter

from corpus.model import Document
from corpus.read import read_bytes

LEFT = [
    "Los faros de la costa del norte",
    "se encienden cada noche desde",
    "hace más de cien años, y quienes",
    "los cuidan anotan cada barco que",
    "pasa frente a ellos en un libro",
    "que se guarda en el puerto viejo",
    "hasta que termina el año en que",
    "se empezó a escribir de nuevo.",
]
RIGHT = [
    "Las boyas de la bahía del sur no",
    "tienen quien las cuide, de modo",
    "que la autoridad las revisa una",
    "vez cada mes con un barco que sale",
    "del muelle nuevo por la mañana y",
    "vuelve por la tarde con la lista",
    "de las que no funcionan y de las",
    "que se han perdido en la tormenta.",
]


def read(data: bytes) -> Document:
    document = read_bytes(data, "faros.pdf", {"language": "es", "kind": "other"})
    check(document)
    return document


def column(x: float, lines: list[str], top: float = 660) -> list[bytes]:
    return [words(x, top - 13 * at, line) for at, line in enumerate(lines)]


TITLE = words(72, 720, "Faros y boyas de la costa", size=18, bold=True)
OVER = words(
    72, 690, "Este informe de la autoridad portuaria dice cómo se cuidan los faros y las boyas de toda la costa."
)
SAID = [" ".join(LEFT), " ".join(RIGHT)]


@pytest.mark.parametrize("drawn", ["column by column", "line by line"])
def test_two_columns_are_read_one_after_the_other(drawn: str) -> None:
    left, right = column(72, LEFT), column(320, RIGHT)
    body = (
        [*left, *right]
        if drawn == "column by column"
        else [run for pair in zip(left, right, strict=True) for run in pair]
    )
    assert texts(read(pdf_of([[TITLE, OVER, *body]])), "paragraph")[1:] == SAID


def test_what_stands_across_both_columns_keeps_its_place() -> None:
    pairs = list(zip(column(72, LEFT), column(320, RIGHT), strict=True))
    lower = list(zip(column(72, LEFT, 480), column(320, RIGHT, 480), strict=True))
    across = words(
        72, 520, "Lo que sigue vale para los faros del este y para todas las boyas que hay delante de ellos."
    )
    drawn = [run for pair in pairs for run in pair] + [across] + [run for pair in lower for run in pair]
    found = texts(read(pdf_of([[TITLE, OVER, *drawn]])), "paragraph")
    assert [found[1], found[2], found[4], found[5]] == SAID * 2 and found[3].startswith("Lo que sigue vale")


def test_what_is_drawn_first_but_stands_below_is_read_last() -> None:
    below = column(72, LEFT, 300)
    above = table([72, 200, 400], 700, [["Faro", "Norte"], ["Altura", "31 metros"]])
    document = read(pdf_of([[*below, *above]]))
    assert [block.kind for block in document.blocks] == ["table_row", "table_row", "paragraph"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_pages_that_are_turned_read_like_others(turn: int) -> None:
    matrix = {90: b"0 1 -1 0 792 0", 180: b"-1 0 0 -1 612 792", 270: b"0 -1 1 0 0 612"}[turn]
    drawn = [TITLE, OVER, *column(72, LEFT), *table([72, 200, 400], 400, [["Faro", "Norte"], ["Altura", "31 metros"]])]
    turned = [b"q %s cm" % matrix, *drawn, b"Q"]
    data = pdf_of([turned], page_extra=b"/Rotate %d " % turn)
    data = data.replace(b"[0 0 612 792]", b"[0 0 792 612]") if turn != 180 else data  # the sheet lies on its side
    straight, other = read(pdf_of([drawn])), read(data)
    assert (other.text, other.blocks) == (straight.text, straight.blocks)
    assert len(texts(straight, "table_row")) == 2


def test_a_page_that_does_not_begin_at_its_corner() -> None:
    drawn = [TITLE, OVER, *column(72, LEFT), words(300, 20, "7")]
    shifted = [b"q 1 0 0 1 1000 2000 cm", *drawn, b"Q"]
    moved = pdf_of([shifted]).replace(b"[0 0 612 792]", b"[1000 2000 1612 2792]")
    assert read(moved).text == read(pdf_of([drawn])).text


def test_labels_of_pages_go() -> None:
    extra = b"/PageLabels << /Nums [0 << /P (Anexo-) /S /D >>] >> "
    pages = [[*column(72, LEFT), words(280, 20, f"Anexo-{number}")] for number in (1, 2)]
    assert "Anexo" not in read(pdf_of(pages, extra=extra)).text
    assert "Anexo-1" in read(pdf_of([pages[0]])).text, "where nothing says that it is a label it is text"


def test_a_title_of_the_outline_is_a_heading() -> None:
    """Among headings in bold a plain line is none, unless the outline names it."""
    bold = [words(72, y, f"Capítulo {word}", bold=True) for y, word in ((560, "uno"), (440, "dos"), (320, "tres"))]
    body = [run for y in (540, 420, 300) for run in column(72, LEFT[:3], y)]
    drawn = [*bold, *body, words(72, 220, "Medidas"), *column(72, RIGHT, 200)]
    data = pdf_of([[TITLE, OVER], drawn])
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.add_outline_item(title="Medidas", page_number=1)
    out = io.BytesIO()
    writer.write(out)
    assert (2, "Medidas") not in _headings(read(data))
    assert (2, "Medidas") in _headings(read(out.getvalue()))


def _headings(document: Document) -> list[tuple[int | None, str]]:
    at = [document.page_at(block.start) for block in document.blocks if block.kind == "heading"]
    return list(zip(at, [text for _, text in outline(document)], strict=True))


def test_ligatures_and_soft_hyphens() -> None:
    drawn = [
        *column(72, LEFT),
        words(72, 540, "La planificación o\xadficial se publica en el dia\xad"),
        words(72, 527, "rio del puerto, con un \xadcatálogo y sus €nes."),  # the euro sign's place holds a ligature
    ]
    said = "La planificación oficial se publica en el diario del puerto, con un catálogo y sus fines."
    assert read(pdf_of([drawn])).text.endswith(said)


def test_references_drawn_after_the_line_go_and_a_foot_note_keeps_its_number() -> None:
    drawn = [
        *column(72, LEFT[:3]),
        words(180, 638, "7", size=6),
        *column(72, LEFT[3:], 621),
        words(80, 100, "El libro se puede ver en el puerto.", size=8),
        words(72, 103, "7", size=6),
    ]
    document = read(pdf_of([drawn]))
    assert SAID[0] in document.text.replace("\n", " ") and "7 El libro se puede ver" in document.text

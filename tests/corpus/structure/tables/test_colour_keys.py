"""Cells that say something by their colour alone, and the keys that tell what."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st
from makers import table
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from corpus.read import read_bytes
from corpus.structure.tables.colour_keys import Filled, words_of_colours

GREEN, RED, GREY = "00AA55", "CC3333", "DDDDDD"
HEAD = [("", "Faro"), ("", "Responsable"), ("", "Estado")]
ROWS = [
    HEAD,
    [("", "Norte"), ("", "El puerto"), (GREEN, "")],
    [("", "Sur"), ("", "Un vecino"), (RED, "")],
    [("", "Este"), ("", "La autoridad"), (GREEN, "")],
]
KEY = [[(GREEN, ""), ("", "encendido")], [(RED, ""), ("", "apagado")]]
NAMED = [[(GREEN, "Encendido"), (RED, "Apagado")]]
SAID = ["encendido", "apagado", "encendido"]
Cells = Sequence[Sequence[tuple[str, str]]]


def as_docx(tables: Sequence[Cells]) -> bytes:
    document = docx.Document()
    for cells in tables:
        drawn = document.add_table(len(cells), len(cells[0]), style="Table Grid")
        for row, own in zip(drawn.rows, cells, strict=True):
            for cell, (colour, text) in zip(row.cells, own, strict=True):
                cell.text = text
                if colour:
                    shading = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{colour}"/>')
                    cell._tc.get_or_add_tcPr().append(shading)
        document.add_paragraph("Sobre los faros del puerto.")
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def as_html(tables: Sequence[Cells]) -> bytes:
    drawn = "".join(
        "<table>"
        + "".join(
            "<tr>" + "".join(f'<td style="background: #{c or "fff"}">{text}</td>' for c, text in row) + "</tr>"
            for row in cells
        )
        + "</table>"
        for cells in tables
    )
    return f"<html><body>{drawn}</body></html>".encode()


def as_xlsx(tables: Sequence[Cells]) -> bytes:
    book = Workbook()
    at = 0
    for cells in tables:
        for row in cells:
            at += 1
            for column, (colour, text) in enumerate(row, 1):
                cell = book.active.cell(at, column, text or None)
                if colour:
                    cell.fill = PatternFill("solid", fgColor=colour)
        at += 2
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


MAKERS = [("docx", as_docx), ("html", as_html), ("xlsx", as_xlsx)]


@pytest.mark.parametrize(("ending", "make"), MAKERS)
@pytest.mark.parametrize("key", [KEY, NAMED], ids=["beside", "on it"])
def test_a_key_gives_the_words(ending: str, make: Callable[[Sequence[Cells]], bytes], key: Cells) -> None:
    document = read_bytes(make([ROWS, key]), f"faros.{ending}", {"language": "es", "kind": "other"})
    states = [row["Estado"].lower() for row in table(document) if "Faro" in row and "Estado" in row]
    assert states[:3] == SAID


@pytest.mark.parametrize(("ending", "make"), MAKERS)
def test_without_a_key_a_colour_says_nothing(ending: str, make: Callable[[Sequence[Cells]], bytes]) -> None:
    document = read_bytes(make([ROWS]), f"faros.{ending}", {"language": "es", "kind": "other"})
    assert not any("Estado" in row for row in table(document))


def test_a_key_in_a_line_of_a_page() -> None:
    key = "".join(
        f'<span style="background-color:#{colour}"></span> {name} '
        for colour, name in ((GREEN, "al día"), (RED, "tarde"))
    )
    page = as_html([ROWS]).replace(b"</body>", f"<p>{key}</p></body>".encode())
    document = read_bytes(page, "faros.html", {"language": "es", "kind": "other"})
    assert [row.get("Estado") for row in table(document)] == ["al día", "tarde", "al día"]


def filled(rows: Cells) -> list[list[Filled]]:
    return [[Filled(*cell) for cell in row] for row in rows]


def test_stripes_are_no_key() -> None:
    striped = [
        [(GREY, "Norte"), (GREY, "El puerto"), (GREY, "")],
        [("", "Sur"), ("", "Un vecino"), ("", "")],
        [(GREY, "Este"), (GREY, "La autoridad"), (GREY, "")],
    ]
    assert words_of_colours([filled(striped)]) == {}


def test_a_rating_before_each_name_is_no_key() -> None:
    rated = [
        [(GREEN, ""), ("", "Norte")],
        [(RED, ""), ("", "Sur")],
        [(GREEN, ""), ("", "Este")],
        [(RED, ""), ("", "Oeste")],
    ]
    assert words_of_colours([filled(rated)]) == {}


def test_one_colour_with_a_name_is_no_key() -> None:
    assert words_of_colours([filled(ROWS), filled(KEY[:1])]) == {}


CELL = st.tuples(st.sampled_from(["", GREEN, RED, GREY]), st.sampled_from(["", "uno", "dos", "tres"]))


@given(st.lists(st.lists(CELL, max_size=4), max_size=6))
def test_only_empty_coloured_cells_are_given_words(rows: list[list[tuple[str, str]]]) -> None:
    tables = [filled(rows), filled(KEY)]
    for (at, row, place), words in words_of_colours(tables).items():
        assert tables[at][row][place].colour and not tables[at][row][place].text and words

"""Excel workbooks."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import check, outline, table, texts, zip_bytes
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.table import Table
from workbooks import BOLD, HEADER, SHEET, bold, book_of, edited, saved

from corpus.errors import FileEmpty
from corpus.model import Document
from corpus.read import read_bytes, read_file
from corpus.readers.sniff import looks_like

REAL = Path(__file__).resolve().parents[5] / "shared" / "corpus" / "training" / "co-cronograma-iv-plan.xlsx"


def read(book: Any) -> Document:
    document = read_bytes(saved(book), "tablero.xlsx", {"language": "es", "kind": "other"})
    check(document)
    return document


def test_rows_under_their_headers_and_no_heading_for_a_default_name() -> None:
    for title in ("Sheet1", "Hoja1", "Hoja 2", "Planilha1", "Sheet"):
        document = read(book_of(HEADER, ["1.1", "Autoridad", "Completo"], ["1.2", None, "En\ncurso"], title=title))
        assert [(block.kind, block.section) for block in document.blocks] == [("table_row", ())] * 2
        assert table(document) == [
            {"Hito": "1.1", "Responsable": "Autoridad", "Estado": "Completo"},
            {"Hito": "1.2", "Estado": "En curso"},
        ]


def test_sheets_are_sections() -> None:
    book = book_of(["Plan de faros"], HEADER, ["1.1", "Autoridad", "Completo"], ["Compromiso 2"], ["2.1", "b", "c"])
    book.create_sheet("Notas").append(["Corte al 30 de junio de 2024."])
    book.create_sheet("Vacía")
    book.create_sheet("Metas").append(["Meta", "Año"])
    book["Metas"].append(["Abrir", 2024])
    document = read(book)
    assert outline(document) == [
        (1, "Hoja1"), (2, "Plan de faros"), (3, "Compromiso 2"), (1, "Notas"), (1, "Metas"),
    ]  # fmt: skip
    assert document.blocks[-1].section == ("Metas",)
    assert table(document)[1:] == [{"Hito": "2.1", "Responsable": "b", "Estado": "c"}, {"Meta": "Abrir", "Año": "2024"}]
    only = read(book_of(HEADER, ["1.1", "a", "b"], title="Seguimiento"))
    assert outline(only) == [(1, "Seguimiento")]


def test_values_are_as_the_sheet_shows_them() -> None:
    book = book_of(["Hito", "Fecha", "Avance", "Monto", "Hecho", "Horas", "Mes"])
    book.active.append(["de la meta", dt.date(2024, 3, 4), 0.455, 1234567.5, True, 7, dt.date(2024, 7, 1)])
    for column, code in zip("BCDFG", ("dd/mm/yyyy", "0.0%", '"$"#,##0.00', '0 "h"', "mmmm yyyy"), strict=True):
        book.active[f"{column}2"].number_format = code
    assert table(read(book)) == [
        {"Hito": "de la meta", "Fecha": "04/03/2024", "Avance": "45.5%", "Monto": "$1,234,567.50",
         "Hecho": "VERDADERO", "Horas": "7 h", "Mes": "julio 2024"},
    ]  # fmt: skip
    english = book_of(["Milestone", "Done", "Due"], ["Opening of the register", False, dt.date(2024, 7, 1)])
    english.active["C2"].number_format = "mmm-yy"
    assert table(read(english))[0] == {"Milestone": "Opening of the register", "Done": "FALSE", "Due": "Jul-24"}


def test_a_formula_is_read_by_its_stored_result() -> None:
    book = book_of(HEADER, ["1.1", "a", "=1+1"], ["1.2", "b", "=2+2"])
    data = edited(saved(book), SHEET, b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
    data = edited(data, SHEET, b"<f>2+2</f><v></v>", b"<f>2+2</f>")
    document = read_bytes(data, "tablero.xlsx")
    assert table(document) == [{"Hito": "1.1", "Responsable": "a", "Estado": "2"}, {"Hito": "1.2", "Responsable": "b"}]
    assert document.notes == (("formulas_without_result", "1"),)


def test_what_is_hidden_or_struck_is_not_read_and_named() -> None:
    book = book_of(HEADER, *[[f"1.{n}", f"Autoridad {n}", f"Estado {n}"] for n in range(1, 7)], title="Avance")
    sheet = book.active
    for row in (3, 4, 6):
        sheet.row_dimensions[row].hidden = True
    sheet.row_dimensions[40].hidden = True  # nothing in it: nothing to say
    sheet.column_dimensions["B"].hidden = True
    sheet["C5"].font = Font(strike=True)
    sheet["C7"] = CellRichText("Vigente ", TextBlock(InlineFont(strike=True), "Retirado"))
    hidden = book.create_sheet("Interno")
    hidden.append(["secreto"])
    hidden.sheet_state = "hidden"
    book.create_sheet("Nada").sheet_state = "veryHidden"
    document = read(book)
    assert table(document) == [
        {"Hito": "1.1", "Estado": "Estado 1"}, {"Hito": "1.4"}, {"Hito": "1.6", "Estado": "Vigente"},
    ]  # fmt: skip
    assert document.notes == (
        ("struck_cells", "Avance (C5, C7)"),
        ("hidden_columns", "Avance (B)"),
        ("hidden_rows", "Avance (3–4, 6)"),
        ("hidden_sheet", "Interno"),
    )
    assert outline(document) == [(1, "Avance")]


def test_grouped_columns_are_hidden_together() -> None:
    book = book_of(["Hito", "a", "b", "c", "Estado"], ["1.1", "x", "y", "z", "Completo"])
    book.active.column_dimensions.group("B", "D", hidden=True)
    document = read(book)
    assert table(document) == [{"Hito": "1.1", "Estado": "Completo"}]
    assert document.notes == (("hidden_columns", "Hoja1 (B–D)"),)


def test_merged_cells_reach_down_and_are_said_once_across() -> None:
    long = "Se publicará cada mes. " * 20
    book = book_of(
        ["Tablero de faros", None, None, None],
        ["Etapa", "Hito", "Estado", "Descripción"],
        ["Etapa I", "1.1", "Completo", long],
        [None, "1.2", "En curso", None],
        ["Etapa II", None, None, None],
        ["Etapa III", "3.1", "Los dos estados", None],
    )
    for place in ("A1:D1", "A3:A4", "D3:D4", "A5:D5", "C6:D6"):
        book.active.merge_cells(place)
    document = read(book)
    assert outline(document) == [(1, "Tablero de faros"), (2, "Etapa II")]
    assert table(document) == [
        {"Etapa": "Etapa I", "Hito": "1.1", "Estado": "Completo", "Descripción": long.strip()},
        {"Etapa": "Etapa I", "Hito": "1.2", "Estado": "En curso"},
        {"Etapa": "Etapa III", "Hito": "3.1", "Estado": "Los dos estados"},
    ]


def test_years_below_a_name_over_several_columns_are_its_second_row() -> None:
    book = book_of(
        ["Faro", "Gasto", None, "Visitas", None],
        [None, "2024", "2025", "2024", "2025"],
        ["Norte", 120, 130, 11, 12],
        ["Sur", 90, 95, 7, 9],
    )
    for place in ("A1:A2", "B1:C1", "D1:E1"):
        book.active.merge_cells(place)
    assert table(read(book))[0] == {
        "Faro": "Norte",
        "Gasto – 2024": "120",
        "Gasto – 2025": "130",
        "Visitas – 2024": "11",
        "Visitas – 2025": "12",
    }


def test_a_header_of_two_rows() -> None:
    book = book_of(
        ["Hito", "Fechas", None, "Julio", None, "Agosto", None],
        [None, "Inicio", "Término", "S1", "S2", "S1", "S2"],
        ["1.1", "enero", "marzo", "x", None, None, "x"],
    )
    for place in ("A1:A2", "B1:C1", "D1:E1", "F1:G1"):
        book.active.merge_cells(place)
    assert table(read(book)) == [
        {
            "Hito": "1.1",
            "Fechas – Inicio": "enero",
            "Fechas – Término": "marzo",
            "Julio – S1": "x",
            "Agosto – S2": "x",
        }
    ]


def test_a_header_over_merged_columns_is_not_joined_with_the_first_row() -> None:
    book = book_of(["Hito", "Responsables", None], ["1.1", "Autoridad", "Secretaría"], ["1.2", "Faros", "Puertos"])
    book.active.merge_cells("B1:C1")
    document = read(book)
    assert texts(document) == ["1.1\tAutoridad\tSecretaría", "1.2\tFaros\tPuertos"]
    assert all([cell.header for cell in row.cells] == ["Hito", *["Responsables"] * 2] for row in document.blocks)


def test_a_form_of_labels_has_no_header_and_a_table_below_it_has() -> None:
    book = book_of(
        ["Compromiso", "1. Faros abiertos", None, None],
        ["Institución", "Autoridad portuaria", None, None],
        ["Hito", "Inicio", "Término", "Estado"],
        ["1.1", "enero", "marzo", "Completo"],
        [None],
        ["Riesgos"],
        ["Riesgo", "Nivel", "Respuesta", None],
        ["Mar", "alto", "esperar", None],
    )
    for place in ("B1:D1", "B2:D2"):
        book.active.merge_cells(place)
    bold(book.active, 3, 7)
    book.active["A1"].font = book.active["A2"].font = BOLD
    document = read(book)
    assert table(document) == [
        {"0": "Compromiso", "1": "1. Faros abiertos"},
        {"0": "Institución", "1": "Autoridad portuaria"},
        {"Hito": "1.1", "Inicio": "enero", "Término": "marzo", "Estado": "Completo"},
        {"Riesgo": "Mar", "Nivel": "alto", "Respuesta": "esperar"},
    ]
    assert outline(document) == [(1, "Riesgos")]


def test_two_columns_with_bold_labels_are_a_form_and_with_a_bold_header_a_table() -> None:
    form = book_of(["Compromiso", "Faros abiertos"], ["Institución", "Autoridad"], ["Estado", "Completo"])
    for row in (1, 2, 3):
        form.active.cell(row, 1).font = BOLD
    assert table(read(form))[0] == {"0": "Compromiso", "1": "Faros abiertos"}
    listed = book_of(["Compromiso", "Estado"], ["Faros abiertos", "Completo"], ["Puertos", "Pendiente"])
    bold(listed.active, 1)
    assert table(read(listed))[0] == {"Compromiso": "Faros abiertos", "Estado": "Completo"}


def test_the_header_that_the_sheet_names_counts() -> None:
    book = book_of(["Corte", "junio", None], ["2023", "Uno", "Dos"], ["a", "b", "c"], ["d", "e", "f"])
    book.active.auto_filter.ref = "A2:C4"
    assert table(read(book))[1] == {"2023": "a", "Uno": "b", "Dos": "c"}
    tabled = book_of(["Corte", "junio", None], ["Clave", "Uno", "Dos"], ["a", "b", "c"], ["d", "e", "f"])
    tabled.active.add_table(Table(displayName="Tablero", ref="A2:C4"))
    assert table(read(tabled))[1] == {"Clave": "a", "Uno": "b", "Dos": "c"}


def test_empty_rows_and_columns_are_dropped_and_far_cells_cost_nothing() -> None:
    book = Workbook()
    for column, words in zip((2, 5, 16000), HEADER, strict=True):
        book.active.cell(3, column, words)
        book.active.cell(1_000_000, column, f"{words} 1")
    assert table(read(book)) == [{"Hito": "Hito 1", "Responsable": "Responsable 1", "Estado": "Estado 1"}]


def test_one_column_is_running_text() -> None:
    book = book_of(["Instrucciones"], ["Llene una fila por hito."], ["• Sin abreviaturas"])
    bold(book.active, 1)
    document = read(book)
    assert [block.kind for block in document.blocks] == ["heading", "paragraph", "list_item"]
    assert texts(document, "list_item") == ["Sin abreviaturas"]


def test_the_title_the_file_carries() -> None:
    book = book_of(HEADER, ["1.1", "a", "b"])
    book.properties.title = "Seguimiento del plan de faros"
    assert read(book).metadata.title == "Seguimiento del plan de faros"


def test_a_workbook_without_visible_words_is_empty() -> None:
    for book in (Workbook(), book_of([None, " "], ["\n"])):
        with pytest.raises(FileEmpty, match=r"tablero\.xlsx"):
            read(book)


def test_what_a_package_holds_is_told_by_its_first_part() -> None:
    assert looks_like(saved(book_of(HEADER))) == "xlsx"
    assert looks_like(zip_bytes("[Content_Types].xml", "xl/workbook.xml", "xl/embeddings/word/document.xml")) == "xlsx"
    assert looks_like(zip_bytes("word/document.xml", "word/embeddings/xl/workbook.xml")) == "docx"


@pytest.mark.skipif(not REAL.exists(), reason="the training documents are not here")
def test_a_real_schedule() -> None:
    document = read_file(REAL)
    check(document)
    rows = table(document)
    assert len(rows) == 23 and all(set(row) <= {"Etapa", "Actividad"} for row in rows)
    assert rows[1]["Etapa"] == "Etapa I. Identificación de temáticas"
    assert document.notes == (("hidden_columns", "Crongorama abreviado (C–I)"),)


WORDS = st.text("aé1,. \n\t", max_size=12).map(lambda text: f"c{text}")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=6))
def test_every_cell_is_an_exact_run_of_the_document(rows: list[tuple[str, str, str]]) -> None:
    document = read(book_of(HEADER, *[list(row) for row in rows]))
    cells = [[document.text[cell.start : cell.end] for cell in block.cells] for block in document.blocks]
    assert cells == [[" ".join(cell.split()) for cell in row] for row in rows]
    assert all([cell.header for cell in block.cells] == HEADER for block in document.blocks)


VALUE = (
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.floats(allow_nan=False, allow_infinity=False)
    | st.datetimes(dt.datetime(1900, 3, 1), dt.datetime(9999, 1, 1)).map(lambda one: one.replace(microsecond=0))
    | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=10).map(lambda text: text.lstrip("="))
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(VALUE, max_size=4), max_size=6), st.lists(st.tuples(*[st.integers(1, 5)] * 4), max_size=2))
def test_any_workbook_is_sound(rows: list[list[Any]], merged: list[tuple[int, int, int, int]]) -> None:
    book = book_of(*rows)
    for top, left, height, width in merged:
        book.active.merge_cells(None, top, left, top + height, left + width)
    try:
        read(book)
    except FileEmpty:
        return


def test_note_marks_leave_figures_alone() -> None:
    raised = InlineFont(vertAlign="superscript")
    book = book_of(["Meta", "Avance", "Nota"])
    book.active.append(["Abrir", CellRichText("340", TextBlock(raised, "1"), " faros"), "58² boyas"])
    book.active.append(["Medir", CellRichText("20 m", TextBlock(raised, "2")), "30 m²"])
    assert [(row["Avance"], row["Nota"]) for row in table(read(book))] == [
        ("340 faros", "58 boyas"),
        ("20 m²", "30 m²"),
    ]

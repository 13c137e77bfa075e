"""Ruled tables on PDF pages."""

from __future__ import annotations

from drawn_pages import grid, pdf_of, rule, table, words
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import check, outline, texts
from makers import table as rows_of

from corpus.model import Document
from corpus.read import read_bytes

COLUMNS = [72.0, 180.0, 400.0, 520.0]
HEAD = ["Faro", "Quién lo cuida", "Altura"]
ABOVE = words(72, 740, "La autoridad portuaria publica esta lista cada mes en su sitio abierto.")
BELOW = words(72, 200, "Quien encuentre un error en la lista puede escribir a la autoridad.")


def read(*pages: list[bytes]) -> Document:
    document = read_bytes(pdf_of(pages), "faros.pdf", {"language": "es", "kind": "other"})
    check(document)
    return document


def test_cells_are_what_the_rules_say() -> None:
    rows = [HEAD, ["Norte", "La autoridad portuaria de|la costa", "31"], ["", "Un vecino", ""], ["Sur", "", "28"]]
    document = read([ABOVE, *table(COLUMNS, 700, rows), BELOW])
    assert rows_of(document) == [
        {"Faro": "Norte", "Quién lo cuida": "La autoridad portuaria de la costa", "Altura": "31"},
        {"Quién lo cuida": "Un vecino"},
        {"Faro": "Sur", "Altura": "28"},
    ]
    assert [block.kind for block in document.blocks] == ["paragraph", *["table_row"] * 3, "paragraph"]


def test_a_table_drawn_column_by_column_keeps_its_rows() -> None:
    rows = [HEAD, ["Norte", "El puerto", "31"], ["Sur", "Un vecino", "28"]]
    drawn = table(COLUMNS, 700, rows)
    rules, cells = drawn[:8], drawn[8:]
    by_column = [cells[3 * row + column] for column in range(3) for row in range(3)]
    assert rows_of(read([ABOVE, *rules, *by_column, BELOW])) == rows_of(read([ABOVE, *drawn, BELOW]))


def test_a_table_goes_on_over_the_page_and_its_header_is_said_once() -> None:
    first = [HEAD, ["Norte", "El puerto", "31"], ["Sur", "Un vecino que vive", "28"]]
    second = [HEAD, ["", "al lado del faro", ""], ["Este", "La autoridad", "19"]]
    document = read([ABOVE, *table(COLUMNS, 700, first)], [*table(COLUMNS, 700, second), BELOW])
    assert rows_of(document) == [
        {"Faro": "Norte", "Quién lo cuida": "El puerto", "Altura": "31"},
        {"Faro": "Sur", "Quién lo cuida": "Un vecino que vive al lado del faro", "Altura": "28"},
        {"Faro": "Este", "Quién lo cuida": "La autoridad", "Altura": "19"},
    ]
    assert [document.page_at(block.start) for block in document.blocks] == [1, 1, 1, 2, 2]


def test_a_row_that_the_page_begins_inside_belongs_to_the_row_above() -> None:
    """Some files draw no rule where a page break goes through a cell, and show the cut line on both pages."""
    first = [
        *[rule(72, y, 520, y) for y in (700, 680)],
        *[rule(x, 600, x, 700) for x in COLUMNS],
        words(75, 686, "Faro", bold=True),
        words(185, 686, "Tarea", bold=True),
        words(405, 686, "Plazo", bold=True),
        words(75, 660, "Norte"),
        words(185, 660, "Publicar el registro"),
        words(185, 592, "de todas las visitas"),
        words(405, 660, "Mayo"),
    ]
    second = [
        *[rule(180, y, 400, y) for y in (650, 600)],
        rule(72, 600, 520, 600),
        *[rule(x, 600, x, 700) for x in COLUMNS],
        words(185, 686, "de todas las visitas del año"),
        words(185, 630, "Medir su uso"),
    ]
    assert rows_of(read([ABOVE, *first], second)) == [
        {"Faro": "Norte", "Tarea": "Publicar el registro de todas las visitas del año", "Plazo": "Mayo"},
        {"Faro": "Norte", "Tarea": "Medir su uso", "Plazo": "Mayo"},
    ]


def merged(top: float, head: bool, rows: list[tuple[str, str, str]]) -> list[bytes]:
    """A table drawn with its outer rules; a label or a name goes down to the next one of its column."""
    filled = [HEAD, *rows] if head else rows
    tops = [top - 20 * at for at in range(len(filled) + 1)]
    drawn = [rule(x, tops[-1], x, top) for x in COLUMNS]
    for at, y in enumerate(tops):
        below = filled[at] if head < at < len(filled) else ("x", "x", "x")
        drawn += [rule(COLUMNS[c], y, COLUMNS[c + 1], y) for c, text in enumerate(below) if text]
    for y, row in zip(tops, filled, strict=False):
        drawn += [words(x + 3, y - 14, text, bold=row is HEAD) for x, text in zip(COLUMNS, row, strict=False) if text]
    return drawn


def test_what_a_cell_over_several_rows_says_is_said_in_each_of_them() -> None:
    rows = [("Norte", "Ana", "31"), ("", "Berta", "28"), ("", "", "19"), ("Sur", "Carla", "17"), ("", "", "12")]
    document = read([ABOVE, *merged(700, True, rows), BELOW])
    assert texts(document, "table_row") == [
        "Norte\tAna\t31",
        "Norte\tBerta\t28",
        "Norte\tBerta\t19",
        "Sur\tCarla\t17",
        "Sur\tCarla\t12",
    ]


def test_a_cell_over_several_rows_goes_on_over_the_page() -> None:
    """Word closes the table at the page's foot and repeats the header; the rest of the cell is empty."""
    first = merged(700, True, [("Norte", "Ana", "31"), ("Sur", "Berta", "28"), ("", "", "19")])
    for head in (True, False):
        second = merged(700, head, [("", "", "17"), ("", "Carla", "12"), ("Este", "Diana", "9")])
        assert texts(read([ABOVE, *first], [*second, BELOW]), "table_row") == [
            "Norte\tAna\t31",
            "Sur\tBerta\t28",
            "Sur\tBerta\t19",
            "Sur\tBerta\t17",
            "Sur\tCarla\t12",
            "Este\tDiana\t9",
        ]


def test_a_header_of_two_rows() -> None:
    drawn = [
        rule(72, 700, 520, 700),
        rule(180, 680, 520, 680),
        *[rule(72, y, 520, y) for y in (660, 640, 620)],
        *[rule(x, 620, x, 700) for x in (72, 180, 520)],
        rule(400, 620, 400, 680),
        words(75, 686, "Faro", bold=True),
        words(185, 686, "Visitas", bold=True),
        words(185, 666, "De día", bold=True),
        words(405, 666, "De noche", bold=True),
        *[
            words(x, y, text)
            for y, row in ((646, "abc"), (626, "def"))
            for x, text in zip((75, 185, 405), row, strict=True)
        ],
    ]
    assert rows_of(read([ABOVE, *drawn, BELOW])) == [
        {"Faro": "a", "Visitas: De día": "b", "Visitas: De noche": "c"},
        {"Faro": "d", "Visitas: De día": "e", "Visitas: De noche": "f"},
    ]


def test_marks_below_choices_tick_them() -> None:
    edges = [72.0, 180.0, 290.0, 400.0, 520.0]
    drawn = [
        *[rule(72, y, 520, y) for y in (700, 680, 640)],
        rule(180, 660, 520, 660),
        *[rule(x, 640, x, 700) for x in (72, 180, 520)],
        *[rule(x, 640, x, 680) for x in edges[2:4]],
        words(75, 686, "Meta"),
        words(185, 686, "Abrir los registros de los faros"),
        words(75, 666, "Avance"),
        *[words(x + 5, 666, text) for x, text in zip(edges[1:], ["Nulo", "Limitado", "Completo"], strict=False)],
        words(295, 646, "a, b"),
        words(405, 646, "c"),
    ]
    assert texts(read([ABOVE, *drawn, BELOW]), "table_row") == [
        "Meta\tAbrir los registros de los faros",
        "Avance\tNulo\tLimitado a, b\tCompleto c",
    ]


def test_a_first_row_over_the_whole_width_is_the_heading_of_the_table() -> None:
    body = [ABOVE, words(72, 726, "Los compromisos del puerto se describen en las tablas que siguen.")]
    tables = []
    for number, top in enumerate((700, 500), 1):
        title = words(75, top - 14, f"{number}. Abrir los registros del faro {number}", bold=True)
        rest = table([72, 180, 520], top - 20, [["Quién", "El puerto"], ["Plazo", "Mayo"]])
        tables += [rule(72, top, 520, top), rule(72, top - 20, 72, top), rule(520, top - 20, 520, top), title, *rest]
    document = read([*body, *tables])
    assert [text for _, text in outline(document)] == [
        "1. Abrir los registros del faro 1",
        "2. Abrir los registros del faro 2",
    ]
    rows = [block for block in document.blocks if block.kind == "table_row"]
    assert [block.section[-1][:1] for block in rows] == ["1", "1", "2", "2"]


def test_words_cut_by_a_narrow_cell_are_whole_where_the_file_tells_its_blanks() -> None:
    task = "Publicar |cada mes |la infor|mación de |todas las |visitas "
    rows = [["Faro ", "Tarea ", "Plazo "], ["Nor|te ", task, "Mayo "]]
    document = read([ABOVE, *table(COLUMNS, 700, rows), BELOW])
    assert texts(document, "table_row") == ["Norte\tPublicar cada mes la información de todas las visitas\tMayo"]


def test_a_frame_around_running_text_is_no_table() -> None:
    frame = grid([60, 540], [760, 640, 600])
    lines = [words(72, 740 - 14 * at, f"La línea {at} del aviso a los navegantes de la costa.") for at in range(6)]
    document = read([*frame, *lines, BELOW])
    assert not texts(document, "table_row") and "La línea 5 del aviso" in document.text


def test_a_chart_of_very_many_rules_is_no_table() -> None:
    chart = [rule(100, y / 10, 500, y / 10) for y in range(3000, 6000, 4)] + [
        rule(x / 10, 300, x / 10, 600) for x in range(1000, 5000, 4)
    ]
    assert texts(read([ABOVE, *chart, BELOW]))[0].startswith("La autoridad")


def test_text_that_runs_from_cell_to_cell_in_one_go_is_parted_at_the_rules() -> None:
    """Here the words of a row are placed in one text object, so that pypdf gives them as one run."""
    rows = [("Faro", "Cuida", "Altura"), ("Norte", "Puerto", "31"), ("Sur", "Vecino", "28")]
    drawn = [
        b"BT /F1 10 Tf 75 %d Td (%s) Tj 110 0 Td (%s) Tj 220 0 Td (%s) Tj ET"
        % (686 - 20 * at, *(cell.encode() for cell in row))
        for at, row in enumerate(rows)
    ]
    document = read([ABOVE, *grid(COLUMNS, [700, 680, 660, 640]), *drawn, BELOW])
    assert rows_of(document) == [
        {"Faro": "Norte", "Cuida": "Puerto", "Altura": "31"},
        {"Faro": "Sur", "Cuida": "Vecino", "Altura": "28"},
    ]


CELLS = st.text(st.characters(codec="cp1252", categories=["Ll", "Lu", "Nd"]), min_size=1, max_size=9)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=2, max_size=12))
def test_no_cell_is_lost_or_doubled(rows: list[list[str]]) -> None:
    rows = [[f"{row[0]}{number}", *row[1:]] for number, row in enumerate(rows)]  # a row like the header is a header
    document = read([*table(COLUMNS, 720, rows), BELOW])
    cells = [document.text[cell.start : cell.end] for block in document.blocks for cell in block.cells]
    flat = [cell for row in rows for cell in row]
    headers = [cell.header for block in document.blocks for cell in block.cells[:3]][:3]
    assert cells == flat or (cells == flat[3:] and headers == flat[:3])

"""Tables without rules on PDF pages, and words torn where a page moves its pen."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from drawn_pages import pdf_of, rule, words
from makers import check, texts
from makers import table as rows_of
from placed_words import by_word, line, width

from corpus.model import Document
from corpus.read import read_bytes
from corpus.readers.pdf.glyphs.damage import is_damaged
from corpus.readers.pdf.page import Chunk, PageContent

COLUMNS = (72.0, 220.0, 340.0, 450.0)
HEAD = ("Faro", "Responsable", "Plazo", "Gasto")
ROWS = (
    ("1. Norte", "El puerto", "2024", "340"),
    ("2. Sur", "La autoridad", "2025", "58"),
    ("3. Este", "Un vecino", "2026", "1200"),
    ("4. Oeste", "El concejo", "2027", "77"),
)
ABOVE = words(72, 740, "La autoridad portuaria publica esta lista cada mes en su sitio abierto.")
BELOW = words(72, 300, "Quien encuentre un error en la lista puede escribir a la autoridad del puerto.")
SAID = [dict(zip(HEAD, row, strict=True)) for row in ROWS]


def read(drawn: Sequence[bytes]) -> Document:
    document = read_bytes(pdf_of([drawn]), "faros.pdf", {"language": "es", "kind": "other"})
    check(document)
    return document


def drawn(rows: Sequence[Sequence[str]], *, step: float = 20, inner: float = 12, right: bool = False) -> list[bytes]:
    """Rows below each other; "|" parts the lines of a cell."""
    found: list[bytes] = []
    y = 700.0
    for number, row in enumerate(rows):
        for column, (x, text) in enumerate(zip(COLUMNS, row, strict=True)):
            for at, part in enumerate(text.split("|")):
                shift = 60 - width(part, 10) if right and column == 3 else 0
                if part:
                    found.append(words(x + shift, y - inner * at, part, bold=number == 0))
        y -= step + inner * max(text.count("|") for text in row)
    return found


@pytest.mark.parametrize("right", [False, True], ids=["left", "right"])
def test_columns_are_what_stands_below_each_other(right: bool) -> None:
    document = read([ABOVE, *drawn([HEAD, *ROWS], right=right), BELOW])
    assert rows_of(document) == SAID
    assert [block.kind for block in document.blocks] == ["paragraph", *["table_row"] * 4, "paragraph"]


def test_figures_that_end_below_each_other_are_columns_with_blanks_between() -> None:
    rows = (
        ("Gasto", "Aprobado", "Modificado", "Ejecutado"),
        ("Faros del norte", "400.000", "380.000", "371.200"),
        ("Boyas", "95.000", "", "61.300"),
        ("Mapa de la costa", "250.000", "275.000", ""),
        ("Buzón", "80.000", "82.500", "8.100"),
    )
    placed = [
        words(x - (width(text, 10) if at else 0), 700 - 18 * number, text)
        for number, row in enumerate(rows)
        for at, (x, text) in enumerate(zip((60.0, 300.0, 400.0, 500.0), row, strict=True))
        if text
    ]
    told = rows_of(read([ABOVE, *placed, BELOW]))
    assert told[1] == {"Gasto": "Boyas", "Aprobado": "95.000", "Ejecutado": "61.300"}
    assert told[2] == {"Gasto": "Mapa de la costa", "Aprobado": "250.000", "Modificado": "275.000"}


def test_words_placed_one_by_one_stand_in_their_columns() -> None:
    placed = [
        word
        for number, row in enumerate([HEAD, *ROWS])
        for x, text in zip(COLUMNS, row, strict=True)
        for word in line(x, 700 - 20 * number, text, 10)
    ]
    assert [set(row.values()) for row in rows_of(read([ABOVE, *by_word(placed), BELOW]))] == [set(row) for row in ROWS]


def test_lines_of_a_cell_stay_together_where_rows_are_further_apart() -> None:
    rows = [(label.replace(" ", " Faro del|", 1), *rest) for label, *rest in ROWS]
    said = [{**row, "Faro": label[0].replace("|", " ")} for row, label in zip(SAID, rows, strict=True)]
    assert rows_of(read([ABOVE, *drawn([HEAD, *rows]), BELOW])) == said


def test_rules_across_tell_rows_apart() -> None:
    rows = [(label.replace(" ", " Faro del|", 1), *rest) for label, *rest in ROWS]
    across = [rule(72, 700 - 5 - 24 * at, 500, 700 - 5 - 24 * at) for at in range(5)]
    cells = drawn([HEAD], step=24) + [
        words(x, 676 - 24 * number + (6 if column else 6 - 10 * at), part)
        for number, row in enumerate(rows)
        for column, (x, text) in enumerate(zip(COLUMNS, row, strict=True))
        for at, part in enumerate(text.split("|"))
    ]
    found = rows_of(read([ABOVE, *across, *cells, BELOW]))
    assert [row["Gasto"] for row in found] == [row[3] for row in ROWS]


def test_values_in_the_middle_of_their_rows_come_into_no_other_column() -> None:
    """Lines that stand beside each other, not below: nothing tells for sure where a row ends."""
    cells = drawn([HEAD], step=24) + [
        words(x, 670 - 24 * number + (6 if column else 12 - 12 * at), part)
        for number, row in enumerate(ROWS)
        for column, (x, text) in enumerate(zip(COLUMNS, row, strict=True))
        for at, part in enumerate([text, "del puerto"] if not column else [text])
    ]
    document = read([ABOVE, *cells, BELOW])
    wanted = dict(zip(HEAD, zip(*ROWS, strict=True), strict=True))
    for row in rows_of(document):
        assert all(value in wanted[header] for header, value in row.items() if header in HEAD[1:])
    assert all(value in document.text for row in ROWS for value in row)


def test_a_name_over_the_rows_below_it_is_their_heading() -> None:
    rows = [*ROWS[:2], ("Faros de la costa del norte y de las islas", "", "", ""), *ROWS[2:]]
    document = read([ABOVE, *drawn([HEAD, *rows]), BELOW])
    assert rows_of(document) == SAID
    assert [block.section[-1:] for block in document.blocks if block.kind == "table_row"][2:] == [(rows[2][0],)] * 2


def test_columns_of_running_text_are_no_table() -> None:
    text = ["El", "concejo", "aprobó", "la", "lista", "de", "faros", "antes", "de", "mayo"]
    columns = [
        words(x, 700 - 13 * number, " ".join(text[(number + at) % 5 :][:5]))
        for number in range(8)
        for at, x in enumerate((60, 230, 400))
    ]
    assert not rows_of(read(columns))


def test_lists_side_by_side_are_no_table() -> None:
    items = [
        piece
        for number in range(4)
        for x in (72, 330)
        for piece in (
            words(x, 700 - 40 * number, "•"),
            words(x + 22, 700 - 40 * number, "Revisar los faros"),
            words(x + 22, 688 - 40 * number, "de la costa norte"),
        )
    ]
    assert not rows_of(read([*items, BELOW]))


def test_words_torn_by_moves_of_the_pen_show_by_their_number() -> None:
    torn = "Parti ci pa ron las veci nas del puerto en la revi sión de los faros del norte y del sur."
    content = PageContent(1, 595, 842, chunks=[Chunk(torn, 72, 700, 10, False)])
    assert not is_damaged(content)
    assert is_damaged(content, words=14)
    assert not is_damaged(content, words=len(torn.split()))


def test_a_hyphen_of_its_own_sign_at_a_line_s_end_goes() -> None:
    """Browsers draw U+2010 where a word is cut."""
    from corpus.structure.hyphens import Hyphens

    assert Hyphens("").join("solo 250 obtu\u2010", "vieron respuesta") == "solo 250 obtuvieron respuesta"
    assert texts(read([ABOVE]))


def test_a_hyphen_that_browsers_print_at_a_line_s_end_was_typed() -> None:
    from corpus.structure.hyphens import Hyphens

    printed = Hyphens("La cocreación es nueva.", typed=True)
    assert printed.join("a well-", "known road") == "a well-known road"
    assert printed.join("La cocrea-", "ción") == "La cocreación"
    assert printed.join("solo 250 obtu\u2010", "vieron respuesta") == "solo 250 obtuvieron respuesta"

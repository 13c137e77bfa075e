"""Words of a sheet that nobody sees though nothing is hidden; and those that look so and are seen."""

from __future__ import annotations

from typing import Any

import pytest
from makers import check
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.table import Table, TableStyleInfo
from workbooks import HEADER, book_of, saved

from corpus.model import Document
from corpus.read import read_bytes

WORDS = "Nadie lo ve"
WHITE, BLUE = Font(color="FFFFFFFF"), PatternFill("solid", fgColor="FF1F4E79")


def read(book: Any) -> Document:
    document = read_bytes(saved(book), "tablero.xlsx", {"language": "es", "kind": "other"})
    check(document)
    return document


def book() -> tuple[Any, Any]:
    made = book_of(HEADER, ["1.1", WORDS, "Completo"], ["1.2", "Puerto", "En curso"])
    return made, made.active["B2"]


def expect(made: Any, seen: bool) -> None:
    document = read(made)
    assert (WORDS in document.text) is seen and "Puerto" in document.text and "Completo" in document.text
    assert document.notes == (() if seen else (("hidden_words", "3"),))


@pytest.mark.parametrize(
    ("font", "fill", "seen"),
    [
        (WHITE, None, False), (Font(color="FF1F4E79"), BLUE, False), (Font(size=1), None, False), (WHITE, BLUE, True),
        (Font(color="FFFFFFFF", size=1), BLUE, False), (Font(size=8), None, True), (Font(color="FF808080"), None, True),
        (None, BLUE, True),
    ],
)  # fmt: skip
def test_cells_in_their_own_colour_are_left_out(font: Any, fill: Any, seen: bool) -> None:
    made, cell = book()
    if font:
        cell.font = font
    if fill:
        cell.fill = fill
    expect(made, seen)


def test_rows_and_columns_without_room_are_named() -> None:
    made, _ = book()
    made.active.row_dimensions[2].height = 0.1
    document = read(made)
    assert WORDS not in document.text and document.notes == (("hidden_rows", "Hoja1 (2)"),)
    made, _ = book()
    made.active.column_dimensions["B"].width = 0.1
    document = read(made)
    assert WORDS not in document.text and document.notes == (("hidden_columns", "Hoja1 (B)"),)


@pytest.mark.parametrize(
    ("rule", "seen"),
    [
        (FormulaRule(formula=["TRUE"], font=WHITE), False),
        (CellIsRule(operator="equal", formula=[f'"{WORDS}"'], font=WHITE), False),
        (CellIsRule(operator="equal", formula=['"Otro"'], font=WHITE), True),
        (CellIsRule(operator="lessThan", formula=["5"], font=WHITE), True),
        (FormulaRule(formula=["TRUE"], font=WHITE, fill=BLUE), True),
        (FormulaRule(formula=["TRUE"], font=Font(color="FFFF0000")), True),
    ],
)
def test_words_that_a_condition_makes_white_are_left_out(rule: Any, seen: bool) -> None:
    made, _ = book()
    made.active.conditional_formatting.add("B2", rule)
    expect(made, seen)


def test_a_condition_that_cannot_be_worked_out_is_told() -> None:
    made, _ = book()
    made.active.conditional_formatting.add("B2", FormulaRule(formula=["LEN(C2)>3"], font=WHITE))
    document = read(made)
    assert WORDS in document.text and document.notes == (("styles_unclear", "1"),)


def test_white_heads_of_a_styled_table_are_read() -> None:
    made, _ = book()
    for cell in made.active[1]:
        cell.font = WHITE
    listed = Table(displayName="Metas", ref="A1:C3", tableStyleInfo=TableStyleInfo(name="TableStyleMedium2"))
    made.active.add_table(listed)
    expect(made, True)


def test_zeros_of_a_sheet_that_shows_none_are_left_out() -> None:
    made = book_of(HEADER, ["1.1", "Puerto", 0], ["1.2", "Faro", 5])
    assert "Puerto\t0" in read(made).text
    made.active.sheet_view.showZeros = False
    document = read(made)
    assert "Puerto\t0" not in document.text and document.notes == (("hidden_words", "1"),)

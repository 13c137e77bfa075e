"""The rows of a table before its header is known."""

from __future__ import annotations

from corpus.structure.tables.rows import Row, with_cut_rows_joined, without_dittos, without_rules


def test_a_row_of_dashes_marks_the_row_above_it_as_header() -> None:
    rows = without_rules([Row(["Nombre", "Año"]), Row(["---", "---"]), Row(["Pozos", "2024"]), Row(["", ""])])
    assert [(row.cells, row.header) for row in rows] == [(["Nombre", "Año"], True), (["Pozos", "2024"], False)]


def test_the_rest_of_a_row_goes_on_cell_by_cell() -> None:
    rows = with_cut_rows_joined([Row(["1", "Abrir el registro"]), Row(["", "de pozos"], gap=True)])
    assert [row.cells for row in rows] == [["1", "Abrir el registro de pozos"]]


def test_what_is_the_same_is_said() -> None:
    rows = without_dittos([Row(["1", "Secretaría"]), Row(["2", "ídem"])])
    assert rows[1].cells == ["2", "Secretaría"]

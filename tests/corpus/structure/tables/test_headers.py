"""Which row of a table is its header."""

from __future__ import annotations

import pytest

from corpus.structure.tables.headers import is_figure, is_label_and_value, is_section
from corpus.structure.tables.rows import Row


@pytest.mark.parametrize(
    ("text", "figure"), [("12 %", True), ("2024", True), ("Q3", True), ("agua", False), ("12 pozos abiertos", False)]
)
def test_figures(text: str, figure: bool) -> None:
    assert is_figure(text) is figure


def test_a_row_with_one_short_cell_at_its_beginning_is_a_section() -> None:
    assert is_section(Row(["Agua", "", ""]), 3)
    assert not is_section(Row(["", "Agua", ""]), 3)
    assert not is_section(Row(["Se abrió el registro de pozos.", "", ""]), 3)


def test_the_first_row_of_a_sheet_may_be_a_label_with_its_value() -> None:
    assert is_label_and_value(Row(["Commitment", "3. Open wells"]), [])
    assert is_label_and_value(Row(["Status", "Open"]), [Row(["status", "Closed"])])
    assert not is_label_and_value(Row(["Field", "Value"]), [Row(["Status", "Open"])])

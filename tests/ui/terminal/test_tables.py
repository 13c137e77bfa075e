"""Tables for people, CSV for programs and for Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest

from ui.terminal.tables import fitted, show_rows


def test_csv_can_be_read_again_and_holds_no_formulas(capsys: pytest.CaptureFixture[str]) -> None:
    from ui.terminal.console import Console

    rows = [{"a": "=1+1", "b": 'one, "two"', "c": 3, "d": None}, {"a": "x\ny", "b": "@b", "c": -1, "d": "-"}]
    show_rows(Console(), rows, "csv", ("a", "b", "c", "d"))
    read = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert read[0] == {"a": "'=1+1", "b": 'one, "two"', "c": "3", "d": ""}
    assert read[1] == {"a": "x\ny", "b": "'@b", "c": "-1", "d": "'-"}


def test_a_sheet_for_excel_begins_with_its_mark_and_no_other_does(ogp_ledger: Callable[..., Any]) -> None:
    for command in ("list", "export"):
        plain, marked = (ogp_ledger("ledger", command, "--format", form).out for form in ("csv", "excel"))
        assert marked == "\ufeff" + plain and not plain.startswith("\ufeff")


@pytest.mark.parametrize(
    "cell", ["=1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\uff1d1", "  @a"]
)
def test_no_cell_begins_like_a_formula(cell: str, capsys: pytest.CaptureFixture[str]) -> None:
    from ui.terminal.console import Console

    show_rows(Console(), [{"a": cell}], "csv", ("a",))
    assert capsys.readouterr().out.split("\n", 1)[1].lstrip('"').startswith("'")


def test_a_table_too_wide_for_the_terminal_becomes_lines() -> None:
    headers = ["id", "a rather long header", "another long header", "title"]
    rows = [["XV1", "Complete", "", "Open wells in every village of the north"], ["XV2", "", "Limited", "Roads"]]
    wide = fitted(headers, rows, 200)
    assert wide == fitted(headers, rows, None) and wide.splitlines()[1].startswith("---")
    narrow = fitted(headers, rows, 40)
    assert max(map(len, narrow.splitlines())) <= 40
    assert narrow.splitlines()[0].startswith("XV1 — Open wells") and "another long header: Limited" in narrow
    assert "a rather long header: Complete" in narrow and narrow.count("another long header") == 1

"""Rows for programs: JSON lines or CSV."""

from __future__ import annotations

import csv
import io
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from ui.terminal.console import Console

# What makes a spreadsheet take a cell for a formula; the last four are the wide forms of East Asian keyboards.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def show_rows(console: Console, rows: Sequence[Mapping[str, Any]], form: str, columns: Sequence[str]) -> None:
    """Print rows of these columns as `form`: "json" (one object a line), "csv" (with a header, even if there are no
    rows: a program that reads it still finds its columns), or "excel", which is CSV that begins with the mark (BOM) by
    which Excel tells UTF-8; programs would take it for a part of the first column's name."""
    if form == "json":
        for row in rows:
            console.show_json(row)
        return
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: _safe(value) for key, value in row.items()} for row in rows)
    # an output of another encoding, as Windows may have, is the one that Excel expects there
    mark = "\ufeff" if form == "excel" and console.utf8 else ""
    console.show(mark + stream.getvalue().rstrip("\n"))


def _safe(value: Any) -> Any:
    """A spreadsheet would take a cell that begins so for a formula: an apostrophe keeps it a text. Blanks before it do
    not help: some programs trim them."""
    return f"'{value}" if isinstance(value, str) and value.lstrip(" \u00a0").startswith(_FORMULA) else value


def aligned(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A plain table, columns padded with spaces; the last one runs free."""
    lines = [list(headers), *(list(row) for row in rows)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(headers) - 1)]
    lines.insert(1, ["-" * width for width in widths] + ["-" * len(headers[-1])])
    return "\n".join("  ".join([*map(str.ljust, line[:-1], widths), line[-1]]).rstrip() for line in lines)


def fitted(headers: Sequence[str], rows: Sequence[Sequence[str]], width: int | None) -> str:
    """The table as `aligned`; where all but its free last column would not fit in `width` characters, each row as a few
    lines instead: its first and last cell, and below them what the other cells that are not empty say."""
    table = aligned(headers, rows)
    rule = table.split("\n")[1]
    if width is None or len(rule) - len(headers[-1]) + _TITLE <= width:
        return table
    return "\n".join(line for row in rows for line in _stacked(headers, row, width))


_TITLE = 24  # characters that the free column should have at least


def _stacked(headers: Sequence[str], row: Sequence[str], width: int) -> list[str]:
    facts = " · ".join(f"{header}: {cell}" for header, cell in zip(headers[1:-1], row[1:-1], strict=True) if cell)
    lines = textwrap.wrap(f"{row[0]} — {row[-1]}", width, subsequent_indent="  ")
    return lines + textwrap.wrap(facts, width, initial_indent="  ", subsequent_indent="  ")

"""The cells of an HTML table, by row and column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from corpus.structure.tables.rows import Row
from corpus.structure.tables.tables import CARRIED, Grid

_MOST = 100  # columns of one cell
_MOST_ROWS = 1000
_MOST_CARRIED = 50_000  # cells of a table that only say again what stands above
_WIDEST = 1000  # columns of a table: cells that reach down beside each other could make it as wide as one likes


@dataclass(slots=True)
class _Reaching:
    """A cell that covers rows further down: how many are left, and what it says at the first of its columns."""

    rows: int
    text: str
    bold: bool
    width: int


def owner(cell: Any) -> Any:
    """The table that a cell or row belongs to."""
    return next(cell.iterancestors("table"), None)


def grid_of_table(table: Any, words: Callable[[Any], str], is_bold: Callable[[Any], bool]) -> Grid:
    """What is merged is said once across, and in each row that it reaches down to: what a row says would be said of
    nothing without it."""
    rows: list[Row] = []
    below: dict[int, _Reaching] = {}
    repeated = 0
    for line in table.iter("tr"):
        if owner(line) is not table:
            continue
        cells = [cell for cell in line if cell.tag in ("td", "th")]
        in_head = any(parent.tag == "thead" for parent in line.iterancestors("thead"))
        row = Row([], header=in_head or (len(cells) > 1 and all(cell.tag == "th" for cell in cells)))
        for cell in cells:
            _carry(row, below)
            text, bold = words(cell), cell.tag == "th" or is_bold(cell)
            width, height = _span(cell, "colspan", _MOST), _span(cell, "rowspan", _MOST_ROWS)
            width = max(1, min(width, _WIDEST - len(row.cells)))
            for at in range(width):
                if height > 1:
                    carried = text if at == 0 and len(text) <= CARRIED else ""
                    below[len(row.cells) + at] = _Reaching(height - 1, carried, bold, width if at == 0 else 1)
            _write(row, text, bold, width)
        _carry(row, below)
        repeated += len(row.carried)
        if repeated > _MOST_CARRIED:
            below.clear()
        rows.append(row)
    return Grid(rows, marked=True)


def _carry(row: Row, below: dict[int, _Reaching]) -> None:
    """Say again what stands at the next places of the row, in cells that begin above."""
    carried = set(row.carried)
    while len(row.cells) < _WIDEST and (cell := below.get(len(row.cells))) is not None and cell.rows > 0:
        cell.rows -= 1
        at = len(row.cells)
        row.cells.append(cell.text)
        row.bold.append(bool(cell.text) and cell.bold)
        carried.add(at)
        if cell.text and cell.width > 1:
            row.spans[at] = cell.width
    row.carried = frozenset(carried)


def _write(row: Row, text: str, bold: bool, width: int) -> None:
    if width > 1:
        row.spans[len(row.cells)] = width
    row.cells += [text] + [""] * (width - 1)
    row.bold += [bold] + [False] * (width - 1)


def _span(cell: Any, name: str, most: int) -> int:
    value = (cell.get(name) or "").strip()
    if not value.isdecimal():
        return 1
    if name == "rowspan" and int(value[:6]) == 0:  # down to the last row
        return most
    return max(1, min(int(value[:6]), most))

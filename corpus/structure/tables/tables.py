"""Grids of cells become rows that know their headers.

A row cut in two by a page break is joined again, cell by cell; a header row repeated inside the table is
dropped; a row with one filled cell names a section of the table and becomes a heading. What a cell says that reaches
over several rows is said in each of them, and so is what "ídem" stands for.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.structure.pieces import Piece
from corpus.structure.tables.column_names import column_names, covered_name
from corpus.structure.tables.headers import _same, is_section, split_header
from corpus.structure.tables.rows import Row, with_cut_rows_joined, without_dittos, without_rules

CARRIED = 300
"""Characters: longer words of a cell over several rows are said in the first of them only."""


@dataclass(slots=True)
class Grid:
    """A table as its format shows it.

    `marked`: the format itself says where rows begin, so none is the rest of another. `plain`: the first row
    is a header only if it is set apart as one. `names` of the columns, where the reader has found the header
    (empty: there is none); None leaves it to be found here.
    """

    rows: list[Row]
    marked: bool = False
    plain: bool = False
    names: list[str] | None = None


def table_pieces(grid: Grid) -> list[Piece]:
    """Rows and section headings of a table, in order."""
    rows = without_rules(grid.rows)
    if not grid.marked:
        rows = with_cut_rows_joined(rows)
    if not rows:
        return []
    width = max(len(row.cells) for row in rows)
    heads: list[Row] = []
    header = grid.names or []
    sheet = grid.names is not None
    if not sheet:
        heads, rows = split_header(rows, width, not grid.plain)
        header = column_names(heads)
    repeated = [header, *(head.cells for head in heads)]
    rows = without_dittos(rows)
    pieces: list[Piece] = []
    after_rows = False
    style = ""
    for row in rows:
        if header and any(_same(row.cells, one) for one in repeated):
            continue
        if row.carried.issuperset(row.filled):
            continue  # nothing of its own
        if is_section(row, width):
            text = row.cells[row.filled[0]]
            # A first group without a name of its own is named by the heading above the table: see outline.
            style = style or ("table:later" if after_rows else "table")
            pieces.append(Piece("heading", text, style=style, pages=_page(row)))
            continue
        names = header + [""] * (len(row.cells) - len(header))
        cells = tuple(
            (covered_name(names, at, 1 if sheet else row.spans.get(at, 1)), row.cells[at]) for at in row.filled
        )
        if cells:
            after_rows = True
            pieces.append(Piece("table_row", "\t".join(text for _, text in cells), cells, pages=_page(row)))
    return pieces


def _page(row: Row) -> list[tuple[int, int]]:
    return [(0, row.page)] if row.page else []

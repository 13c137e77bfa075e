"""Ruled tables become grids; a table that goes on over the next page is one grid, a row that a page cut is one row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.readers.pdf.lines import PageLine
from corpus.readers.pdf.tables.page_breaks import RuledRow, join_pages
from corpus.readers.pdf.tables.ruled import SAME_COLUMN, RuledCell, RuledTable
from corpus.structure.hyphens import Hyphens
from corpus.structure.lists import BULLETS, TELLING, split_marker
from corpus.structure.tables.rows import Row
from corpus.structure.tables.tables import CARRIED, Grid

_TITLE_WORDS = 34
_SPACED = 0.5  # share of the lines of a table with a blank at their end that makes those without one cut words
_MARK = re.compile(r"\W|\w(?:\s*[,;]\s*\w)*")
_LETTER_O = re.compile(r"o\s+(?=[A-ZÁÉÍÓÚÑ¿¡\"“])")


def title_lines(table: RuledTable) -> list[PageLine]:
    """The lines of a first row that is one cell over the whole width: a heading above the table, taken out of it."""
    first = [cell for cell in table.cells if cell.row == 0 and cell.lines]
    words = sum(len(line.text.split()) for cell in first for line in cell.lines)
    if len(first) != 1 or not table.spans(first[0]) or first[0].open_top or words > _TITLE_WORDS:
        return []
    lines, first[0].lines = first[0].lines, []
    return lines


def grid_of(parts: Sequence[RuledTable], hyphens: Hyphens) -> Grid:
    """One grid of a table's parts, page after page."""
    columns = sorted(_merged(x for part in parts for x in part.columns))
    rows: list[RuledRow] = []
    for part in parts:
        join_pages(rows, _rows(part, columns, hyphens), hyphens)
    _merge_marks(rows)
    width = len(columns)
    rows = [row for row in rows if any(row.texts.values())]
    carried = _carry(rows)
    return Grid([_row(row, width, carried[id(row)]) for row in rows], marked=True)


def _row(row: RuledRow, width: int, carried: frozenset[int]) -> Row:
    cells = [row.texts.get(column, "") for column in range(width)]
    bold = [row.bold.get(column, False) for column in range(width)]
    return Row(cells, bold, header=row.header, page=row.page, spans=row.spans, carried=carried)


def _merged(places: object) -> list[float]:
    kept: list[float] = []
    for x in sorted(places):  # type: ignore[call-overload]
        if not kept or x - kept[-1] > SAME_COLUMN:
            kept.append(x)
    return kept


def _rows(table: RuledTable, columns: list[float], hyphens: Hyphens) -> list[RuledRow]:
    rows: dict[int, RuledRow] = {}
    inner = [line.spaced for cell in table.cells for line in cell.lines[:-1]]
    spaced = sum(inner) > _SPACED * len(inner)
    for cell in table.cells:
        row = rows.setdefault(cell.row, RuledRow(table.page))
        column = min(range(len(columns)), key=lambda at: abs(columns[at] - cell.box[0]))
        row.owned.add(column)
        for at in range(cell.row + 1, cell.row + cell.down):
            rows.setdefault(at, RuledRow(table.page)).under[column] = row
        row.spans[column] = max(1, sum(x + SAME_COLUMN < cell.box[2] for x in columns[column:]))
        if cell.open_top:
            row.open.add(column)
        if cell.lines:
            row.texts[column] = cell_text(cell, hyphens, spaced=spaced)
            row.bold[column] = all(line.bold for line in cell.lines)
    return [rows[at] for at in sorted(rows)]


def cell_text(cell: RuledCell, hyphens: Hyphens, *, spaced: bool) -> str:
    """The words of a cell as one run of text; bullets stay, for they part its items.

    `spaced`: lines that end with a word have a blank behind it, so that one without was cut inside a word.
    """
    text = ""
    torn = False
    letters = sum(bool(_LETTER_O.match(line.text)) for line in cell.lines)
    for line in cell.lines:
        words = line.text
        if letters > 1:
            words = _LETTER_O.sub("• ", words, count=1) if _LETTER_O.match(words) else words
        marker, rest = split_marker(words)
        if marker and marker in BULLETS and marker not in TELLING:
            words = f"• {rest}"
        if torn and words[0].islower():
            text += words
        else:
            text = hyphens.join(text, words) if text else words
        torn = spaced and not line.spaced and text[-1].isalpha()
    return text.removeprefix("• ") if text.count("• ") == 1 else text


def _carry(rows: list[RuledRow]) -> dict[int, frozenset[int]]:
    """Say in each row what stands in cells that reach down to it, and tell (by the row's id) in which columns."""
    carried: dict[int, frozenset[int]] = {}
    for row in rows:
        found = {column: _text_over(row, column) for column in row.under if not row.texts.get(column)}
        carried[id(row)] = frozenset(column for column, (text, _) in found.items() if text)
        for column, (text, bold) in found.items():
            if text and len(text) <= CARRIED:
                row.texts[column], row.bold[column] = text, bold
    return carried


def _text_over(row: RuledRow, column: int) -> tuple[str, bool]:
    """The words of the cell that reaches down to a row, and whether they are bold."""
    while not row.texts.get(column) and column in row.under:
        row = row.under[column]
    return row.texts.get(column, ""), row.bold.get(column, False)


def _merge_marks(rows: list[RuledRow]) -> None:
    """A row of nothing but marks below a row of choices, under one label, ticks those choices."""
    at = 1
    while at < len(rows):
        row, above = rows[at], rows[at - 1]
        filled = [column for column, text in row.texts.items() if text]
        if (
            0 not in row.owned
            and filled
            and len(above.texts) > 2
            and all(_MARK.fullmatch(row.texts[column]) and above.texts.get(column) for column in filled)
        ):
            for column in filled:
                above.texts[column] = f"{above.texts[column]} {row.texts[column]}"
            del rows[at]
        else:
            at += 1

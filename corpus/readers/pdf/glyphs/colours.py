"""Cells of a ruled table that a page fills with colour and nothing else, and the key that says what colours mean."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.readers.pdf.lines import PageLine
from corpus.readers.pdf.tables.ruled import RuledCell, RuledTable
from corpus.readers.pdf.tables.rules import Box, Fill
from corpus.structure.tables.colour_keys import Filled, words_of_colours

_MOST = 3000  # coloured boxes of a page: more make a picture
_PATCH = 40.0  # points: a patch of a key is no wider and no higher
_BESIDE = 24.0  # points from a patch to its name at most
_SIZE = 9.0  # of the words that are written for a colour, in points
_WHITE = "#ffffff"


def write_colours(pages: Sequence[Sequence[PageLine]], fills: Sequence[Sequence[Fill]]) -> None:
    """Give each empty coloured cell the word that a key of the document has for its colour. `fills` are the boxes that
    each page fills, in the order they are drawn."""
    if not any(line.table for page in pages for line in page):
        return
    cells: list[list[list[RuledCell]]] = []
    told: list[list[list[Filled]]] = []
    keys: list[list[Filled]] = []
    for page, boxes in zip(pages, fills, strict=True):
        coloured = [fill for fill in boxes if fill.colour != _WHITE]
        if not coloured or len(coloured) > _MOST:
            continue
        tables = [line.table for line in page if line.table is not None]
        for table in tables:
            rows = _rows(table)
            cells.append(rows)
            told.append([[_filled(cell, table, boxes) for cell in row] for row in rows])
        keys += _keys(page, [fill for fill in coloured if _is_patch(fill.box) and not _in_any(fill.box, tables)])
    for (table_at, row_at, at), word in words_of_colours(told, keys).items():
        cell = cells[table_at][row_at][at]
        cell.lines.append(_line(cell, word, pages))


def _rows(table: RuledTable) -> list[list[RuledCell]]:
    rows: dict[int, list[RuledCell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    return list(rows.values())


def _filled(cell: RuledCell, table: RuledTable, fills: Sequence[Fill]) -> Filled:
    """The cell's words, and where it has none the colour that was painted over its middle last."""
    text = " ".join(line.text for line in cell.lines)
    if text:
        return Filled("", text)
    x, y = (cell.box[0] + cell.box[2]) / 2, table.height - (cell.box[1] + cell.box[3]) / 2
    over = (fill for fill in reversed(fills) if fill.box[0] <= x <= fill.box[2] and fill.box[1] <= y <= fill.box[3])
    colour = next((fill.colour for fill in over), _WHITE)
    return Filled("" if colour == _WHITE else colour, "")


def _keys(page: Sequence[PageLine], patches: Sequence[Fill]) -> list[list[Filled]]:
    """Lines of patches, each with the words right behind it."""
    keys: list[list[Filled]] = []
    for line in page:
        beside = sorted((fill for fill in patches if _stands_on(fill.box, line)), key=lambda fill: fill.box[0])
        beside = [fill for at, fill in enumerate(beside) if not at or fill.box[0] >= beside[at - 1].box[2] - 1]
        named: list[Filled] = []
        for at, fill in enumerate(beside):
            end = beside[at + 1].box[0] if at + 1 < len(beside) else float("inf")
            runs = [(x, text) for x, text in line.runs if fill.box[2] - 1 <= x < end and text.strip()]
            if runs and runs[0][0] - fill.box[2] <= _BESIDE:
                named += [Filled(fill.colour, ""), Filled("", " ".join("".join(text for _, text in runs).split()))]
        if named:
            keys.append(named)
    return keys


def _stands_on(box: Box, line: PageLine) -> bool:
    middle = line.y + 0.35 * line.size
    return line.table is None and box[1] - 2 <= middle <= box[3] + 2 and box[0] < line.end


def _is_patch(box: Box) -> bool:
    return box[2] - box[0] <= _PATCH and box[3] - box[1] <= _PATCH


def _in_any(box: Box, tables: Sequence[RuledTable]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(table.cell_at(x, y) is not None for table in tables)


def _line(cell: RuledCell, word: str, pages: Sequence[Sequence[PageLine]]) -> PageLine:
    """The word as a line of the cell."""
    line = next(line for page in pages for line in page if line.table is not None and cell in line.table.cells)
    x, y = cell.box[0], line.top - cell.box[3]
    return PageLine(word, line.page, x, y, line.top, _SIZE, False, [(x, word)], [(x, word)], end=cell.box[2])

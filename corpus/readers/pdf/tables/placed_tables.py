"""Tables on pages: lines whose parts stand in the same columns, a label at the left of each row.

Only tables that a page draws row by row are found; others stay running text.
"""

from __future__ import annotations

from corpus.readers.pdf.lines import PageLine, cells_at
from corpus.structure.hyphens import Hyphens
from corpus.structure.lists import lone_marker, split_marker
from corpus.structure.tables.rows import Row
from corpus.structure.tables.tables import Grid
from corpus.structure.wrapping import starts_lower

_NEAR = 3.0  # points within which two parts stand in one column
_LABEL_WORDS = 8
_INDENT = 45.0
_MIN_ROWS = 2

Cells = list[tuple[int, str]]


def table_at(lines: list[PageLine], start: int, leading: float, hyphens: Hyphens) -> tuple[Grid | None, int]:
    """The table that begins at line `start` and the index behind it; (None, start) if none does."""
    columns = _opening(lines, start)
    if not columns:
        return None, start
    rows: list[Row] = []
    bold: list[bool] = []
    extra: list[float] = []  # columns inside the open row
    last: PageLine | None = None
    at = start
    while at < len(lines):
        line = lines[at]
        cells = _cells(line, columns, extra, last, leading)
        if cells is None or (_only_label(cells) and not _label_ahead(lines, at, columns, leading)):
            break
        if last is None or _is_new_row(line, last, cells, leading, rows[-1]):
            rows.append(Row([], page=line.page))
            bold.append(True)
            extra = []
            cells = _cells(line, columns, extra, last, leading) or cells
        for column, text in cells:
            _add(rows[-1], column, text, hyphens)
        bold[-1] = bold[-1] and line.bold
        last = line
        at += 1
    for row, heavy in zip(rows, bold, strict=True):
        row.bold = [heavy] * len(row.cells)
    return (Grid(rows, marked=True, plain=True), at) if _is_table(rows) else (None, start)


def _is_table(rows: list[Row]) -> bool:
    labels = [row.cells[0] for row in rows if row.cells and row.cells[0] and len(row.filled) > 1]
    return len(labels) >= _MIN_ROWS and 2 * sum(starts_lower(label) for label in labels) < len(labels)


def _opening(lines: list[PageLine], at: int) -> list[float]:
    """The columns of a table whose first line this is; [] if it is none.

    Where the first label fills its column, only one of the next lines shows where the second column stands.
    """
    if _opens(lines[at]):
        return [x for x, _ in lines[at].cells]
    if lines[at].aside or len(lines[at].runs) < 2:
        return []
    for line in lines[at + 1 : at + 8]:
        if _opens(line):
            columns = [x for x, _ in line.cells]
            parts = cells_at(lines[at], columns, _NEAR)
            fits = len(parts) == len(columns) == 2 and all(
                abs(x - column) <= _NEAR for (x, _), column in zip(parts, columns, strict=True)
            )
            return columns if fits and len(parts[0][1].split()) <= _LABEL_WORDS else []
    return []


def _opens(line: PageLine) -> bool:
    """A label and something in a column of its own; not a list item, not a sentence that a wide space
    parts."""
    if len(line.cells) < 2 or line.aside:
        return False
    label = line.cells[0][1]
    if lone_marker(label) or split_marker(f"{label} x")[0] == label != "":
        return False
    return len(label.split()) <= _LABEL_WORDS and not label.endswith((",", ";"))


def _cells(
    line: PageLine, columns: list[float], extra: list[float], last: PageLine | None, leading: float
) -> Cells | None:
    """(column, text) of a line's parts; None if the line does not fit the columns.

    A line that begins in a later column may part further to the right, a row of choices inside a cell: their
    columns are added to `extra`, which lasts as long as the row.
    """
    if line.aside or not line.cells:
        return None
    first = _column(line.cells[0][0], columns)
    if first == 0:
        parts = cells_at(line, columns, _NEAR)
        found = [(_column(x, columns), text) for x, text in parts]
        if any(column is None for column, _ in found) or len(line.cells) > len(parts):
            return None
        return [(column, text) for column, text in found if column is not None]
    if len(line.cells) == 1 and _column(line.cells[0][0], extra) is None:
        column = first if first is not None else _indented(line, columns, last, leading)
        return None if column is None else [(column, line.text)]
    cells: Cells = []
    for x, text in line.cells:
        column = _column(x, [*columns, *extra])
        if column is None:
            if x < max(columns):
                return None
            extra.append(x)
            column = len(columns) + len(extra) - 1
        cells.append((column, text))
    return cells


def _indented(line: PageLine, columns: list[float], last: PageLine | None, leading: float) -> int | None:
    """The column in which a line stands that is set in from its edge, as the words of a list item are."""
    if last is None or (line.page == last.page and not 0 < last.y - line.y < 1.6 * leading):
        return None
    left = [column for column in range(1, len(columns)) if columns[column] <= line.x <= columns[column] + _INDENT]
    return left[-1] if left else None


def _column(x: float, columns: list[float]) -> int | None:
    best = min(range(len(columns)), key=lambda column: abs(columns[column] - x), default=None)
    return best if best is not None and abs(columns[best] - x) <= _NEAR else None


def _only_label(cells: Cells) -> bool:
    return [column for column, _ in cells] == [0]


def _label_ahead(lines: list[PageLine], at: int, columns: list[float], leading: float) -> bool:
    """Whether a line in the first column alone is a label: what belongs to it follows in another column."""
    if len(lines[at].text.split()) > _LABEL_WORDS:
        return False
    for line in lines[at + 1 : at + 3]:
        cells = _cells(line, columns, [], None, leading)
        if cells is None:
            return False
        if not _only_label(cells):
            return True
    return False


def _is_new_row(line: PageLine, last: PageLine, cells: Cells, leading: float, row: Row) -> bool:
    if cells[0][0] != 0:
        return False
    if line.page != last.page or len(cells) > 1:
        return True
    # A label of two lines goes on below itself; a new row begins after some space, or below a filled row.
    return len(row.filled) > 1 or abs(last.y - line.y) > 1.35 * leading


def _add(row: Row, column: int, text: str, hyphens: Hyphens) -> None:
    row.cells += [""] * (column + 1 - len(row.cells))
    before = row.cells[column]
    row.cells[column] = hyphens.join(before, text) if before else text

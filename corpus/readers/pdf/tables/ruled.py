"""A table whose cells stand between rules, and its cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.readers.pdf.lines import PageLine

_NEAR = 3.0  # points
SAME_COLUMN = 6.0  # points within which the columns of two pages are the same


_CLIPPED = 16.0  # points: a line that the page's edge went through stands this far outside its cell


Box = tuple[float, float, float, float]
"""(x0, top, x1, bottom), downwards from the head of the page, as pdfplumber has it."""


@dataclass(slots=True, eq=False)
class RuledCell:
    """A cell in its first row and column, the number of rows it goes `down` over, and what stands in it.

    `open_top`: no rule is drawn above it, for the page begins inside the cell; `open_bottom`: the page ends inside it.
    """

    box: Box
    row: int
    column: int
    down: int = 1
    open_top: bool = False
    open_bottom: bool = False
    lines: list[PageLine] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class RuledTable:
    """A table on one page. `columns` are the left edges of its columns; `cells` by row, then column."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    columns: list[float]
    cells: list[RuledCell]
    height: float

    def cell_at(self, x: float, y: float) -> RuledCell | None:
        """The cell that holds a point (x, y upwards from the foot of the page)."""
        down = self.height - y
        if not (self.x0 - 1 <= x <= self.x1 + 1 and self.top - _CLIPPED <= down <= self.bottom + _CLIPPED):
            return None
        for cell in self.cells:
            x0, top, x1, bottom = cell.box
            top -= _CLIPPED if cell.open_top else 1
            bottom += _CLIPPED if cell.open_bottom else 1
            if x0 - 1 <= x < x1 - 1 and top <= down < bottom:
                return cell
        return None

    def is_table(self, before: RuledTable | None) -> bool:
        """Whether some row has words in two cells at least; else the rules are a frame around running text.

        The rest of a table on the page `before` needs no such row.
        """
        filled = [cell.row for cell in self.cells if cell.lines]
        return len(filled) > len(set(filled)) or (bool(filled) and before is not None and self.continues(before))

    def continues(self, before: RuledTable) -> bool:
        """Whether this table has the columns of one on the page before."""
        if self.page != before.page + 1 or max(abs(self.x0 - before.x0), abs(self.x1 - before.x1)) > SAME_COLUMN:
            return False
        fewer, more = sorted((self.columns, before.columns), key=len)
        return all(any(abs(x - other) <= SAME_COLUMN for other in more) for x in fewer)

    def spans(self, cell: RuledCell) -> bool:
        """Whether the cell goes over the whole width of a table that has several columns."""
        x0, _, x1, _ = cell.box
        return len(self.columns) > 1 and x0 - self.x0 <= _NEAR and self.x1 - x1 <= _NEAR

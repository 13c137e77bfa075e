"""Grids of cells become rows that know their headers.

A row cut in two by a page break is joined again, cell by cell; a header row repeated inside the table is
dropped; a row with one filled cell names a section of the table and becomes a heading. What a cell says that reaches
over several rows is said in each of them, and so is what "ídem" stands for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.structure.column_names import column_names, covered_name, names_go_on
from corpus.structure.pieces import Piece
from corpus.structure.wrapping import ends_sentence, starts_lower
from corpus.text.normalize import comparable

_RULE = re.compile(r"[-:=_–—\s]*[-=_–—][-:=_–—\s]*")
_NUMBERED = re.compile(r"\d{1,3}\s?[.)]\s*[^\W\d]{2}")
_SECTION_WORDS = 14
_HEADER_LETTERS = 60
_DITTO = re.compile(
    r"(?:ídem|idem|íd\.|ditto|do\.)(?: (?:al )?anterior)?\.?|igual (?:que el|al) anterior|same as (?:the )?"
    r"(?:above|previous)|[-–—]?\s?(?:[\"″〃“”„]|''|´´|,,)\s?[-–—]?",
    re.I,
)
CARRIED = 300
"""Characters: longer words of a cell over several rows are said in the first of them only."""


@dataclass(slots=True)
class Row:
    """One row of a grid: texts of its cells ("" where empty), which of them are bold, and blank space above
    it. `spans`: how many columns the merged cell at that place covers; `carried`: places whose words stand in a cell
    above that reaches down to here."""

    cells: list[str]
    bold: list[bool] = field(default_factory=list)
    gap: bool = False
    header: bool = False
    page: int = 0
    spans: dict[int, int] = field(default_factory=dict)
    carried: frozenset[int] = frozenset()

    @property
    def filled(self) -> list[int]:
        return [at for at, cell in enumerate(self.cells) if cell]


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
    rows = _drop_rules(grid.rows)
    if not grid.marked:
        rows = _join_cut_rows(rows)
    if not rows:
        return []
    width = max(len(row.cells) for row in rows)
    heads: list[Row] = []
    header = grid.names or []
    sheet = grid.names is not None
    if not sheet:
        heads, rows = _split_header(rows, width, not grid.plain)
        header = column_names(heads)
    repeated = [header, *(head.cells for head in heads)]
    rows = _without_dittos(rows)
    pieces: list[Piece] = []
    after_rows = False
    style = ""
    for row in rows:
        if header and any(_same(row.cells, one) for one in repeated):
            continue
        if row.carried.issuperset(row.filled):
            continue  # nothing of its own
        if _is_section(row, width):
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


def _drop_rules(rows: list[Row]) -> list[Row]:
    """Without rows of dashes and empty rows. A row of dashes under the first row marks that row as header."""
    kept: list[Row] = []
    for row in rows:
        if row.filled and all(_RULE.fullmatch(row.cells[at]) for at in row.filled):
            if len(kept) == 1 and len(row.filled) > 1:
                kept[0].header = True
            continue
        if row.filled:
            kept.append(row)
    return kept


def _join_cut_rows(rows: list[Row]) -> list[Row]:
    joined: list[Row] = []
    for row in rows:
        if joined and not joined[-1].header and _continues(joined[-1], row):
            last = joined[-1]
            last.cells += [""] * (len(row.cells) - len(last.cells))
            for at in row.filled:
                last.cells[at] = f"{last.cells[at]} {row.cells[at]}".strip()
        else:
            joined.append(row)
    return joined


def _continues(above: Row, row: Row) -> bool:
    """Whether `row` is the rest of the row above it."""
    if not above.filled or len(above.filled) == 1 < len(above.cells):
        return False
    low = sum(starts_lower(row.cells[at]) for at in row.filled)
    first_open = not row.cells[0] or starts_lower(row.cells[0])
    if row.gap:
        # A table goes on below blank space: the next page. A new row there has a first cell of its own.
        return first_open or 2 * low >= len(row.filled)
    if row.cells[0]:
        return False
    # Without a break an empty first cell may also mean "as above": only cut sentences are joined.
    cut = [at for at in row.filled if at < len(above.cells) and not ends_sentence(above.cells[at] or ".")]
    return low > 0 and len(cut) + low >= len(row.filled)


def _without_dittos(rows: list[Row]) -> list[Row]:
    """The rows, with the words of the cell above wherever a cell says no more than that they are the same."""
    above: list[str] = []
    for row in rows:
        for at in row.filled:
            if at < len(above) and above[at] and _DITTO.fullmatch(row.cells[at]):
                row.cells[at] = above[at]
        above = row.cells if len(row.filled) > 1 else above
    return rows


def _split_header(rows: list[Row], width: int, guess: bool) -> tuple[list[Row], list[Row]]:
    """(the rows that name the columns, the other rows); none where the first row is a row like the others."""
    first = rows[0]
    at = 1 if len(rows) > 1 and _is_section(first, width) else 0  # a title above the header
    end = at + 1
    while end + 1 < len(rows) and names_go_on(rows[end - 1], rows[end]):
        end += 1
    heads = rows[at:end]
    candidate = heads[0]
    if len(heads) > 1 or (candidate.header and rows[end:] and candidate.spans != rows[end].spans):
        names = column_names(heads)
        candidate = Row(names, candidate.bold and [candidate.bold[0]] * len(names), header=candidate.header)
    if (
        len(rows) > end
        and (guess or candidate.header or all(candidate.bold or [False]))
        and _is_header(candidate, rows[end:], width)
    ):
        return heads, rows[:at] + rows[end:]
    return [], rows


def _is_header(row: Row, others: list[Row], width: int) -> bool:
    filled = row.filled
    if len(filled) < 2 or len(filled) < width - 1:
        return False
    if width == 2 and is_label_and_value(row, others):
        return False
    if row.header:
        return True
    if any(len(row.cells[at]) > _HEADER_LETTERS for at in filled) or any(is_figure(row.cells[at]) for at in filled):
        return False
    if row.bold and all(row.bold[at] for at in filled if at < len(row.bold)):
        # In a table of bold labels and their values, a bold first row is a header only if the values are not
        # bold.
        return not all(other.bold and all(other.bold[at] for at in other.filled) for other in others)
    if any(any(other.bold) for other in others if not _is_section(other, width)):
        return False
    if any(ends_sentence(row.cells[at]) and len(row.cells[at]) > 6 for at in filled):  # "No." is a name
        return False
    if width > 2:
        return True
    return all(is_figure(other.cells[1]) for other in others if len(other.filled) > 1)


def is_label_and_value(row: Row, others: list[Row]) -> bool:
    """Whether the first row of a sheet says something itself, however it is drawn: a number with its name stands
    beside the label, or the same label comes again further down with another value."""
    label, value = row.cells[0], row.cells[1]
    again = [other for other in others if other.cells and comparable(other.cells[0]) == comparable(label)]
    return bool(_NUMBERED.match(value)) or any(not _same(other.cells, row.cells) for other in again)


def is_figure(text: str) -> bool:
    return any(char.isdigit() for char in text) and sum(char.isalpha() for char in text) <= 3


def _is_section(row: Row, width: int) -> bool:
    if len(row.filled) != 1 or width < 2:
        return False
    text = row.cells[row.filled[0]]
    return (
        row.filled[0] == 0
        and len(text.split()) <= _SECTION_WORDS
        and not text.endswith((".", ";", ","))
        and not is_figure(text)
        and (width > 2 or not row.bold or row.bold[0] or row.spans.get(0, 1) >= width)
    )


def _same(cells: list[str], header: list[str]) -> bool:
    return [comparable(cell) for cell in cells if cell] == [comparable(cell) for cell in header if cell]

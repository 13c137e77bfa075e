"""Ruled tables become grids; a table that goes on over the next page is one grid, a row that a page cut is one row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.characters import comparable
from corpus.readers.pdf_grids import SAME_COLUMN, RuledCell, RuledTable
from corpus.readers.pdf_lines import PageLine
from corpus.structure.hyphens import Hyphens
from corpus.structure.lists import BULLETS, split_marker
from corpus.structure.tables import Grid, Row
from corpus.structure.wrapping import ends_sentence, starts_lower

_OVERLAP = 3  # words that both pages show of a line that the page's edge went through
_TITLE_WORDS = 34
_SPACED = 0.5  # share of the lines of a table with a blank at their end that makes those without one cut words
_MARK = re.compile(r"\W|\w(?:\s*[,;]\s*\w)*")
_LETTER_O = re.compile(r"o\s+(?=[A-ZÁÉÍÓÚÑ¿¡\"“])")


@dataclass(slots=True)
class _Row:
    """Texts by column; `open` are the columns whose cell the page begins in; `owned` those with a cell of their own."""

    page: int
    texts: dict[int, str] = field(default_factory=dict)
    bold: dict[int, bool] = field(default_factory=dict)
    open: set[int] = field(default_factory=set)
    owned: set[int] = field(default_factory=set)
    header: bool = False


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
    rows: list[_Row] = []
    for part in parts:
        new = _rows(part, columns, hyphens)
        if rows and new:
            new = _without_header(rows, new)
        if rows and new:
            _join_cut(rows, new, hyphens)
        rows += new
    _merge_header(rows)
    _merge_marks(rows)
    width = len(columns)
    return Grid([_row(row, width) for row in rows if any(row.texts.values())], marked=True)


def _row(row: _Row, width: int) -> Row:
    cells = [row.texts.get(column, "") for column in range(width)]
    return Row(cells, [row.bold.get(column, False) for column in range(width)], header=row.header, page=row.page)


def _merged(places: object) -> list[float]:
    kept: list[float] = []
    for x in sorted(places):  # type: ignore[call-overload]
        if not kept or x - kept[-1] > SAME_COLUMN:
            kept.append(x)
    return kept


def _rows(table: RuledTable, columns: list[float], hyphens: Hyphens) -> list[_Row]:
    rows: dict[int, _Row] = {}
    inner = [line.spaced for cell in table.cells for line in cell.lines[:-1]]
    spaced = sum(inner) > _SPACED * len(inner)
    for cell in table.cells:
        row = rows.setdefault(cell.row, _Row(table.page))
        column = min(range(len(columns)), key=lambda at: abs(columns[at] - cell.box[0]))
        row.owned.add(column)
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
        if marker and marker in BULLETS:
            words = f"• {rest}"
        if torn and words[0].islower():
            text += words
        else:
            text = hyphens.join(text, words) if text else words
        torn = spaced and not line.spaced and text[-1].isalpha()
    return text.removeprefix("• ") if text.count("• ") == 1 else text


def _without_header(rows: list[_Row], new: list[_Row]) -> list[_Row]:
    """`new` without the first rows of the table, where the next page repeats them."""
    repeated = 0
    while repeated < min(len(rows), len(new), 3) and _words(rows[repeated]) == _words(new[repeated]):
        repeated += 1
    for row in rows[:repeated]:
        row.header = len([text for text in row.texts.values() if text]) > 1
    return new[repeated:]


def _words(row: _Row) -> list[tuple[int, str]]:
    return sorted((column, comparable(text)) for column, text in row.texts.items() if text)


def _join_cut(rows: list[_Row], new: list[_Row], hyphens: Hyphens) -> None:
    """Put what the first row of a page continues to the rows above; what is left of it stays a row."""
    first = new[0]
    filled = {column for column, text in first.texts.items() if text}
    rest = filled & _continuing(rows, first, filled)
    pairs = {column: _above(rows, column, filled == rest) for column in rest}
    doubled = any(
        _overlap(above.texts.get(column, ""), first.texts[column]) >= _OVERLAP for column, above in pairs.items()
    )
    for column, above in pairs.items():
        before, after = above.texts.get(column, ""), first.texts.pop(column)
        if doubled and (count := _overlap(before, after)):
            after = " ".join(after.split()[count:])
        above.texts[column] = hyphens.join(before, after) if before and after else before or after
        above.bold.setdefault(column, first.bold.get(column, False))
    if not any(first.texts.values()):
        del new[0]


def _continuing(rows: list[_Row], first: _Row, filled: set[int]) -> set[int]:
    """Columns of a page's first row whose words belong to rows of the page before."""
    above = rows[-1]
    if above.header:
        return set()
    if first.open:
        return first.open
    if 0 in filled:
        return filled if above.texts.get(0) and starts_lower(first.texts[0]) else set()
    if not any(0 not in row.owned for row in rows):
        return filled  # no cell of this table goes over several rows: what has no label is the rest of a row
    going_on = {
        column
        for column in filled
        if starts_lower(first.texts[column]) or (above.texts.get(column) and not ends_sentence(above.texts[column]))
    }
    return filled if 2 * len(going_on) > len(filled) else going_on


def _above(rows: list[_Row], column: int, whole: bool) -> _Row:
    """The row to whose cell the words belong: the last one, or the one whose cell goes down to it."""
    if whole and column in rows[-1].owned:
        return rows[-1]
    return next((row for row in reversed(rows) if column in row.owned), rows[-1])


def _overlap(before: str, after: str) -> int:
    """How many words at the end of one are those at the beginning of the other."""
    left, right = before.split(), after.split()
    for count in range(min(len(left), len(right), 40), 0, -1):
        if left[-count:] == right[:count]:
            return count
    return 0


def _merge_header(rows: list[_Row]) -> None:
    """A header of two rows, some of whose upper cells stand over several lower ones, becomes one."""
    if len(rows) < 3 or not rows[0].owned:
        return
    upper, lower = rows[0], rows[1]
    missing = lower.owned - upper.owned
    if not missing or 0 in lower.owned or not all(upper.bold.get(column) for column in upper.texts):
        return
    for column in sorted(lower.owned):
        over = max((other for other in upper.owned if other <= column), default=column)
        words = [upper.texts.get(over, ""), lower.texts.get(column, "")]
        lower.texts[column] = " / ".join(filter(None, words))
    for column in upper.owned - lower.owned:
        lower.texts[column] = upper.texts.get(column, "")
    lower.owned |= upper.owned
    lower.bold = {column: True for column in lower.texts}
    lower.header = True
    del rows[0]


def _merge_marks(rows: list[_Row]) -> None:
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

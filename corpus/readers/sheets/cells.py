"""The cells of one sheet of a workbook, as openpyxl gives them: what they show, and where; by their colour too."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from corpus.readers.sheets.date_formats import shown_moment
from corpus.readers.sheets.number_formats import shown_number, shown_text
from corpus.readers.sheets.unseen import Unseen
from corpus.structure.raised import raised, without_typed_marks
from corpus.structure.tables.colour_keys import Filled, words_of_colours
from corpus.structure.tables.sheet_headers import SheetRow
from corpus.structure.tables.tables import CARRIED
from corpus.text.normalize import clean, squeeze

_SPELLED = {True: {"es": "VERDADERO", "en": "TRUE"}, False: {"es": "FALSO", "en": "FALSE"}}

Notes = list[tuple[str, str]]


class SheetCells:
    """The filled cells of a sheet. `words` of a cell are what it shows, in one line."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        # Not iter_rows, which makes every cell up to the last one: a single one far away would be billions.
        cells = [cell for _, cell in sorted(sheet._cells.items())]
        self.cells = [cell for cell in cells if cell.value is not None]
        self._coloured = coloured_words(cells)
        self._unseen = Unseen(sheet)
        self.hidden = 0  # words that nobody sees

    @property
    def unclear(self) -> int:
        """How many cells may show nothing under a condition that could not be worked out."""
        return self._unseen.unclear

    def rows(self, language: str, notes: Notes) -> list[SheetRow]:
        """The rows that the sheet shows; hidden and struck content is left out and noted. `language` is that of the
        names of months."""
        filled = self._filled(language, notes)
        off_columns, off_rows = self._hidden(filled, notes)
        numbers = sorted(number for number in filled if number not in off_rows and set(filled[number]) - off_columns)
        columns = sorted({at for number in numbers for at in filled[number]} - off_columns)
        headers = self._stated_headers()
        rows = {
            number: SheetRow(
                cells=[filled[number][at][0] if at in filled[number] else "" for at in columns],
                bold=[at in filled[number] and filled[number][at][1] for at in columns],
                header=number in headers,
            )
            for number in numbers
        }
        for before, number in pairwise(numbers):
            rows[number].gap = any(one not in off_rows for one in range(before + 1, number))
        for merged in sorted(self.sheet.merged_cells.ranges, key=lambda one: (one.min_row, one.min_col)):
            origin = filled.get(merged.min_row, {}).get(merged.min_col)
            if origin and merged.min_col not in off_columns:
                _spread(merged, origin, rows, numbers, columns)
        return [rows[number] for number in numbers]

    def _filled(self, language: str, notes: Notes) -> dict[int, dict[int, tuple[str, bool]]]:
        """(words, whether bold) of each cell that says something, by row and column."""
        filled: dict[int, dict[int, tuple[str, bool]]] = {}
        struck: list[str] = []
        for cell in self.cells:
            if cell.font.strike or _has_struck(cell.value):
                struck.append(cell.coordinate)
            words = "" if cell.font.strike else self._shown(cell, language)
            if words and self._unseen.hides_cell(cell):
                self.hidden += len(words.split())
            elif words:
                filled.setdefault(cell.row, {})[cell.column] = (words, bool(cell.font.b))
        for (row, column), words in self._coloured.items():
            filled.setdefault(row, {})[column] = (words, False)
        self._note(notes, "struck_cells", ", ".join(struck))
        return filled

    def _shown(self, cell: Any, language: str) -> str:
        value = cell.value
        if isinstance(value, list):  # runs of text in several fonts
            seen = [run for run in value if not self._unseen.hides_letters(getattr(run, "font", None), cell)]
            self.hidden += sum(len(str(run).split()) for run in value) - sum(len(str(run).split()) for run in seen)
            value = seen
        return _words(value, cell.number_format or "General", language)

    def _hidden(self, filled: dict[int, dict[int, Any]], notes: Notes) -> tuple[set[int], set[int]]:
        """The hidden columns, among those that are filled, and the hidden rows."""
        from openpyxl.utils import get_column_letter

        ranges = [
            (column.min or column.index, column.max or column.index)
            for column in self.sheet.column_dimensions.values()
            if self._unseen.hides_column(column)
        ]
        used = {at for row in filled.values() for at in row}
        columns = {at for at in used if any(first <= at <= last for first, last in ranges)}
        rows = {number for number, row in self.sheet.row_dimensions.items() if self._unseen.hides_row(row)}
        self._note(notes, "hidden_columns", _runs(sorted(columns), get_column_letter))
        self._note(notes, "hidden_rows", _runs(sorted(rows & set(filled)), str))
        return columns, rows

    def _note(self, notes: Notes, key: str, places: str) -> None:
        if places:
            notes.append((key, f"{squeeze(clean(self.sheet.title))} ({places})"))

    def _stated_headers(self) -> set[int]:
        """The rows that the sheet itself treats as headers: of its tables, and of its filter."""
        from openpyxl.utils import range_boundaries

        places = [table.ref for table in self.sheet.tables.values() if table.headerRowCount != 0]
        places += [self.sheet.auto_filter.ref] if self.sheet.auto_filter.ref else []
        return {range_boundaries(place)[1] for place in places}


def _spread(
    merged: Any,
    origin: tuple[str, bool],
    rows: dict[int, SheetRow],
    numbers: Sequence[int],
    columns: Sequence[int],
) -> None:
    """A merged cell is written once across its columns, and again in each row that it reaches down to: what a row says
    would be said of nothing without it."""
    at = bisect_left(columns, merged.min_col)
    width = bisect_right(columns, merged.max_col) - at
    for number in numbers[bisect_left(numbers, merged.min_row) : bisect_right(numbers, merged.max_row)]:
        row = rows[number]
        if width > 1:
            row.spans[at] = width
        if number > merged.min_row and len(origin[0]) <= CARRIED:
            row.cells[at], row.bold[at] = origin
            row.carried |= {at}


def _words(value: Any, code: str, language: str) -> str:
    if isinstance(value, bool):
        text = _SPELLED[value][language]
    elif isinstance(value, int | float):
        text = shown_number(value, code)
    elif isinstance(value, dt.date | dt.time | dt.timedelta):
        text = shown_moment(value, code, language)
    elif isinstance(value, list):  # runs of text in several fonts
        text = shown_text(_joined([run for run in value if not _is_struck(run)]), code)
    else:
        text = shown_text(str(value), code)
    return squeeze(clean(without_typed_marks(text)))


def _joined(runs: Sequence[Any]) -> str:
    """The words of runs in several fonts, without raised marks of notes."""
    text = ""
    for run in runs:
        font = getattr(run, "font", None)
        high = font is not None and font.vertAlign == "superscript"
        text += raised(text, str(run)) if high else str(run)
    return text


def _has_struck(value: Any) -> bool:
    return isinstance(value, list) and any(_is_struck(run) for run in value)


def _is_struck(run: Any) -> bool:
    font = getattr(run, "font", None)
    return bool(font is not None and font.strike)


def _runs(numbers: Sequence[int], named: Any) -> str:
    """Rows or columns, those that follow each other as first and last: "2, 4–180"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("–".join(named(number) for number in run) for run in runs)


_WHITE = ("00000000", "00ffffff", "ffffffff")


def coloured_words(cells: Iterable[Any]) -> dict[tuple[int, int], str]:
    """(row, column) → what an empty coloured cell says; `cells` are all of the sheet's, in order of rows."""
    rows: dict[int, list[Any]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    table = [[Filled(_colour(cell), _text(cell)) for cell in row] for row in rows.values()]
    numbers = list(rows)
    found = words_of_colours([table])
    return {(numbers[row], rows[numbers[row]][at].column): words for (_, row, at), words in found.items()}


def _colour(cell: Any) -> str:
    fill = cell.fill
    if fill is None or fill.patternType != "solid":
        return ""
    colour = fill.fgColor
    value = f"{colour.type} {getattr(colour, colour.type)} {colour.tint}".lower()
    return "" if any(white in value for white in _WHITE) else value


def _text(cell: Any) -> str:
    return squeeze(clean(str(cell.value))) if cell.value is not None else ""

"""The rows of a spreadsheet (a CSV file, a sheet of a workbook) become title lines, table rows and notes.

Unlike a table in running text, a sheet says nothing of where its table begins: lines with a title and a date may stand
above the header, notes below the last row, and a second table further down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.structure.lists import split_marker
from corpus.structure.pieces import Piece
from corpus.structure.tables.headers import is_figure
from corpus.structure.tables.rows import Row
from corpus.structure.tables.sheet_headers import SheetRow, find_header, is_form_row, is_header, names_of
from corpus.structure.tables.tables import Grid, table_pieces
from corpus.structure.wrapping import ends_sentence

_TITLE_WORDS = 20
_LOOKED_AT = 30  # rows below a header that show whether it is one
_TITLE_LEVEL = 2  # the sheet's own name is above it


def sheet_pieces(rows: Sequence[SheetRow]) -> list[Piece]:
    """Pieces of one sheet, in order; empty rows and columns are left out."""
    rows = _compact(rows)
    width = max((len(row.cells) for row in rows), default=0)
    if width < 2:
        return list(_lines(rows))
    starts = [0, *_further_tables(rows), len(rows)]
    return [piece for start, end in pairwise(starts) for piece in _table(rows[start:end])]


def _compact(rows: Sequence[SheetRow]) -> list[SheetRow]:
    filled = [row for row in rows if any(row.cells)]
    kept = sorted({at for row in filled for at in row.filled})
    place = {at: new for new, at in enumerate(kept)}
    return [
        SheetRow(
            cells=[row.cells[at] if at < len(row.cells) else "" for at in kept],
            bold=[row.bold[at] if at < len(row.bold) else False for at in kept] if row.bold else [],
            gap=row.gap,
            header=row.header,
            spans={place[at]: sum(at <= one < at + n for one in kept) for at, n in row.spans.items() if at in place},
            carried=frozenset(place[at] for at in row.carried if at in place),
        )
        for row in filled
    ]


def _lines(rows: Sequence[SheetRow]) -> Iterator[Piece]:
    """One column is running text; bold lines head it where not all are bold."""
    typed = any(not all(row.bold) for row in rows if row.bold)
    for row in rows:
        text = row.cells[0]
        marker, words = split_marker(text)
        if typed and row.bold and row.bold[0] and _is_title(text):
            yield _heading(text)
        elif marker:
            yield Piece("list_item", words, marker=marker)
        else:
            yield Piece("paragraph", text)


def _table(rows: Sequence[SheetRow]) -> Iterator[Piece]:
    """The lines above the header, the rows below it, and the notes below those."""
    start, end = find_header(rows)
    titled = False
    for row in rows[:start]:
        if len(row.filled) > 1:  # who, until when: said of the table, in no column of it
            yield _bare_row(row)
            continue
        text = row.cells[row.filled[0]]
        yield Piece("paragraph", text) if titled or not _is_title(text) else _heading(text)
        titled = True
    body, notes = _cut_notes(rows[end:])
    for piece in table_pieces(Grid(list(body), marked=True, names=names_of(rows[start:end]))):
        if piece.style.startswith("table"):
            piece.style = "table"  # it is below the sheet's name, whatever stands right above
        yield piece
    for row in notes:
        yield Piece("paragraph", row.cells[0])


def _bare_row(row: Row) -> Piece:
    texts = [row.cells[at] for at in row.filled]
    return Piece("table_row", "\t".join(texts), tuple(("", text) for text in texts))


def _cut_notes(rows: Sequence[SheetRow]) -> tuple[Sequence[SheetRow], Sequence[SheetRow]]:
    """(rows of the table, lines in the first column below its last one)."""
    end = len(rows)
    while end and rows[end - 1].filled == [0] and not is_figure(rows[end - 1].cells[0]):
        end -= 1
    return (rows[:end], rows[end:]) if end else (rows, [])


def _heading(text: str) -> Piece:
    return Piece("heading", text, markup=_TITLE_LEVEL, style=f"md:{_TITLE_LEVEL}", rank=float(_TITLE_LEVEL))


def _is_title(text: str) -> bool:
    return len(text.split()) <= _TITLE_WORDS and ":" not in text and not ends_sentence(text) and not is_figure(text)


def _further_tables(rows: Sequence[SheetRow]) -> list[int]:
    """Where other tables begin below the first: at a header that is in bold, or that the file names, below an empty row
    or below a form."""
    starts: list[int] = []
    full = [at for at, row in enumerate(rows) if len(row.filled) > 1]
    for before, at in pairwise(full):
        row, above, below = rows[at], rows[before], rows[at + 1 : at + 1 + _LOOKED_AT]
        gaps = [one for one in range(before + 1, at + 1) if rows[one].gap]
        if not below or not (gaps or is_form_row(above)):
            continue
        bold = bool(row.bold) and all(row.bold[one] for one in row.filled)
        bold = bold and not all(above.bold[one] for one in above.filled)
        if row.header or (bold and is_header(row, below)):
            starts.append(gaps[0] if gaps else before + 1)
    return starts

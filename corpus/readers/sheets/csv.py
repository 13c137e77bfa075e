"""Tables of values kept as text (.csv, .tsv)."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass

from corpus.readers.encoding import decode_raw
from corpus.structure.assemble import Body, assemble
from corpus.structure.outline import set_levels
from corpus.structure.raised import without_typed_marks
from corpus.structure.tables.sheet_headers import SheetRow
from corpus.structure.tables.spreadsheet import sheet_pieces
from corpus.text.normalize import clean, squeeze

_DELIMITERS = "\t;|,"  # the comma last: it also stands in numbers and in prose
_SAMPLE = 200_000  # characters that are looked at to find the delimiter
_NEAR = 0.05  # shares of rows that differ by no more are as good as each other
_HEAD = 10  # lines without a delimiter that may stand above a table
_REGULAR, _RAGGED, _SPLIT, _PROSE = 0.7, 0.4, 0.8, 0.95  # shares of rows: see _is_table
_RUNAWAY = 30  # line breaks in one cell: a quotation mark that nobody closed
_QUOTED = re.compile(r'"((?:[^"]|"")*+)"')
_DECLARED = re.compile(r"sep=(\S|\t)[^\S\n\r]*(?:\r\n?|\n)", re.I)  # the line by which Excel is told


def read(data: bytes, name: str) -> Body:
    """The rows of the file, each cell with its column's header; a file of one column is read as lines.

    Raises FileWrongType for binary content.
    """
    text = decode_raw(data, name).lstrip("\ufeff")
    declared = _DECLARED.match(text)
    if declared:
        text = text[declared.end() :]
    delimiter = declared[1] if declared else _delimiter(text, name)
    pieces = sheet_pieces(_sheet_rows(_rows(text, delimiter) if delimiter else [[line] for line in _lines(text)]))
    set_levels(pieces)
    return assemble(pieces)


def _sheet_rows(rows: list[list[str]]) -> list[SheetRow]:
    found: list[SheetRow] = []
    gap = False
    for row in rows:
        cells = [squeeze(clean(without_typed_marks(cell))) for cell in row]
        if any(cells):
            found.append(SheetRow(cells, gap=gap))
        gap = not any(cells)
    return found


def _rows(text: str, delimiter: str) -> list[list[str]]:
    """The rows as they are quoted; where a quotation mark is never closed, marks are taken as characters."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    try:
        return _parsed(text, delimiter, strict=True)
    except csv.Error:
        rows = _parsed(text, delimiter)
    if any(cell.count("\n") > _RUNAWAY for row in rows for cell in row):
        return _parsed(text, delimiter, quoting=csv.QUOTE_NONE)
    return rows


def _parsed(text: str, delimiter: str, *, strict: bool = False, quoting: int = csv.QUOTE_MINIMAL) -> list[list[str]]:
    lines = io.StringIO(text, newline="")
    # Spaces before a cell would keep its quotation marks from counting.
    return list(csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=strict, quoting=quoting))  # type: ignore[arg-type]


def _lines(text: str) -> list[str]:
    """The cells of a file of one column, which may be quoted like any other."""
    lines = clean(text).split("\n")
    if any(line.startswith('"') for line in lines):
        return ["".join(row) for row in _rows(text, "\x1f")]
    return lines


@dataclass(frozen=True, slots=True)
class _Split:
    """What the rows look like when they are cut at `delimiter`: `share` is that of rows with the usual number of
    cells, two at least; `below` the same without lines above the table that are not cut; `cut` that of rows in two
    pieces or more; `spaced` that of delimiters with a space behind them."""

    delimiter: str
    share: float
    below: float
    cut: float
    spaced: float


def _delimiter(text: str, name: str) -> str:
    """What parts the cells; "" where nothing does: one column."""
    if name.casefold().endswith(".tsv") and "\t" in text:
        return "\t"
    sample = text if len(text) <= _SAMPLE else text[: text.rfind("\n", 0, _SAMPLE) + 1] or text[:_SAMPLE]
    splits = [_split(sample, delimiter) for delimiter in _DELIMITERS if delimiter in sample]
    tables = [split for split in splits if _is_table(split)]
    best = max((split.share for split in tables), default=0.0)
    return next((split.delimiter for split in tables if split.share >= best - _NEAR), "")


def _split(sample: str, delimiter: str) -> _Split:
    rows = [row for row in _rows(sample, delimiter) if any(cell.strip() for cell in row)]
    counts = [len(row) for row in rows]
    usual = Counter(count for count in counts if count > 1).most_common(1)
    if not usual:
        return _Split(delimiter, 0.0, 0.0, 0.0, 0.0)
    head = next((at for at, count in enumerate(counts[:_HEAD]) if count > 1), 0)
    marked = {cell for row in rows for cell in row if cell.startswith('"') or cell.endswith('"')}
    # A cell that is quoted as a whole may begin and end with marks of its own; any other was cut inside its marks.
    torn = marked - {cell.replace('""', '"') for cell in _QUOTED.findall(sample)} if marked else marked
    stray = sum(cell in torn for row in rows for cell in row) / sum(counts)
    cut = sum(count > 1 for count in counts) / (len(counts) - head)
    spaced = sample.count(f"{delimiter} ") / sample.count(delimiter)
    share = usual[0][1] / len(counts) - stray
    return _Split(delimiter, share, usual[0][1] / (len(counts) - head) - stray, cut, spaced)


def _is_table(split: _Split) -> bool:
    """Whether the rows are cells and not sentences with commas: regular, or uneven but hardly one uncut; where nearly
    every delimiter has a space behind it, as in prose, only if no row is different."""
    if split.spaced > _SPLIT and split.delimiter in ",;":
        return split.below >= _PROSE
    return split.below >= _REGULAR or (split.below >= _RAGGED and split.cut >= _SPLIT)

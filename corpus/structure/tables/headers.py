"""Which row of a table is its header, and which is a section."""

from __future__ import annotations

import re

from corpus.structure.tables.column_names import column_names, names_go_on
from corpus.structure.tables.rows import Row
from corpus.structure.wrapping import ends_sentence
from corpus.text.normalize import comparable

_NUMBERED = re.compile(r"\d{1,3}\s?[.)]\s*[^\W\d]{2}")


_SECTION_WORDS = 14


_HEADER_LETTERS = 60


def split_header(rows: list[Row], width: int, guess: bool) -> tuple[list[Row], list[Row]]:
    """(the rows that name the columns, the other rows); none where the first row is a row like the others."""
    first = rows[0]
    at = 1 if len(rows) > 1 and is_section(first, width) else 0  # a title above the header
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
    if any(any(other.bold) for other in others if not is_section(other, width)):
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


def is_section(row: Row, width: int) -> bool:
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

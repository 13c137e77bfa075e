"""Where the header of a spreadsheet's table is, and what it calls the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.structure.tables.headers import is_figure, is_label_and_value
from corpus.structure.tables.rows import Row

_LOOKED_AT = 30  # rows in which the header is looked for, and that are compared with it
_NAME_LETTERS = 150  # the name of a column may hold an instruction for those who fill it in
_SHORT_LETTERS = 60
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[-–/]\s*(?:(?:19|20)\d\d|\d\d))?")


class SheetRow(Row):
    """A row of a sheet."""

    __slots__ = ()


def find_header(rows: Sequence[SheetRow]) -> tuple[int, int]:
    """Where the header begins and ends; (start, start) where the table that begins there has none."""
    stated = next((at for at, row in enumerate(rows) if row.header and len(row.filled) > 1), None)
    if stated is not None:
        return stated - (stated > 0 and _goes_on(rows[stated - 1], rows[stated])), stated + 1
    lone = 0
    for at, row in enumerate(rows[:_LOOKED_AT]):
        below = rows[at + 1 :]
        if len(row.filled) < 2:
            lone += at == lone
            continue
        if not below:
            break
        if is_header(row, below):
            return at, at + (2 if _goes_on(row, below[0]) else 1)
        if 2 * len(row.filled) >= _most_filled(below) and not _stands_above(row, below):
            break  # the first row of a table that has no header
    return lone, lone


def is_header(row: SheetRow, below: Sequence[SheetRow]) -> bool:
    """Whether `row` names the columns of the rows `below` (at least one)."""
    covered = sum(row.spans.get(at, 1) for at in row.filled)
    if 2 * covered < _most_filled(below) or _stands_above(row, below) or not _are_names(row, below):
        return False
    if is_form_row(row) and row.spans == below[0].spans:
        return False
    return len(row.cells) != 2 or not _is_form([row, *below])


def _most_filled(rows: Sequence[SheetRow]) -> int:
    return max((len(row.filled) for row in rows[:_LOOKED_AT]), default=0)


def is_form_row(row: SheetRow) -> bool:
    """A label, and beside it the value in a cell that covers several columns."""
    return len(row.filled) == 2 and row.spans.get(row.filled[1], 1) > 1


def _stands_above(row: SheetRow, below: Sequence[SheetRow]) -> bool:
    """Whether `row` is a fact about the table, a label and its value: the label has a colon, or the header is the
    fuller row below, set off by an empty one."""
    labels = [at for at in row.filled if row.cells[at].endswith(":")]
    if labels and labels[0] == row.filled[0] and len(labels) < len(row.filled):
        return True
    following = next((at for at, other in enumerate(below[:_LOOKED_AT]) if len(other.filled) > 1), 0)
    other = below[following]
    if row.spans or len(other.filled) <= len(row.filled) or not any(one.gap for one in below[: following + 1]):
        return False
    return _are_names(other, below[following + 1 :])


def _are_names(row: SheetRow, below: Sequence[SheetRow]) -> bool:
    """Whether all cells may name a column: words, or a year where no years stand below it."""
    texts = [row.cells[at] for at in row.filled]
    years = [at for at in row.filled if _YEAR.fullmatch(row.cells[at])]
    first = next((other for other in below if len(other.filled) > 1), None)
    if len(years) == len(texts) or (first and any(_YEAR.fullmatch(first.cells[at]) for at in years)):
        return False
    return len(set(texts)) > len(texts) // 2 and all(
        len(text) <= _NAME_LETTERS and (not is_figure(text) or text[0].isalpha() or at in years)
        for at, text in zip(row.filled, texts, strict=True)
    )


def _is_form(rows: Sequence[SheetRow]) -> bool:
    """Whether two columns are labels and what is said of them, so that the first row is one like the others."""
    pairs = [row for row in rows if len(row.filled) == 2]
    if not pairs or is_label_and_value(rows[0], list(rows[1:])) or len(rows[0].cells[1]) > _SHORT_LETTERS:
        return True
    labels = sum(row.cells[0].endswith(":") for row in pairs)
    typed = sum(row.bold[0] and not row.bold[1] for row in pairs if row.bold)
    return 2 * max(labels, typed) > len(pairs) or (2 * typed >= len(pairs) and not any(rows[0].bold[1:]))


def _goes_on(row: SheetRow, lower: SheetRow) -> bool:
    """Whether the header has a second row, which names the columns below cells that cover several."""
    wide = any(size > 1 for size in row.spans.values())
    if lower.gap or not wide or len(lower.filled) < 2:
        return False
    texts = [lower.cells[at] for at in lower.filled]
    if any(len(text) > _SHORT_LETTERS or not (_YEAR.fullmatch(text) or _is_name(text)) for text in texts):
        return False
    bold = bool(lower.bold) and all(lower.bold[at] for at in lower.filled)
    return bold or bool(lower.carried) or len(set(texts)) < len(texts)


def _is_name(text: str) -> bool:
    return text[0].isalpha() or not is_figure(text)


def names_of(header: Sequence[SheetRow]) -> list[str]:
    """What each column is called; a name over several columns stands before each name below it."""
    if not header:
        return []
    upper = list(header[0].cells)
    for at, size in header[0].spans.items():
        # what reaches over the first columns, or over all of them, is the table's title
        upper[at : at + size] = [header[0].cells[at] if at or len(header) == 1 else ""] * size
    if len(header) == 1:
        return upper
    return [
        f"{above} – {below}" if above and below and above != below else below or above
        for above, below in zip(upper, header[1].cells, strict=True)
    ]

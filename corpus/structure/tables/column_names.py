"""What the columns of a table are called where cells of its header cover several of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

_LETTERS = 60  # of a name in a second row
_LETTER = re.compile(r"[^\W\d_]")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[-–/]\s*(?:(?:19|20)\d\d|\d\d))?")


class HeaderRow(Protocol):
    """What counts of a row (`corpus.structure.tables.rows.Row`)."""

    cells: list[str]
    bold: list[bool]
    header: bool
    spans: dict[int, int]
    carried: frozenset[int]

    @property
    def filled(self) -> list[int]: ...


def names_go_on(upper: HeaderRow, lower: HeaderRow) -> bool:
    """Whether `lower` goes on naming the columns: the format says that both rows do, or it has words only below cells
    that cover several columns, each of them a name."""
    own = [at for at in lower.filled if at not in lower.carried]
    texts = [lower.cells[at] for at in own]
    if not own or len(upper.filled) < 2:
        return False
    if upper.header and lower.header:
        return True
    wide = {at for start, size in upper.spans.items() if size > 1 and upper.cells[start] for at in _run(start, size)}
    if len(own) < 2 or not wide.issuperset(own) or any(size > 1 for at, size in lower.spans.items() if at in wide):
        return False
    return all(len(text) <= _LETTERS and (_YEAR.fullmatch(text) or _LETTER.search(text)) for text in texts)


def column_names(heads: Sequence[HeaderRow]) -> list[str]:
    """One name for each column; that of a cell over several columns stands before each name below it."""
    width = max((len(head.cells) for head in heads), default=0)
    names = [""] * width
    for head in heads:
        cells = head.cells + [""] * (width - len(head.cells))
        for start, size in head.spans.items():
            cells[start : start + size] = [cells[start]] * min(size, width - start)
        for at, text in enumerate(cells):
            if text and at not in head.carried and names[at] != text:
                names[at] = f"{names[at].rstrip(':')}: {text}" if names[at] else text
    return names


def covered_name(names: Sequence[str], at: int, size: int) -> str:
    """What a cell says that stands below `size` names: of two years it says both, of the whole table none."""
    covered = list(dict.fromkeys(name for name in names[at : at + size] if name))
    if size >= len(names) > 1 or not covered:
        return ""
    shared, colon, _ = covered[0].partition(": ")
    if len(covered) > 1 and colon and all(name.startswith(shared + colon) for name in covered):
        covered[1:] = [name.removeprefix(shared + colon) for name in covered[1:]]
    return ", ".join(covered)


def _run(start: int, size: int) -> range:
    return range(start, start + size)

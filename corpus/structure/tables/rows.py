"""The rows of a table before its header is known: rules dropped, cut rows joined, dittos filled in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.structure.wrapping import ends_sentence, starts_lower

_RULE = re.compile(r"[-:=_–—\s]*[-=_–—][-:=_–—\s]*")


_DITTO = re.compile(
    r"(?:ídem|idem|íd\.|ditto|do\.)(?: (?:al )?anterior)?\.?|igual (?:que el|al) anterior|same as (?:the )?"
    r"(?:above|previous)|[-–—]?\s?(?:[\"″〃“”„]|''|´´|,,)\s?[-–—]?",
    re.I,
)


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


def without_rules(rows: list[Row]) -> list[Row]:
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


def with_cut_rows_joined(rows: list[Row]) -> list[Row]:
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


def without_dittos(rows: list[Row]) -> list[Row]:
    """The rows, with the words of the cell above wherever a cell says no more than that they are the same."""
    above: list[str] = []
    for row in rows:
        for at in row.filled:
            if at < len(above) and above[at] and _DITTO.fullmatch(row.cells[at]):
                row.cells[at] = above[at]
        above = row.cells if len(row.filled) > 1 else above
    return rows

"""Rows of a ruled table that a page break went through, or that go on below it."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.structure.hyphens import Hyphens
from corpus.structure.tables.headers import is_figure
from corpus.structure.wrapping import ends_sentence, starts_lower
from corpus.text.normalize import comparable

_OVERLAP = 3  # words that both pages show of a line that the page's edge went through


@dataclass(slots=True, eq=False)
class RuledRow:
    """Texts by column; `open` are the columns whose cell the page begins in; `owned` those with a cell of their own,
    `spans` how many columns such a cell covers; `under` the rows in which cells begin that reach down to here."""

    page: int
    texts: dict[int, str] = field(default_factory=dict)
    bold: dict[int, bool] = field(default_factory=dict)
    open: set[int] = field(default_factory=set)
    owned: set[int] = field(default_factory=set)
    spans: dict[int, int] = field(default_factory=dict)
    under: dict[int, RuledRow] = field(default_factory=dict)
    header: bool = False


def join_pages(rows: list[RuledRow], new: list[RuledRow], hyphens: Hyphens) -> None:
    """Add the rows of the next page: a header that it repeats goes, what a row there continues is put to that row."""
    new = _without_header(rows, new) if rows else new
    if rows and new:
        first = new[0]
        _join_cut(rows, new, hyphens)
        _reach_over(rows, first)
    rows += new


def _without_header(rows: list[RuledRow], new: list[RuledRow]) -> list[RuledRow]:
    """`new` without the first rows of the table, where the next page repeats them."""
    repeated = 0
    while repeated < min(len(rows), len(new), 3) and _words(rows[repeated]) == _words(new[repeated]):
        repeated += 1
    for row in rows[:repeated]:
        row.header = len([text for text in row.texts.values() if text]) > 1
    return new[repeated:]


def _words(row: RuledRow) -> list[tuple[int, str]]:
    return sorted((column, comparable(text)) for column, text in row.texts.items() if text)


def _join_cut(rows: list[RuledRow], new: list[RuledRow], hyphens: Hyphens) -> None:
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


def _continuing(rows: list[RuledRow], first: RuledRow, filled: set[int]) -> set[int]:
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
    going_on = {column for column in filled if _goes_on(above.texts.get(column, ""), first.texts[column])}
    return filled if 2 * len(going_on) > len(filled) else going_on


def _goes_on(above: str, text: str) -> bool:
    """Whether words at the head of a page may be the rest of those above; a whole figure is none."""
    if is_figure(above) or is_figure(text):
        return False
    return starts_lower(text) or bool(above and not ends_sentence(above))


def _above(rows: list[RuledRow], column: int, whole: bool) -> RuledRow:
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


def _reach_over(rows: list[RuledRow], first: RuledRow) -> None:
    """A cell over several rows goes on below a page break where the first cell of its column there is empty."""
    merged = {column for row in (*rows, first) for column in row.under} | first.open
    for column in merged & first.owned:
        above = _above(rows, column, False)
        begins = column in first.open or (above is not rows[0] and not above.header)
        if begins and not first.texts.get(column):
            first.under[column] = above

"""Reading order: columns side by side, and text that a page draws before what stands above it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.readers.pdf.lines import PageLine

_COLUMN_LINES = 6  # lines that must begin in a column before it is one
_COLUMN_WORDS = 4  # words such lines have on the average; the cells of a table have fewer
_FROM, _TO = 0.35, 0.75  # where on the page's width the second of two columns begins
_NEAR = 3.0


def in_reading_order(lines: Sequence[PageLine]) -> list[PageLine]:
    """The lines of a page in the order in which they are read.

    The order in which the page draws them stands unless it is clearly wrong: where two columns are drawn line by line
    across both, and where something is drawn before what stands above it.
    """
    return _from_above(_columns(list(lines)))


def _columns(lines: list[PageLine]) -> list[PageLine]:
    """Two columns that are drawn side by side, line by line, become one after the other."""
    second = _second_column(lines)
    if second is None:
        return lines
    parts = [part for line in lines for part in _split(line, second)]
    left: list[PageLine] = []
    right: list[PageLine] = []
    ordered: list[PageLine] = []
    for part in parts:
        if part.x >= second - _NEAR:
            right.append(part)
        elif part.table is None and part.end <= second + part.size:
            left.append(part)
        else:  # over both columns: what stands above it is read first
            ordered += [*left, *right, part]
            left, right = [], []
    return [*ordered, *left, *right]


def _second_column(lines: list[PageLine]) -> float | None:
    """Where the right one of two columns begins, if lines hold parts of both; else None."""
    starts: Counter[int] = Counter()
    texts: dict[int, list[str]] = {}
    left: dict[int, list[str]] = {}
    for line in lines:
        for at, (x, text) in enumerate(line.cells[1:3], 1):
            if _FROM * _width(lines) <= x <= _TO * _width(lines):
                starts[round(x)] += 1
                texts.setdefault(round(x), []).append(text)
                left.setdefault(round(x), []).append(line.cells[at - 1][1])
    if not starts:
        return None
    place, count = max(starts.items(), key=lambda item: (item[1], -item[0]))
    if count < _COLUMN_LINES or not all(_is_prose(side[place]) for side in (texts, left)):
        return None
    return float(place)


def _is_prose(texts: Sequence[str]) -> bool:
    return sum(len(text.split()) for text in texts) >= _COLUMN_WORDS * len(texts)


def _width(lines: Sequence[PageLine]) -> float:
    """The width of the page, as far as its text tells."""
    return max((line.end for line in lines), default=0.0) + min((line.x for line in lines), default=0.0)


def _split(line: PageLine, second: float) -> list[PageLine]:
    """A line that holds parts of both columns as two."""
    at = next((at for at, (x, _) in enumerate(line.cells) if at and abs(x - second) <= _NEAR), None)
    if at is None:
        return [line]
    halves = (line.cells[:at], line.cells[at:])
    ends = (second - _NEAR, line.end)
    return [
        replace(
            line,
            text=" ".join(text for _, text in cells),
            x=cells[0][0],
            cells=cells,
            runs=[run for run in line.runs if (run[0] < second - _NEAR) == (cells is halves[0])],
            end=end,
        )
        for cells, end in zip(halves, ends, strict=True)
    ]


def _from_above(lines: list[PageLine]) -> list[PageLine]:
    """Stretches of the page in the order of their height where one that is drawn later stands wholly above another."""
    runs: list[list[PageLine]] = []
    for line in lines:
        if runs and not _is_back(runs[-1], line):
            runs[-1].append(line)
        else:
            runs.append([line])
    ordered: list[list[PageLine]] = []
    for run in runs:
        at = len(ordered)
        while at and _is_above(run, ordered[at - 1]):
            at -= 1
        ordered.insert(at, run)
    return [line for run in ordered for line in run]


def _is_back(run: list[PageLine], line: PageLine) -> bool:
    """Whether a line stands above the one before it and over some of its width: no new column, but a step back."""
    last = run[-1]
    return line.y > last.y + max(line.size, last.size, 4) and _overlaps([last], [line])


def _is_above(run: list[PageLine], other: list[PageLine]) -> bool:
    return min(_foot(line) for line in run) > max(line.y for line in other) and _overlaps(run, other)


def _foot(line: PageLine) -> float:
    return line.top - line.table.bottom if line.table is not None else line.y


def _overlaps(first: Sequence[PageLine], second: Sequence[PageLine]) -> bool:
    start = max(min(line.x for line in first), min(line.x for line in second))
    return min(max(line.end for line in first), max(line.end for line in second)) > start

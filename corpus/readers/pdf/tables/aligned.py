"""Tables without rules: lines whose words leave the same stretches of the page's width free.

Only what is beyond doubt becomes a table: three columns at least, and rows that the distance of their lines or the
rules between them tell apart. All else stays text, for a value must not stand in another's column.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from corpus.readers.pdf.glyphs.glyph_file import Glyph
from corpus.readers.pdf.page import PageContent
from corpus.readers.pdf.tables.gaps import (
    LEAST_COLUMNS,
    LEAST_ROWS,
    Column,
    PartedLine,
    columns_of,
    columns_with,
    filled_columns,
    is_aligned,
    is_of_marks,
    is_prose,
    parted_lines,
    parts_by_column,
)
from corpus.readers.pdf.tables.ruled import RuledCell, RuledTable
from corpus.structure.contents import is_contents_title
from corpus.structure.wrapping import ends_sentence, starts_lower

_FURTHEST = 3.5  # lines: more blank space ends a table
_SECTION_WORDS = 14
_MOST_LINES = 400  # a page with more is a chart
_APART = 1.2  # of the least distance of lines: what parts rows where most lines are nearer
_RULED = 0.6  # of the width of a table: a rule that long parts its rows


def aligned_tables(glyphs: Sequence[Glyph], content: PageContent, ruled: Sequence[RuledTable]) -> list[RuledTable]:
    """The tables without rules among a page's characters, outside those with rules; their cells are still empty."""
    lines = parted_lines(glyphs, content, ruled)
    if len(lines) > _MOST_LINES or any(is_contents_title(" ".join(part.text for part in line.parts)) for line in lines):
        return []
    tables: list[RuledTable] = []
    at = 0
    while at < len(lines):
        if len(lines[at].parts) >= LEAST_COLUMNS:
            block = _block(lines, at)
            table = None if _is_within(lines, at, at + len(block)) else _table(block, content)
            if table is not None:
                tables.append(table)
                at += len(block)
                continue
            for line in block:
                line.wide = False
        at += 1
    return tables


def _block(lines: Sequence[PartedLine], start: int) -> list[PartedLine]:
    """The line at `start` and those below it that leave the same columns free."""
    block, columns = [lines[start]], columns_of(lines[start : start + 1])
    size = lines[start].size
    for at in range(start + 1, len(lines)):
        line = lines[at]
        size = max(size, line.size)
        if lines[at - 1].y - line.y > _FURTHEST * max(line.size, lines[at - 1].size):
            break
        found = columns_with(columns, line, size)
        if len(found) >= len(columns):
            columns = found
        elif _is_section(line) and at + 1 < len(lines) and _fits(lines[at + 1], columns, size):
            line.wide = True
        else:
            break
        block.append(line)
    return block


def _fits(line: PartedLine, columns: Sequence[Column], size: float) -> bool:
    """Whether a line has words in several of these columns, and none between them."""
    return len(line.parts) > 1 and len(columns_with(columns, line, size)) >= len(columns)


def _is_within(lines: Sequence[PartedLine], start: int, end: int) -> bool:
    """Whether the lines above and below go on at the same distance and over the gaps: running text with wide blanks."""
    if not start or end >= len(lines):
        return False
    columns = columns_of(lines[start:end])
    step = min((above.y - line.y for above, line in pairwise(lines[start:end])), default=0.0)
    return all(
        near.y - line.y <= _APART * step and len(columns_of([*lines[start:end], other])) < len(columns)
        for near, line, other in (
            (lines[start - 1], lines[start], lines[start - 1]),
            (lines[end - 1], lines[end], lines[end]),
        )
    )


def _is_section(line: PartedLine) -> bool:
    words = line.parts[0].text
    return len(line.parts) == 1 and len(words.split()) <= _SECTION_WORDS and not ends_sentence(words)


def _table(block: list[PartedLine], content: PageContent) -> RuledTable | None:
    """The table that these lines are; None where it is none, or where its rows are in doubt."""
    columns = columns_of(block)
    parts = parts_by_column(block, columns)
    if len(block) < LEAST_ROWS or len(columns) < LEAST_COLUMNS or is_prose(parts):
        return None
    if any(map(is_of_marks, parts)) or not all(map(is_aligned, parts)):
        return None
    steps = [above.y - line.y for above, line in pairwise(block)]
    while len(steps) > 1 and filled_columns(block[-1], columns) == {0} and steps[-1] > _APART * min(steps):
        block.pop()
        steps.pop()
    rows = _rows(block, columns, content)
    if rows is None or len(rows) < LEAST_ROWS:
        return None
    filled = [set().union(*(filled_columns(line, columns) for line in row)) for row in rows]
    labelled = all(0 in found for found in filled[1:])
    several = sum(len(found) > 1 or row[0].wide for row, found in zip(rows, filled, strict=True))
    if not labelled or 3 * several < 2 * len(rows):
        return None
    return _ruled(rows, columns, content)


def _rows(
    block: Sequence[PartedLine], columns: Sequence[Column], content: PageContent
) -> list[list[PartedLine]] | None:
    """The lines of each row; None where nothing tells for sure which of them belong together."""
    full = [0 in (found := filled_columns(line, columns)) and len(found) > 1 for line in block]
    ruled = _parted(block, _between_rules(block, columns, content))
    if 2 * len(ruled) >= sum(full) and len(ruled) > 2:
        return ruled
    steps = [above.y - line.y for above, line in pairwise(block)]
    least = min(steps)
    if least < block[0].size:
        return None  # lines that stand beside each other, not below
    parted = [step > _APART * least for step in steps]
    if sum(parted) >= max(2, 0.3 * len(steps)):
        return _parted(block, parted)
    rows: list[list[PartedLine]] = []
    for line, own in zip(block, full, strict=True):
        if own or line.wide or not rows:
            rows.append([line])
            if len(rows) > 1 and starts_lower(line.parts[0].text) and not line.wide:
                return None  # the rest of the label above, or a row of its own
        elif 0 in filled_columns(line, columns):
            return None
        else:
            rows[-1].append(line)
    return rows


def _parted(block: Sequence[PartedLine], parted: Sequence[bool]) -> list[list[PartedLine]]:
    rows = [[block[0]]]
    for line, apart in zip(block[1:], parted, strict=True):
        if apart:
            rows.append([])
        rows[-1].append(line)
    return rows


def _between_rules(block: Sequence[PartedLine], columns: Sequence[Column], content: PageContent) -> list[bool]:
    """Between which lines a long rule is drawn."""
    left, right = columns[0][0], columns[-1][1]
    heights = [
        rule.y0
        for rule in content.rules
        if rule.y1 - rule.y0 < 1 and min(rule.x1, right) - max(rule.x0, left) >= _RULED * (right - left)
    ]
    return [any(line.y < y < above.y for y in heights) for above, line in pairwise(block)]


def _ruled(rows: Sequence[Sequence[PartedLine]], columns: Sequence[Column], content: PageContent) -> RuledTable:
    """The table as if its cells were ruled."""
    height = content.height
    tops = [height - row[0].y - 1.1 * row[0].size for row in rows]
    bottom = height - rows[-1][-1].y + 0.4 * rows[-1][-1].size
    lefts = [x - 1 for x, _ in columns]
    rights = [*lefts[1:], columns[-1][1] + 1]
    cells: list[RuledCell] = []
    for at, (row, top, below) in enumerate(zip(rows, tops, [*tops[1:], bottom], strict=True)):
        if row[0].wide:
            cells.append(RuledCell((lefts[0], top, rights[-1], below), at, 0))
            continue
        cells += [
            RuledCell((x0, top, x1, below), at, column)
            for column, (x0, x1) in enumerate(zip(lefts, rights, strict=True))
        ]
    return RuledTable(content.number, lefts[0], tops[0], rights[-1], bottom, lefts, cells, height)

"""Tables without rules: lines whose words leave the same stretches of the page's width free.

Only what is beyond doubt becomes a table: three columns at least, and rows that the distance of their lines or the
rules between them tell apart. All else stays text, for a value must not stand in another's column.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.readers.pdf_glyphs import Glyph
from corpus.readers.pdf_grids import RuledCell, RuledTable
from corpus.readers.pdf_page import PageContent
from corpus.readers.pdf_placing import cell_at
from corpus.structure.contents import is_contents_title
from corpus.structure.wrapping import ends_sentence, starts_lower

_GUTTER = 0.8  # of the type size: the least that is free between two columns
_SAME_BASE = 0.2
_BLANK = 0.12
_SMALL = 0.8  # of the usual size: marks of notes, which stand beside the lines
_FURTHEST = 3.5  # lines: more blank space ends a table
_LEAST_COLUMNS, _LEAST_ROWS = 3, 3
_PROSE = 4  # words a line in every column: columns of running text
_SECTION_WORDS = 14
_APART = 1.2  # of the least distance of lines: what parts rows where most lines are nearer
_NEAR, _ALIGNED = 3.0, 0.7  # points; share of the parts of a column
_RULED = 0.6  # of the width of a table: a rule that long parts its rows


@dataclass(slots=True)
class _Part:
    """Words side by side, as far as they reach."""

    x: float
    end: float
    text: str


@dataclass(slots=True)
class _Line:
    """The parts of a line from left to right; `wide`: it goes over all columns, and names the rows below it."""

    y: float
    size: float
    parts: list[_Part] = field(default_factory=list)
    wide: bool = False


def may_be_aligned(content: PageContent, ruled: Sequence[RuledTable]) -> bool:
    """Whether text outside of ruled tables is placed at the same distances from the left on three lines at least."""
    places: defaultdict[int, set[int]] = defaultdict(set)
    for chunk in content.chunks:
        if chunk.text.strip() and cell_at(ruled, chunk) is None:
            places[round(chunk.y)].add(round(chunk.x))
    times = Counter(x for found in places.values() if len(found) >= _LEAST_COLUMNS for x in found)
    return sum(count >= _LEAST_ROWS for count in times.values()) >= _LEAST_COLUMNS - 1


def aligned_tables(glyphs: Sequence[Glyph], content: PageContent, ruled: Sequence[RuledTable]) -> list[RuledTable]:
    """The tables without rules among a page's characters, outside those with rules; their cells are still empty."""
    lines = _lines(glyphs, content, ruled)
    if any(is_contents_title(" ".join(part.text for part in line.parts)) for line in lines):
        return []
    tables: list[RuledTable] = []
    at = 0
    while at < len(lines):
        if len(lines[at].parts) >= _LEAST_COLUMNS:
            block = _block(lines, at)
            table = None if _is_within(lines, at, at + len(block)) else _table(block, content)
            if table is not None:
                tables.append(table)
                at += len(block)
                continue
        at += 1
    return tables


def _lines(glyphs: Sequence[Glyph], content: PageContent, ruled: Sequence[RuledTable]) -> list[_Line]:
    """The lines of the page from its head to its foot."""
    sizes = Counter(round(glyph.size, 1) for glyph in glyphs)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    placed = [
        (*content.turn(glyph.x, glyph.y), glyph)
        for glyph in glyphs
        if not glyph.text.isspace() and glyph.size >= _SMALL * usual
    ]
    placed = [one for one in placed if not any(table.cell_at(one[0], one[1] + 1) for table in ruled)]
    rows: list[list[tuple[float, float, Glyph]]] = []
    for one in sorted(placed, key=lambda one: -one[1]):
        if not rows or rows[-1][0][1] - one[1] > _SAME_BASE * one[2].size:
            rows.append([])
        rows[-1].append(one)
    blanks = frozenset(glyph.order for glyph in glyphs if glyph.text.isspace())
    return [_line(sorted(row, key=lambda one: one[0]), blanks) for row in rows]


def _line(row: Sequence[tuple[float, float, Glyph]], blanks: frozenset[int]) -> _Line:
    line = _Line(row[0][1], max(glyph.size for _, _, glyph in row))
    gaps: list[float] = []  # those with a blank drawn in them, 0 for the others
    order = -1
    for x, _, glyph in row:
        end = x + glyph.end - glyph.along
        last = line.parts[-1] if line.parts else None
        if last is None or x - last.end >= _GUTTER * line.size:
            gaps.append(x - last.end if last and order + 1 in blanks else 0.0)
            line.parts.append(_Part(x, end, glyph.text))
        else:
            last.text += (" " if x - last.end > _BLANK * glyph.size else "") + glyph.text
            last.end = max(last.end, end)
        order = glyph.order
    if _is_spread(gaps):
        line.parts = [_Part(line.parts[0].x, line.parts[-1].end, " ".join(part.text for part in line.parts))]
    return line


def _is_spread(gaps: Sequence[float]) -> bool:
    """Whether a line is running text whose blanks were made equally wide to fill it."""
    return any(
        one and max(one, two, three) - min(one, two, three) < 0.5
        for one, two, three in zip(gaps, gaps[1:], gaps[2:], strict=False)
    )


def _block(lines: Sequence[_Line], start: int) -> list[_Line]:
    """The line at `start` and those below it that leave the same columns free."""
    block = [lines[start]]
    count = len(_columns(block))
    for at in range(start + 1, len(lines)):
        line = lines[at]
        if lines[at - 1].y - line.y > _FURTHEST * max(line.size, lines[at - 1].size):
            break
        found = len(_columns([*block, line]))
        if found < count:
            following = lines[at + 1] if at + 1 < len(lines) else None
            if following is None or not _is_section(line) or len(_columns([*block, following])) < count:
                break
            if len(following.parts) < 2:
                break
            line.wide = True
        count = max(count, found)
        block.append(line)
    return block


def _is_within(lines: Sequence[_Line], start: int, end: int) -> bool:
    """Whether the lines above and below go on at the same distance and over the gaps: running text with wide blanks."""
    if not start or end >= len(lines):
        return False
    columns = _columns(lines[start:end])
    step = min((above.y - line.y for above, line in pairwise(lines[start:end])), default=0.0)
    return all(
        near.y - line.y <= _APART * step and len(_columns([*lines[start:end], other])) < len(columns)
        for near, line, other in (
            (lines[start - 1], lines[start], lines[start - 1]),
            (lines[end - 1], lines[end], lines[end]),
        )
    )


def _is_section(line: _Line) -> bool:
    words = line.parts[0].text
    return len(line.parts) == 1 and len(words.split()) <= _SECTION_WORDS and not ends_sentence(words)


def _columns(block: Sequence[_Line]) -> list[tuple[float, float]]:
    """Where the words of all lines begin and end, column by column."""
    size = max(line.size for line in block)
    columns: list[tuple[float, float]] = []
    for part in sorted((part for line in block if not line.wide for part in line.parts), key=lambda part: part.x):
        if columns and part.x - columns[-1][1] < _GUTTER * size:
            columns[-1] = (columns[-1][0], max(columns[-1][1], part.end))
        else:
            columns.append((part.x, part.end))
    return columns


def _table(block: list[_Line], content: PageContent) -> RuledTable | None:
    """The table that these lines are; None where it is none, or where its rows are in doubt."""
    columns = _columns(block)
    parts = _by_column(block, columns)
    if len(block) < _LEAST_ROWS or len(columns) < _LEAST_COLUMNS or _is_prose(parts):
        return None
    if not all(map(_is_aligned, parts)):
        return None
    steps = [above.y - line.y for above, line in pairwise(block)]
    while len(steps) > 1 and _filled(block[-1], columns) == {0} and steps[-1] > _APART * min(steps):
        block.pop()
        steps.pop()
    rows = _rows(block, columns, content)
    if rows is None or len(rows) < _LEAST_ROWS:
        return None
    filled = [set().union(*(_filled(line, columns) for line in row)) for row in rows]
    labelled = all(0 in found for found in filled[1:])
    several = sum(len(found) > 1 or row[0].wide for row, found in zip(rows, filled, strict=True))
    if not labelled or 3 * several < 2 * len(rows):
        return None
    return _ruled(rows, columns, content)


def _filled(line: _Line, columns: Sequence[tuple[float, float]]) -> set[int]:
    return (
        {
            at
            for part in line.parts
            for at, (x, end) in enumerate(columns)
            if x - 1 <= part.x and (part.x <= end or not at)
        }
        if not line.wide
        else {0}
    )


def _by_column(block: Sequence[_Line], columns: Sequence[tuple[float, float]]) -> list[list[_Part]]:
    """The parts that stand in each column."""
    found: list[list[_Part]] = [[] for _ in columns]
    for line in block:
        for part in [] if line.wide else line.parts:
            found[max(at for at, (x, _) in enumerate(columns) if part.x >= x - 1)].append(part)
    return found


def _is_prose(parts: Sequence[Sequence[_Part]]) -> bool:
    return all(sum(len(part.text.split()) for part in own) >= _PROSE * len(own) for own in parts)


def _is_aligned(parts: Sequence[_Part]) -> bool:
    """Whether most parts of a column begin, end or have their middle at one place; wide blanks in running text, which
    chance lays one below the other, leave words that do not."""
    for places in ([part.x for part in parts], [part.end for part in parts], [part.x + part.end for part in parts]):
        if max(sum(abs(one - other) <= _NEAR for other in places) for one in places) >= _ALIGNED * len(parts):
            return True
    return False


def _rows(
    block: Sequence[_Line], columns: Sequence[tuple[float, float]], content: PageContent
) -> list[list[_Line]] | None:
    """The lines of each row; None where nothing tells for sure which of them belong together."""
    full = [0 in (found := _filled(line, columns)) and len(found) > 1 for line in block]
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
    rows: list[list[_Line]] = []
    for line, own in zip(block, full, strict=True):
        if own or line.wide or not rows:
            rows.append([line])
            if len(rows) > 1 and starts_lower(line.parts[0].text) and not line.wide:
                return None  # the rest of the label above, or a row of its own
        elif 0 in _filled(line, columns):
            return None
        else:
            rows[-1].append(line)
    return rows


def _parted(block: Sequence[_Line], parted: Sequence[bool]) -> list[list[_Line]]:
    rows = [[block[0]]]
    for line, apart in zip(block[1:], parted, strict=True):
        if apart:
            rows.append([])
        rows[-1].append(line)
    return rows


def _between_rules(block: Sequence[_Line], columns: Sequence[tuple[float, float]], content: PageContent) -> list[bool]:
    """Between which lines a long rule is drawn."""
    left, right = columns[0][0], columns[-1][1]
    heights = [
        rule.y0
        for rule in content.rules
        if rule.y1 - rule.y0 < 1 and min(rule.x1, right) - max(rule.x0, left) >= _RULED * (right - left)
    ]
    return [any(line.y < y < above.y for y in heights) for above, line in pairwise(block)]


def _ruled(rows: Sequence[Sequence[_Line]], columns: Sequence[tuple[float, float]], content: PageContent) -> RuledTable:
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

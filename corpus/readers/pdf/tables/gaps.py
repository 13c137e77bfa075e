"""The lines of a page in the parts between which there is much space, and the columns that such parts stand in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.readers.pdf.glyphs.glyph_file import Glyph
from corpus.readers.pdf.page import PageContent
from corpus.readers.pdf.placing import cell_at
from corpus.readers.pdf.tables.ruled import RuledTable
from corpus.structure.lists import lone_marker, split_marker
from corpus.structure.tables.headers import is_figure

_GUTTER = 0.8  # of the type size: the least that is free between two columns
_SAME_BASE, _BLANK = 0.2, 0.12  # of the type size
_SMALL = 0.8  # of the usual size: marks of notes, which stand beside the lines
_PROSE = 4  # words a line in every column: columns of running text
_NEAR, _ALIGNED = 3.0, 0.7  # points; share of the parts of a column
_TRIED = 12  # parts of a column whose place may be that of the others
Column = tuple[float, float]
"""Where it begins and ends."""


@dataclass(slots=True)
class Part:
    """Words side by side, as far as they reach."""

    x: float
    end: float
    text: str


@dataclass(slots=True)
class PartedLine:
    """The parts of a line from left to right; `wide`: it goes over all columns, and names the rows below it."""

    y: float
    size: float
    parts: list[Part] = field(default_factory=list)
    wide: bool = False


def parted_lines(glyphs: Sequence[Glyph], content: PageContent, ruled: Sequence[RuledTable]) -> list[PartedLine]:
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


def _line(row: Sequence[tuple[float, float, Glyph]], blanks: frozenset[int]) -> PartedLine:
    line = PartedLine(row[0][1], max(glyph.size for _, _, glyph in row))
    gaps: list[float] = []  # those with a blank drawn in them, 0 for the others
    order = -1
    for x, _, glyph in row:
        end = x + glyph.end - glyph.along
        last = line.parts[-1] if line.parts else None
        if last is None or x - last.end >= _GUTTER * line.size:
            gaps.append(x - last.end if last and order + 1 in blanks else 0.0)
            line.parts.append(Part(x, end, glyph.text))
        else:
            last.text += (" " if x - last.end > _BLANK * glyph.size else "") + glyph.text
            last.end = max(last.end, end)
        order = glyph.order
    if _is_spread(gaps):
        line.parts = [Part(line.parts[0].x, line.parts[-1].end, " ".join(part.text for part in line.parts))]
    return line


def _is_spread(gaps: Sequence[float]) -> bool:
    """Whether a line is running text whose blanks were made equally wide to fill it."""
    return any(
        one and max(one, two, three) - min(one, two, three) < 0.5
        for one, two, three in zip(gaps, gaps[1:], gaps[2:], strict=False)
    )


def columns_of(block: Sequence[PartedLine]) -> list[Column]:
    """Where the words of all lines begin and end, column by column."""
    columns: list[Column] = []
    size = max(line.size for line in block)
    for line in block:
        columns = columns_with(columns, line, size) if not line.wide else columns
    return columns


def columns_with(columns: Sequence[Column], line: PartedLine, size: float) -> list[Column]:
    """The columns with one more line in them; `size` is the largest type of all."""
    merged: list[Column] = []
    for x, end in sorted([*columns, *((part.x, part.end) for part in line.parts)]):
        if merged and x - merged[-1][1] < _GUTTER * size:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((x, end))
    return merged


def filled_columns(line: PartedLine, columns: Sequence[Column]) -> set[int]:
    """The columns in which the line has words."""
    if line.wide:
        return {0}
    return {max(at for at, (x, _) in enumerate(columns) if part.x >= x - 1) for part in line.parts}


def parts_by_column(block: Sequence[PartedLine], columns: Sequence[Column]) -> list[list[Part]]:
    """The parts that stand in each column."""
    found: list[list[Part]] = [[] for _ in columns]
    for line in block:
        for part in [] if line.wide else line.parts:
            found[max(at for at, (x, _) in enumerate(columns) if part.x >= x - 1)].append(part)
    return found


def is_prose(parts: Sequence[Sequence[Part]]) -> bool:
    """Whether all columns (each with its parts) hold running text."""
    return all(sum(len(part.text.split()) for part in own) >= _PROSE * len(own) for own in parts)


def is_of_marks(parts: Sequence[Part]) -> bool:
    """Whether a column holds nothing but the marks of list items, of which the next one is the text."""
    return all(lone_marker(part.text) or split_marker(f"{part.text} x")[0] == part.text for part in parts)


def is_aligned(parts: Sequence[Part]) -> bool:
    """Whether most parts of a column begin, end or have their middle at one place; wide blanks in running text, which
    chance lays one below the other, leave words that do not."""
    for places in ([part.x for part in parts], [part.end for part in parts], [part.x + part.end for part in parts]):
        if max(sum(abs(one - other) <= _NEAR for other in places) for one in places[:_TRIED]) >= _ALIGNED * len(parts):
            return True
    return False


LEAST_COLUMNS, LEAST_ROWS = 3, 3


def may_be_aligned(content: PageContent, ruled: Sequence[RuledTable]) -> bool:
    """Whether text outside of ruled tables begins, or its figures end, at the same distances from the left on three
    lines at least."""
    places: defaultdict[int, set[int]] = defaultdict(set)
    ends: defaultdict[int, set[int]] = defaultdict(set)
    for chunk in content.chunks:
        words = chunk.text.strip()
        if words and cell_at(ruled, chunk) is None:
            places[round(chunk.y)].add(round(chunk.x))
            if is_figure(words):
                ends[round(chunk.y)].add(-round(_end(chunk.x, words, chunk.size)))
    lines = [y for y, found in places.items() if len(found) >= LEAST_COLUMNS]
    times = Counter(x for y in lines for x in places[y] | ends[y])
    return sum(count >= LEAST_ROWS for count in times.values()) >= LEAST_COLUMNS - 1


def _end(x: float, figures: str, size: float) -> float:
    """About where figures end, as most typefaces space them: all digits alike, points half as wide."""
    digits = sum(sign.isdigit() for sign in figures)
    return 3 * round((x + size * (0.556 * digits + 0.278 * (len(figures) - digits))) / 3)

"""From the characters of a page to its lines: by their places alone, in whatever order they were drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from statistics import median

from corpus.readers.pdf.geometry import Turn
from corpus.readers.pdf.glyphs.glyph_file import Glyph
from corpus.readers.pdf.glyphs.raised import Row, settle_marks
from corpus.readers.pdf.page import Chunk

_SAME_BASE = 0.12  # all of these are shares of the type size
_WORD_GAP = 0.12
_LINE_GAP, _COLUMN_GAP = 1.0, 0.7
_DOUBLE = 0.15  # bold type made by drawing a letter twice stands that close to itself
_MOST_TRACKING = 0.6
_STEPS = 3  # what PDFium counts between two neighbours: a blank, or the end of a line
_CLOSING = frozenset(",.;:)")


CellOf = Callable[[Chunk], object]
"""The cell of a ruled table that a run of text stands in."""


def chunks_of(
    glyphs: Sequence[Glyph], turn: Turn, struck: frozenset[int] = frozenset(), cell_of: CellOf = lambda chunk: None
) -> list[Chunk]:
    """The words of a page as runs of text, the last of each line with a line break.

    `turn` brings the page's own space to the one that
    is read; `struck` are the characters (by their order) that are crossed out, which are left out.
    """
    lines: list[list[Glyph]] = []
    for angle in {glyph.angle for glyph in glyphs}:
        rows = _rows(glyph for glyph in glyphs if glyph.angle == angle)
        settle_marks(rows)
        for row in rows:
            lines += _lines(row.glyphs)
    lines.sort(key=lambda line: min(glyph.order for glyph in line))
    return [chunk for line in _from_above(lines) for chunk in _chunks(line, turn, struck, cell_of)]


def _from_above(lines: Sequence[list[Glyph]]) -> list[list[Glyph]]:
    """Lines in the order they are drawn, but for those that stand above what was drawn before them."""
    ordered: list[list[Glyph]] = []
    for line in lines:
        place = len(ordered)
        for at in range(len(ordered) - 1, -1, -1):
            other = ordered[at]
            if other[0].angle != line[0].angle or other[0].along >= line[-1].end or line[0].along >= other[-1].end:
                continue
            if line[0].base <= other[0].base + _SAME_BASE * line[0].size:
                break
            place = at
        ordered.insert(place, line)
    return ordered


def _rows(glyphs: Iterable[Glyph]) -> list[Row]:
    """Characters on one base line, from left to right; each letter once."""
    rows: list[Row] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.base):
        if not rows or rows[-1].base - glyph.base > _SAME_BASE * max(glyph.size, rows[-1].size):
            rows.append(Row(glyph.base, glyph.size))
        rows[-1].glyphs.append(glyph)
        rows[-1].size = max(rows[-1].size, glyph.size)
    for row in rows:
        row.glyphs.sort(key=lambda glyph: (glyph.along, glyph.order))
        row.glyphs = [
            glyph for at, glyph in enumerate(row.glyphs) if not _is_double(row.glyphs[max(0, at - 4) : at], glyph)
        ]
    return rows


def _is_double(before: Sequence[Glyph], glyph: Glyph) -> bool:
    """Whether a letter was drawn a second time; the letters of a ligature share one place, but follow each other."""
    return any(
        other.text == glyph.text
        and glyph.along - other.along < _DOUBLE * glyph.size
        and (abs(glyph.order - other.order) > _STEPS or glyph.along > other.along)
        for other in before
        if not other.text.isspace()
    )


def _lines(row: Sequence[Glyph]) -> list[list[Glyph]]:
    """The parts of a row that stand apart and were not drawn one after the other: columns, cells."""
    lines: list[list[Glyph]] = []
    for glyph in row:
        if glyph.text.isspace() and not lines:
            continue
        if lines and not _is_apart(lines[-1], glyph):
            lines[-1].append(glyph)
        elif not glyph.text.isspace():
            lines.append([glyph])
    return lines


def _is_apart(line: Sequence[Glyph], glyph: Glyph) -> bool:
    last = next(other for other in reversed(line) if not other.text.isspace() or other is line[0])
    if glyph.along - last.end <= _COLUMN_GAP * max(last.size, glyph.size):
        return False
    return not 0 <= glyph.order - line[-1].order <= _STEPS


def _chunks(line: Sequence[Glyph], turn: Turn, struck: frozenset[int], cell_of: CellOf) -> list[Chunk]:
    """The words of a line; those of one type, at the usual distance and in one cell, are one run."""
    chunks: list[Chunk] = []
    cells: list[object] = []
    wide = _tracking(line) or 0.0
    for word, spaced in (word for part in _parts(line, wide) for word in _words(part, struck, wide)):
        x, y = turn(word[0].x, word[0].y)
        size, bold = max(glyph.size for glyph in word), all(glyph.bold for glyph in word)
        text = "".join(glyph.text for glyph in word) + (" " if spaced else "")
        last = chunks[-1] if chunks else None
        end = x + word[-1].end - word[0].along
        cell = cell_of(Chunk(text, x, y, size, bold))
        alike = last and bold == last.bold and abs(size - last.size) < 0.1 and cell is cells[-1]
        if last and alike and x - last.end <= _LINE_GAP * size:
            chunks[-1] = last._replace(text=f"{last.text} {text}", end=end)
        else:
            chunks.append(Chunk(f" {text}" if last else text, x, y, size, bold, end))
            cells.append(cell)
    if chunks:
        chunks[-1] = chunks[-1]._replace(text=f"{chunks[-1].text}\n")
    return chunks


def _parts(line: Sequence[Glyph], wide: float) -> list[list[Glyph]]:
    """What stands apart in a line, on both sides of a picture, may be set differently wide. `wide` is the usual space
    between its letters."""
    parts: list[list[Glyph]] = []
    for glyph in line:
        if not parts or glyph.along - parts[-1][-1].end > (_LINE_GAP + 2 * wide) * glyph.size:
            parts.append([])
        parts[-1].append(glyph)
    return parts


def _words(line: Sequence[Glyph], struck: frozenset[int], wide: float) -> list[tuple[list[Glyph], bool]]:
    """The words of a part of a line, and whether a blank is drawn behind each. A part of few letters is set as the line
    is."""
    own = _tracking(line)
    gap = _WORD_GAP + (wide if own is None else own)
    words: list[tuple[list[Glyph], bool]] = []
    end = 0.0
    open_word = crossed = False
    for glyph in line:
        if glyph.text.isspace():
            open_word = False
            if words:
                words[-1] = (words[-1][0], True)
            continue
        if glyph.order in struck:
            crossed = True
            continue
        apart = glyph.along - end > gap * glyph.size
        # What is crossed out before a comma took the blank before it along.
        if words and ((crossed and glyph.text in _CLOSING) or (open_word and not apart)):
            words[-1] = ([*words[-1][0], glyph], False)
        else:
            words.append(([glyph], False))
        open_word, crossed, end = True, False, glyph.end
    return words


def _tracking(line: Sequence[Glyph]) -> float | None:
    """The space between the letters of a line that is set wide, as a share of the type size; None: too few letters."""
    gaps = [
        (glyph.along - last.end) / glyph.size
        for last, glyph in pairwise(line)
        if last.text.isalpha() and glyph.text.isalpha()
    ]
    if len(gaps) < 6:
        return None
    usual = median(gaps)
    return usual if 0 < usual < _MOST_TRACKING else 0.0

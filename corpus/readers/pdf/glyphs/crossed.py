"""Words that a page crosses out otherwise than with a level rule: with a slanting line, or with letters typed over."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from corpus.readers.pdf.glyphs.glyph_file import Glyph
from corpus.readers.pdf.page import PageContent

# A sign, typed over others many times. Those that fill forms up ("....", "____") are none.
_TYPED_OVER = re.compile(r"([xX#/\\=~█■▬▓*–—-])\1{2,}")
_MOST_SLANT = 0.4  # of a line's length: a steeper one crosses no words out
_BEYOND = 2.0  # of the type size: a line that goes on much past the letters is none through them
_REACH = 0.8  # of the type size that it may begin below the letters, or end above
_LETTERS = 3
_MOST = 200  # slanting lines: a page that has more draws something
_SAME_LINE = 0.5  # of the type size


def may_be_crossed(content: PageContent) -> bool:
    """Whether something on the page may cross out words."""
    lines = content.slanted if len(content.slanted) <= _MOST else []
    return any(_is_flat(*line) for line in lines) or any(_TYPED_OVER.search(chunk.text) for chunk in content.chunks)


def crossed_otherwise(glyphs: Sequence[Glyph], content: PageContent) -> frozenset[int]:
    """The characters (by their order) that a slanting line goes through, or that others are typed over."""
    return _below_lines(glyphs, content) | _typed_over(glyphs, content)


def _is_flat(one: tuple[float, float], other: tuple[float, float]) -> bool:
    across, up = abs(one[0] - other[0]), abs(one[1] - other[1])
    return across > 0 and 1 <= up <= _MOST_SLANT * across


def _below_lines(glyphs: Sequence[Glyph], content: PageContent) -> frozenset[int]:
    lines = [line for line in content.slanted if _is_flat(*line)] if len(content.slanted) <= _MOST else []
    if not lines:
        return frozenset()
    placed = [(glyph, *content.turn(glyph.x, glyph.y)) for glyph in glyphs if not glyph.text.isspace()]
    found: set[int] = set()
    for one, other in lines:
        (x0, y0), (x1, y1) = sorted((one, other))
        under = [
            (glyph, x, y)
            for glyph, x, y in placed
            if x0 <= x + (glyph.end - glyph.along) / 2 <= x1
            and y - _REACH * glyph.size <= min(y0, y1)
            and max(y0, y1) <= y + (1 + _REACH) * glyph.size
        ]
        if len(under) < _LETTERS:
            continue
        size = max(glyph.size for glyph, _, _ in under)
        first, last = min(x for _, x, _ in under), max(x + glyph.end - glyph.along for glyph, x, _ in under)
        level = max(y for *_, y in under) - min(y for *_, y in under) < _SAME_LINE * size
        if level and first - x0 <= _BEYOND * size and x1 - last <= _BEYOND * size:
            found |= {glyph.order for glyph, _, _ in under}
    return frozenset(found)


def _typed_over(glyphs: Sequence[Glyph], content: PageContent) -> frozenset[int]:
    """The letters below a row of one and the same sign, and that row."""
    rows = [list(row) for _, row in groupby(glyphs, key=lambda glyph: (glyph.text, round(glyph.base), glyph.angle))]
    rows = [row for row in rows if len(row) >= _LETTERS and _TYPED_OVER.fullmatch("".join(one.text for one in row))]
    if not rows:
        return frozenset()
    placed = sorted(((glyph.base, glyph.order, glyph) for glyph in glyphs), key=itemgetter(0, 1))
    found: set[int] = set()
    for row in rows:
        first, size, own = row[0], row[0].size, {one.order for one in row}
        start, end = min(one.along for one in row), max(one.end for one in row)
        near = placed[
            bisect_left(placed, first.base - _SAME_LINE * size, key=itemgetter(0)) : bisect_right(
                placed, first.base + _SAME_LINE * size, key=itemgetter(0)
            )
        ]
        below = {
            glyph.order
            for _, order, glyph in near
            if order not in own
            and glyph.angle == first.angle
            and not glyph.text.isspace()
            and start <= (glyph.along + glyph.end) / 2 <= end
        }
        if len(below) >= _LETTERS:
            found |= below | own
    return frozenset(found)

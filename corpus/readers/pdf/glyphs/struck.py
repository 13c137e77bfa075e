"""Words that a page crosses out: with a rule through the middle of their letters, or with an annotation."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from corpus.readers.pdf.annotations import visible_annotations
from corpus.readers.pdf.glyphs.glyph_file import Glyph
from corpus.readers.pdf.page import PageContent
from corpus.readers.pdf.tables.rules import Rule

# Shares of the type size. A rule lower than that underlines, one higher rules off a row of a table.
_LOW, _HIGH = 0.12, 0.48
_BEYOND = 0.7  # a rule that goes on past the letters is no stroke through them
_MOST_OF = 0.6  # of a letter's width
_WIDE, _WIDE_CAPITAL = 0.62, 0.8  # letters, as shares of the type size


def may_be_struck(content: PageContent) -> bool:
    """Whether some rule may cross out words; how far letters reach is only guessed here."""
    rules = sorted((rule for rule in content.rules if _is_flat(rule)), key=_height)
    for chunk in content.chunks:
        if not chunk.text.strip():
            continue
        first = bisect_left(rules, chunk.y + _LOW * chunk.size, key=_height)
        last = bisect_right(rules, chunk.y + _HIGH * chunk.size, key=_height)
        wide = _WIDE_CAPITAL if chunk.text.isupper() else _WIDE
        end = chunk.x + wide * chunk.size * len(chunk.text)
        if any(rule.x0 < end and rule.x1 > chunk.x for rule in rules[first:last]):
            return True
    return False


def struck(glyphs: Sequence[Glyph], content: PageContent) -> frozenset[int]:
    """The characters (by their order) that a rule goes through."""
    placed = sorted(((glyph, *content.turn(glyph.x, glyph.y)) for glyph in glyphs), key=itemgetter(2))
    largest = max((glyph.size for glyph in glyphs), default=0.0)
    found: set[int] = set()
    for rule in content.rules:
        if not _is_flat(rule):
            continue
        under: list[tuple[Glyph, float, float]] = []
        first_at = bisect_left(placed, rule.y0 - _HIGH * largest, key=itemgetter(2))
        for glyph, x, y in placed[first_at : bisect_right(placed, rule.y0, key=itemgetter(2))]:
            end = x + glyph.end - glyph.along
            if not _crosses(rule, y, glyph.size):
                continue
            if min(end, rule.x1) - max(x, rule.x0) >= _MOST_OF * (end - x) and rule.x0 <= (x + end) / 2 <= rule.x1:
                under.append((glyph, x, end))
        if under:
            size = max(glyph.size for glyph, _, _ in under)
            first, last = min(x for _, x, _ in under), max(end for _, _, end in under)
            if first - rule.x0 <= _BEYOND * size and rule.x1 - last <= _BEYOND * size:
                found |= {glyph.order for glyph, _, _ in under}
    return frozenset(found)


def words_of(glyphs: Sequence[Glyph], found: frozenset[int]) -> int:
    """How many words, or parts of words, these characters are."""
    letters = {glyph.order for glyph in glyphs if glyph.order in found and not glyph.text.isspace()}
    return sum(order - 1 not in letters for order in letters)


def annotated(page: Any, content: PageContent) -> list[Rule]:
    """The strokes of a page's strike-out annotations, as rules through the middle of the letters they mark."""
    rules: list[Rule] = []
    for annotation in visible_annotations(page):
        if annotation.get("/Subtype") != "/StrikeOut":
            continue
        points = [float(value) for value in annotation.get("/QuadPoints") or ()]
        for at in range(0, len(points) - 7, 8):
            corners = [content.turn(points[n], points[n + 1]) for n in range(at, at + 8, 2)]
            xs, ys = [x for x, _ in corners], [y for _, y in corners]
            y = min(ys) + 0.45 * (max(ys) - min(ys))
            rules.append(Rule(min(xs), y, max(xs), y))
    return rules


def _is_flat(rule: Rule) -> bool:
    return rule.y1 - rule.y0 < 1 <= rule.x1 - rule.x0


def _height(rule: Rule) -> float:
    return rule.y0


def _crosses(rule: Rule, base: float, size: float) -> bool:
    return base + _LOW * size <= rule.y0 <= base + _HIGH * size

"""Where something stands on a PDF page, in the space of the page and turned as it is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from corpus.readers.pdf.glyphs.raised import SMALL
from corpus.readers.pdf.tables.rules import Point, Rule

Turn = Callable[[float, float], Point]


def is_raised(before: Point, size_before: float, point: Point, size: float) -> bool:
    """Whether a smaller piece stands a little above the one before it, on its right."""
    rise = point[1] - before[1]
    return size <= SMALL * size_before and 0.1 * size_before <= rise <= 0.75 * size_before and point[0] > before[0]


def goes_on_after(lifted: tuple[Point, float], point: Point, size: float) -> bool:
    """Whether a piece goes on in the line that one above it interrupted."""
    (x, y), before = lifted
    return abs(size - before) < 0.1 * before and abs(point[1] - y) < 0.1 * before and point[0] > x


def place_of(cm: Any, tm: Any) -> Point:
    return (tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5])


def scale_of(cm: Any, tm: Any) -> float:
    return float((abs(tm[3]) or abs(tm[1])) * (abs(cm[3]) or abs(cm[1])))


def direction_of(tm: Any, cm: Any) -> int:
    """Where the text runs: 0 right, 1 up, 2 left, 3 down."""
    along = tm[0] * cm[0] + tm[1] * cm[2]
    up = tm[0] * cm[1] + tm[1] * cm[3]
    if abs(along) >= abs(up):
        return 0 if along >= 0 else 2
    return 1 if up > 0 else 3


def turn_of(direction: int, left: float, bottom: float, width: float, height: float) -> Turn:
    """From the page's own space to one whose origin is its lower left corner and whose text runs to the right."""
    turns: tuple[Turn, ...] = (
        lambda x, y: (x - left, y - bottom),
        lambda x, y: (y - bottom, width - (x - left)),
        lambda x, y: (width - (x - left), height - (y - bottom)),
        lambda x, y: (height - (y - bottom), x - left),
    )
    return turns[direction]


def turned_rule(rule: Rule, turn: Turn) -> Rule:
    (x0, y0), (x1, y1) = turn(rule.x0, rule.y0), turn(rule.x1, rule.y1)
    return Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

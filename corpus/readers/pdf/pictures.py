"""Large pictures on a page of text: a table or a diagram in one is not read, and said not to be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from corpus.readers.pdf.tables.rules import Box, Point

_LARGE = 0.25  # of the page's area
_OWN = 0.02  # of it: smaller ones are signs and marks
_MOST = 50  # pictures of a page that are looked at, the largest
_WORDS = 60  # letters of text that stand on a picture: more, and it is the ground of a text, or a page that was scanned


def names_of_pictures(page: Any) -> frozenset[str]:
    """What a page of pypdf calls its pictures; empty where its resources are damaged."""
    try:
        objects = page["/Resources"]["/XObject"]
        return frozenset(name for name, one in objects.items() if one.get_object().get("/Subtype") == "/Image")
    except Exception:  # none, or a damaged one
        return frozenset()


def unit_box(matrix: Any) -> Box:
    """Where a picture is drawn: the square of one by one under the matrix."""
    corners = [(x * matrix[0] + y * matrix[2] + matrix[4], x * matrix[1] + y * matrix[3] + matrix[5]) for x, y in _UNIT]
    return _around(corners)


def turned_box(box: Box, turn: Callable[[float, float], Point]) -> Box:
    return _around([turn(box[0], box[1]), turn(box[2], box[3])])


def holds_pictures(
    pictures: Sequence[Box], words: Sequence[tuple[float, float, int]], page: tuple[float, float]
) -> bool:
    """Whether pictures take up much of a page, `page` its width and height. `words` are (x, y, letters) of each run of
    text: a picture that text stands on is its ground."""
    width, height = page
    shown = {(max(x0, 0.0), max(y0, 0.0), min(x1, width), min(y1, height)) for x0, y0, x1, y1 in pictures}
    shown = {box for box in shown if box[0] < box[2] and box[1] < box[3]}
    area = 0.0
    for box in sorted(shown, key=_area)[-_MOST:]:
        if _area(box) >= _OWN * width * height:
            letters = sum(count for x, y, count in words if box[0] <= x <= box[2] and box[1] <= y <= box[3])
            area += _area(box) if letters <= _WORDS else 0.0
    return area > _LARGE * width * height


_UNIT = ((0, 0), (0, 1), (1, 0), (1, 1))


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _around(points: Sequence[Point]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)

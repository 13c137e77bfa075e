"""Signs, among what a page draws, that some of its text is not to be seen, and large pictures on a page of text.

The signs are cheap to find, and only signs: where there is one, the page is drawn and looked at (glyphs.unseen). A
table or a diagram in a picture is not read, and said not to be.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Sequence
from typing import Any

from corpus.readers.pdf.tables.rules import Box, Point

_COLOURS = frozenset({b"g", b"rg", b"k", b"sc", b"scn"})
_NOT_FILLED = frozenset({3, 7})  # modes of drawing letters: not at all
_LIGHT = 0.85
_SMALLEST = 1.5  # points
_NARROWEST = 20.0  # percent of the width of letters
_THICK = 3.0  # points of a line that words may be gone below
_FAINT = 0.1  # opacity
_DEEPEST = 4  # drawings in each other that are looked into
_SLACK = 2.0  # points that a base line may lie beyond an edge

Colour = tuple[float, ...]


class Doubts:
    """Watches a page being drawn; `any` once something was drawn that may not be seen.

    `page` is the page's box in its own space.
    """

    def __init__(self, page: Box) -> None:
        self.any = False
        self._clip = page
        self._colour: Colour = (0.0,)
        self._mode = 0
        self._wide = 1.0  # of lines, in the units of what is drawn
        self._above: list[tuple[Box, Colour, int, float]] = []
        self._painted: set[Colour] = set()
        self._points: list[tuple[float, float]] = []

    @property
    def colour(self) -> str:
        """What areas and letters are filled with now, as "#rrggbb"; "" for a pattern."""
        return _written(self._colour)

    def see(self, operator: bytes, operands: Any) -> None:
        """An operator that sets how things are drawn, or draws over all that is left open."""
        if operator == b"q":
            self._above.append((self._clip, self._colour, self._mode, self._wide))
        elif operator == b"Q" and self._above:
            self._clip, self._colour, self._mode, self._wide = self._above.pop()
        elif operator in _COLOURS:
            self._colour = tuple(value for value in map(_number, operands) if value is not None)
        elif operator == b"cs":
            self._colour = (0.0,)
        elif operator == b"Tr" and operands:
            self._mode = int(_number(operands[0]) or 0)
        elif operator == b"w" and operands:
            self._wide = _number(operands[0]) or 0.0
        elif operator == b"Tz" and operands:
            self.any = self.any or abs(_number(operands[0]) or 0.0) < _NARROWEST
        elif operator == b"sh":
            self.cover(self._clip)

    def clip(self, box: Box) -> None:
        """What is drawn from now on shows inside this box only."""
        x0, y0, x1, y1 = self._clip
        self._clip = (max(x0, box[0]), max(y0, box[1]), min(x1, box[2]), min(y1, box[3]))

    def paint(self, box: Box) -> None:
        """An area is filled: text below it is gone, text of its colour on it cannot be told from it."""
        self._painted.add(self._colour)
        self.cover(box)

    def stroke(self, box: Box, scale: float) -> None:
        """A line is drawn; `scale` is how many points one unit of its width is."""
        half = self._wide * scale / 2
        if 2 * half >= _THICK:
            self.cover((box[0] - half, box[1] - half, box[2] + half, box[3] + half))

    def cover(self, box: Box) -> None:
        """Something is laid over what is drawn so far."""
        x0, y0, x1, y1 = box
        if not self.any:
            under = self._points[bisect_left(self._points, (-y1, x0)) : bisect_right(self._points, (-y0, x1))]
            self.any = any(x0 <= x <= x1 for _, x in under)

    def text(self, point: Point, size: float) -> None:
        """Text is drawn at this place."""
        x, y = point
        x0, y0, x1, y1 = self._clip
        inside = x0 - _SLACK <= x <= x1 + _SLACK and y0 - _SLACK <= y <= y1 + _SLACK
        own_ground = self._colour in self._painted or _is_light(self._colour)
        self.any = self.any or own_ground or self._mode in _NOT_FILLED or size < _SMALLEST or not inside
        if not self.any:
            insort(self._points, (-y, x))  # pages are drawn from above mostly: these come last


def hides_layers(reader: Any) -> bool:
    """Whether the file has layers that are switched off."""
    try:
        return bool(reader.root_object["/OCProperties"]["/D"].get("/OFF"))
    except Exception:  # none, or a damaged one
        return False


def draws_faintly(page: Any) -> bool:
    """Whether something on a page of pypdf is drawn so that it may not show: in a state that lets what is below shine
    through, or in a drawing that shows only what lies in its box."""
    try:
        return _may_hide(page.get("/Resources"), _DEEPEST)
    except Exception:  # a damaged page, which is told when it is read
        return False


def _may_hide(resources: Any, depth: int) -> bool:
    resources = resources.get_object() if resources is not None else {}
    states = resources.get("/ExtGState")
    for state in states.get_object().values() if states is not None else ():
        state = state.get_object()
        if (_number(state.get("/ca")) or 0.0 if "/ca" in state else 1.0) <= _FAINT:
            return True
        if state.get("/SMask") not in (None, "/None"):
            return True
    drawings = resources.get("/XObject")
    for drawing in drawings.get_object().values() if drawings is not None else ():
        drawing = drawing.get_object()
        if drawing.get("/Subtype") == "/Form":
            inner = drawing.get("/Resources")
            if inner is not None and (inner.get_object().get("/Font") or (depth and _may_hide(inner, depth - 1))):
                return True
    return False


def _written(colour: Colour) -> str:
    if len(colour) == 4:
        light = [(1 - ink) * (1 - colour[3]) for ink in colour[:3]]
    elif len(colour) in (1, 3):
        light = list(colour) * (3 // len(colour))
    else:
        return ""
    return "#" + "".join(f"{round(255 * min(max(value, 0.0), 1.0)):02x}" for value in light)


def _is_light(colour: Colour) -> bool:
    if len(colour) == 4:  # ink
        return max(colour) <= 1 - _LIGHT
    return bool(colour) and min(colour) >= _LIGHT


def _number(value: Any) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError):
        return None  # the name of a pattern


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

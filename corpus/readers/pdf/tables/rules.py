"""The straight rules that a page draws: what tables are ruled with."""

from __future__ import annotations

from typing import Any, NamedTuple

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""(x0, y0, x1, y1), the lesser coordinates first."""

_THIN = 3.0  # points: a filled box no thicker than this is a rule
_SHORTEST = 3.0
_MOST = 6000  # a page that draws more than this draws a map or a chart
_FILLS = frozenset({b"f", b"F", b"f*"})
_STROKES = frozenset({b"S", b"s"})
_BOTH = frozenset({b"B", b"B*", b"b", b"b*"})
_CLIPS = frozenset({b"W", b"W*"})
_CLOSING = frozenset({b"s", b"b", b"b*"})


class Rule(NamedTuple):
    """A horizontal or vertical line from (x0, y0) to (x1, y1), the lesser coordinates first; points, in the page's own
    space."""

    x0: float
    y0: float
    x1: float
    y1: float


class Fill(NamedTuple):
    """A box that the page fills with a `colour` ("#rrggbb")."""

    box: Box
    colour: str


class Rules:
    """Collects the rules of a page while pypdf goes through what the page draws; `rules` are those seen so far.

    `filled` is the box of what the last operator filled with colour, `stroked` of the lines it drew, `clip` of what it
    left open; None if it did not. `slanted` are the lines that run neither level nor upright.
    `too_many` is set for a page that draws more than any table needs; its rules are not to be used.
    """

    def __init__(self) -> None:
        self.rules: list[Rule] = []
        self.slanted: list[tuple[Point, Point]] = []
        self.filled: Box | None = None
        self.stroked: Box | None = None
        self.clip: Box | None = None
        self._clips = False
        self.too_many = False
        self._lines: list[tuple[Point, Point]] = []
        self._boxes: list[tuple[Point, Point]] = []
        self._start: Point | None = None
        self._at: Point | None = None

    def see(self, operator: bytes, operands: Any, matrix: Any) -> None:
        """One operator of the page's content and the matrix it is drawn under."""
        self.filled = self.stroked = self.clip = None
        if operator == b"re":
            self._box(operands, matrix)
        elif operator == b"m":
            self._start = self._at = _place(operands, matrix)
        elif operator == b"l":
            self._line_to(_place(operands, matrix))
        elif operator == b"h":
            self._line_to(self._start)
        elif operator in (b"c", b"v", b"y"):
            self._at = _place(operands[-2:], matrix)  # a curve is no rule, but the next line begins where it ends
        elif operator in _FILLS or operator in _STROKES or operator in _BOTH:
            if operator in _CLOSING:
                self._line_to(self._start)
            self.filled = self._area() if operator not in _STROKES else None
            self.stroked = self._area() if operator in _STROKES else None
            self._paint(stroked=operator not in _FILLS)
        elif operator in _CLIPS:
            self._clips = True
        elif operator == b"n":
            self._clear()

    def _box(self, operands: Any, matrix: Any) -> None:
        try:
            x, y, width, height = (float(operand) for operand in operands)
        except (TypeError, ValueError):
            return
        first, second = _place((x, y), matrix), _place((x + width, y + height), matrix)
        if first and second and not self.too_many:
            self._boxes.append((first, second))
            self.too_many = len(self._boxes) > _MOST

    def _line_to(self, point: Point | None) -> None:
        if self._at and point and not self.too_many:
            self._lines.append((self._at, point))
            self.too_many = len(self._lines) > _MOST
        self._at = point

    def _paint(self, stroked: bool) -> None:
        if stroked:
            for (x0, y0), (x1, y1) in self._lines:
                if abs(y1 - y0) < 1 or abs(x1 - x0) < 1:
                    self._add(x0, y0, x1, y1)
                elif len(self.slanted) < _MOST:
                    self.slanted.append(((x0, y0), (x1, y1)))
        elif self._lines:
            xs, ys = zip(*(point for line in self._lines for point in line), strict=True)
            self._frame(min(xs), min(ys), max(xs), max(ys), only_thin=True)
        for (x0, y0), (x1, y1) in self._boxes:
            self._frame(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), only_thin=not stroked)
        self._clear()

    def _frame(self, x0: float, y0: float, x1: float, y1: float, only_thin: bool) -> None:
        """The rule that a thin box is, or the four edges of another."""
        if y1 - y0 <= _THIN:
            self._add(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
        elif x1 - x0 <= _THIN:
            self._add((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)
        elif not only_thin:
            self._add(x0, y0, x1, y0)
            self._add(x0, y1, x1, y1)
            self._add(x0, y0, x0, y1)
            self._add(x1, y0, x1, y1)

    def _add(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if max(abs(x1 - x0), abs(y1 - y0)) >= _SHORTEST:
            self.rules.append(Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
            self.too_many = self.too_many or len(self.rules) > _MOST

    def _clear(self) -> None:
        self.clip = self._area() if self._clips else None
        self._lines, self._boxes, self._clips = [], [], False
        self._start = self._at = None

    def _area(self) -> Box | None:
        """The box around the lines and boxes that were drawn and not yet painted."""
        points = [point for pair in (*self._lines, *self._boxes) for point in pair]
        if not points or self.too_many:
            return None
        xs, ys = zip(*points, strict=True)
        return min(xs), min(ys), max(xs), max(ys)


def thin(box: Box) -> bool:
    """Whether a filled box is a rule."""
    return min(box[2] - box[0], box[3] - box[1]) <= _THIN


def _place(operands: Any, matrix: Any) -> Point | None:
    try:
        x, y = (float(operand) for operand in operands)
    except (TypeError, ValueError):
        return None
    return (x * matrix[0] + y * matrix[2] + matrix[4], x * matrix[1] + y * matrix[3] + matrix[5])

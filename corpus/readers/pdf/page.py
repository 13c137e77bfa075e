"""What a PDF page draws: runs of text and straight rules, turned so that the text runs from left to right."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

from corpus.readers.pdf.doubts import Doubts, draws_faintly, names_of_pictures, turned_box, unit_box
from corpus.readers.pdf.geometry import (
    Turn,
    direction_of,
    goes_on_after,
    is_raised,
    place_of,
    scale_of,
    turn_of,
    turned_rule,
)
from corpus.readers.pdf.glyphs.raised import SMALL
from corpus.readers.pdf.tables.rules import Box, Fill, Point, Rule, Rules, thin

_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.I)
_FIGURE = re.compile(r"\d{1,3}$")
_SHOWING = frozenset({b"Tj", b"TJ", b"'", b'"'})
_MOST_SHOWN = 100_000  # a page that places more than this many pieces of text is no page to read


class Chunk(NamedTuple):
    """A run of text as the page draws it; x and y in points from the lower left corner, `end` where it ends
    (0: not known)."""

    text: str
    x: float
    y: float
    size: float
    bold: bool
    end: float = 0.0


@dataclass(slots=True)
class PageContent:
    """A page as it is looked at: `width` and `height` in points, `chunks` in the order they are drawn.

    `shown` are the points where text was placed: more than there are chunks, for pypdf may join what is placed side by
    side. `turned` says that the page was rotated or does not begin at its lower left corner, `turn` how; `rises` that
    letters are lifted off their line in a way of which pypdf tells nothing, `doubtful` that some may not be seen.
    `notes` are letters that stand at the head of a note, `fills` the boxes that are filled with colour in the order
    they are drawn, `pictures` the boxes of pictures, `slanted` the lines that run neither level nor upright.
    """

    number: int
    width: float
    height: float
    chunks: list[Chunk] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    slanted: list[tuple[Point, Point]] = field(default_factory=list)
    shown: list[Point] = field(default_factory=list)
    turned: bool = False
    turn: Turn = field(default=lambda x, y: (x, y))
    rises: bool = False
    doubtful: bool = False
    notes: frozenset[str] = frozenset()
    fills: list[Fill] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)


def content_of(page: Any, number: int) -> PageContent:
    """Go through a page of pypdf once. Raises whatever pypdf raises on damaged pages."""
    box = page.mediabox
    left, bottom, width, height = float(box.left), float(box.bottom), float(box.width), float(box.height)
    shows = page.cropbox  # pypdf gives the whole page where there is none
    seen = (float(shows.left), float(shows.bottom), float(shows.right), float(shows.top))
    drawn = _Drawn(names_of_pictures(page), seen)
    page.extract_text(visitor_text=drawn.text, visitor_operand_before=drawn.operator)
    direction = drawn.directions.most_common(1)[0][0] if drawn.directions else 0
    turn = turn_of(direction, left, bottom, width, height)
    if direction % 2:
        width, height = height, width
    content = PageContent(number, width, height, turned=bool(direction or left or bottom), turn=turn, rises=drawn.rises)
    content.chunks = [chunk._replace(x=x, y=y) for chunk in drawn.chunks for x, y in (turn(chunk.x, chunk.y),)]
    content.doubtful = drawn.doubts.any or draws_faintly(page)
    content.notes = _letters_of_notes(content.chunks)
    content.fills = [Fill(turned_box(box, turn), colour) for box, colour in drawn.fills]
    content.pictures = [turned_box(box, turn) for box in drawn.pictures]
    content.shown = [turn(x, y) for x, y in drawn.shown]
    if not drawn.rules.too_many:
        content.rules = [turned_rule(rule, turn) for rule in drawn.rules.rules]
        content.slanted = [(turn(*one), turn(*other)) for one, other in drawn.rules.slanted]
    return content


class _Drawn:
    """What a page draws, in its own space, as pypdf tells of it: each operator, then the text that it showed."""

    def __init__(self, pictures: frozenset[str], page: Box) -> None:
        self.rules = Rules()
        self.doubts = Doubts(page)
        self.chunks: list[Chunk] = []
        self.shown: list[Point] = []
        self.directions: Counter[int] = Counter()
        self.rises = False
        self.fills: list[Fill] = []
        self.pictures: list[Box] = []
        self._names = pictures
        self._bold: dict[int, bool] = {}
        self._lifted: tuple[Point, float] | None = None  # the place and size before a small piece above the line
        self._face = self._face_before = 0.0  # what Tf sets, now and when something was shown last
        self._scale = 0.0  # of what was shown last
        self._raised: tuple[float, float, float] | None = None  # where it stands if it is smaller than what came before

    def operator(self, operator: bytes, operands: Any, cm: Any, tm: Any) -> None:
        """What is about to be drawn, under the matrices of the page and of its text."""
        if operator == b"Do" and operands and operands[0] in self._names and len(self.pictures) < _MOST_SHOWN:
            self.pictures.append(unit_box(cm))
            self.doubts.cover(self.pictures[-1])
        if operator == b"Ts":
            self.rises = self.rises or bool(operands and operands[0])
        elif operator == b"Tf":
            self._face = _number(operands[-1:])
        elif operator in _SHOWING:
            self._show(place_of(cm, tm), scale_of(cm, tm))
        else:
            self._draw(operator, operands, cm)

    def _show(self, point: Point, scale: float) -> None:
        size, size_before = scale * self._face, self._scale * self._face
        # pypdf notices a smaller font, but not the same one drawn at a smaller scale.
        self.rises = self.rises or (self._lifted is not None and goes_on_after(self._lifted, point, size))
        same_face = self._face == self._face_before and self.shown
        lifted = same_face and is_raised(self.shown[-1], size_before, point, size)
        self._lifted = (self.shown[-1], size_before) if lifted else None
        self._face_before = self._face
        if len(self.shown) < _MOST_SHOWN:
            self.shown.append(point)
            self.doubts.text(point, size)
        last, self._scale = self._scale, scale
        self._raised = (*point, scale / last) if last and scale <= SMALL * last else None

    def _draw(self, operator: bytes, operands: Any, cm: Any) -> None:
        self.rules.see(operator, operands, cm)
        self.doubts.see(operator, operands)
        if self.rules.filled and not thin(self.rules.filled):
            self.doubts.paint(self.rules.filled)
            if len(self.fills) < _MOST_SHOWN and self.doubts.colour:
                self.fills.append(Fill(self.rules.filled, self.doubts.colour))
        if self.rules.stroked:
            self.doubts.stroke(self.rules.stroked, math.sqrt(abs(cm[0] * cm[3] - cm[1] * cm[2])))
        if self.rules.clip:
            self.doubts.clip(self.rules.clip)

    def text(self, words: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        """Words that were shown."""
        if not words:
            return
        x, y = place_of(cm, tm)
        own = float(size) * scale_of(cm, tm)
        heavy = self._bold.get(id(font))
        if heavy is None:  # a page has few fonts, and the page keeps them alive
            heavy = self._bold[id(font)] = bool(_BOLD.search(str((font or {}).get("/BaseFont") or "")))
        figure = _FIGURE.search(words) if self._raised else None
        if self._raised and figure and figure.start():  # pypdf notices a smaller font, but not a smaller scale
            self.chunks.append(Chunk(words[: figure.start()], x, y, own, heavy))
            self.chunks.append(Chunk(figure[0], self._raised[0], self._raised[1], own * self._raised[2], heavy))
            self._raised = None
        else:
            self.chunks.append(Chunk(words, x, y, own, heavy))
        self.directions[direction_of(tm, cm)] += len(words.strip())


def _letters_of_notes(chunks: list[Chunk]) -> frozenset[str]:
    """Small letters that stand raised at the head of a line."""
    found = set()
    for at, (one, after) in enumerate(pairwise(chunks)):
        before = chunks[at - 1] if at else None
        letter, begins = one.text.strip(), before is None or before.text.endswith("\n") or before.y > one.y + one.size
        if len(letter) == 1 and letter.isalpha() and letter.islower() and begins and after.text.strip()[:1].isupper():
            found.add(letter)
    return frozenset(found)


def _number(operands: Any) -> float:
    try:
        return float(operands[0])
    except (IndexError, TypeError, ValueError):
        return 0.0

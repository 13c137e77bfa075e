"""What a PDF page draws: runs of text and straight rules, turned so that the text runs from left to right."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

from corpus.readers.pdf_doubts import Doubts, draws_faintly
from corpus.readers.pdf_pictures import names_of_pictures, turned_box, unit_box
from corpus.readers.pdf_raised import SMALL
from corpus.readers.pdf_rules import Box, Fill, Point, Rule, Rules, thin

_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.I)
_FIGURE = re.compile(r"\d{1,3}$")
_SHOWING = frozenset({b"Tj", b"TJ", b"'", b'"'})
_MOST_SHOWN = 100_000  # a page that places more than this many pieces of text is no page to read
Turn = Callable[[float, float], Point]


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
    rules = Rules()
    box = page.mediabox
    left, bottom, width, height = float(box.left), float(box.bottom), float(box.width), float(box.height)
    shows = page.cropbox  # pypdf gives the whole page where there is none
    doubts = Doubts((float(shows.left), float(shows.bottom), float(shows.right), float(shows.top)))
    chunks: list[Chunk] = []
    shown: list[Point] = []
    directions: Counter[int] = Counter()
    bold: dict[int, bool] = {}
    rises = False
    fills: list[Fill] = []
    pictures: list[Box] = []
    drawn = names_of_pictures(page)
    lifted: tuple[Point, float] | None = None  # the place and size before a small piece above the line
    face = face_before = 0.0  # what Tf sets, now and when something was shown last
    scale, raised = 0.0, None  # of what was shown last, and where it stands if it is smaller than what was before it

    def before(operator: bytes, operands: Any, cm: Any, tm: Any) -> None:
        nonlocal scale, raised, rises, face, face_before, lifted
        if operator == b"Do" and operands and operands[0] in drawn and len(pictures) < _MOST_SHOWN:
            pictures.append(unit_box(cm))
            doubts.cover(pictures[-1])
        if operator == b"Ts":
            rises = rises or bool(operands and operands[0])
        elif operator == b"Tf":
            face = _number(operands[-1:])
        elif operator in _SHOWING:
            point = _place(cm, tm)
            own = _scale(cm, tm) * face
            # pypdf notices a smaller font, but not the same one drawn at a smaller scale.
            rises = rises or (lifted is not None and _on_line(lifted, point, own))
            raised_now = face == face_before and shown and _is_raised(shown[-1], scale * face, point, own)
            lifted = (shown[-1], scale * face) if raised_now else None
            face_before = face
            if len(shown) < _MOST_SHOWN:
                shown.append(point)
                doubts.text(point, own)
            last, scale = scale, _scale(cm, tm)
            raised = (*point, scale / last) if last and scale <= SMALL * last else None
        else:
            rules.see(operator, operands, cm)
            doubts.see(operator, operands)
            if rules.filled and not thin(rules.filled):
                doubts.paint(rules.filled)
                if len(fills) < _MOST_SHOWN and doubts.colour:
                    fills.append(Fill(rules.filled, doubts.colour))
            if rules.stroked:
                doubts.stroke(rules.stroked, math.sqrt(abs(cm[0] * cm[3] - cm[1] * cm[2])))
            if rules.clip:
                doubts.clip(rules.clip)

    def text(words: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        if not words:
            return
        nonlocal raised
        x, y = _place(cm, tm)
        own = float(size) * _scale(cm, tm)
        heavy = bold.get(id(font))
        if heavy is None:  # a page has few fonts, and the page keeps them alive
            heavy = bold[id(font)] = bool(_BOLD.search(str((font or {}).get("/BaseFont") or "")))
        figure = _FIGURE.search(words) if raised else None
        if raised and figure and figure.start():  # pypdf notices a smaller font, but not a smaller scale
            chunks.append(Chunk(words[: figure.start()], x, y, own, heavy))
            chunks.append(Chunk(figure[0], raised[0], raised[1], own * raised[2], heavy))
            raised = None
        else:
            chunks.append(Chunk(words, x, y, own, heavy))
        directions[_direction(tm, cm)] += len(words.strip())

    page.extract_text(visitor_text=text, visitor_operand_before=before)
    direction = directions.most_common(1)[0][0] if directions else 0
    turn = _turn(direction, left, bottom, width, height)
    if direction % 2:
        width, height = height, width
    content = PageContent(number, width, height, turned=bool(direction or left or bottom), turn=turn, rises=rises)
    content.chunks = [chunk._replace(x=x, y=y) for chunk in chunks for x, y in (turn(chunk.x, chunk.y),)]
    content.doubtful = doubts.any or draws_faintly(page)
    content.notes = _letters_of_notes(content.chunks)
    content.fills = [Fill(turned_box(box, turn), colour) for box, colour in fills]
    content.pictures = [turned_box(box, turn) for box in pictures]
    content.shown = [turn(x, y) for x, y in shown]
    if not rules.too_many:
        content.rules = [_turned(rule, turn) for rule in rules.rules]
        content.slanted = [(turn(*one), turn(*other)) for one, other in rules.slanted]
    return content


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


def _is_raised(before: Point, size_before: float, point: Point, size: float) -> bool:
    """Whether a smaller piece stands a little above the one before it, on its right."""
    rise = point[1] - before[1]
    return size <= SMALL * size_before and 0.1 * size_before <= rise <= 0.75 * size_before and point[0] > before[0]


def _on_line(lifted: tuple[Point, float], point: Point, size: float) -> bool:
    """Whether a piece goes on in the line that one above it interrupted."""
    (x, y), before = lifted
    return abs(size - before) < 0.1 * before and abs(point[1] - y) < 0.1 * before and point[0] > x


def _place(cm: Any, tm: Any) -> Point:
    return (tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5])


def _scale(cm: Any, tm: Any) -> float:
    return float((abs(tm[3]) or abs(tm[1])) * (abs(cm[3]) or abs(cm[1])))


def _direction(tm: Any, cm: Any) -> int:
    """Where the text runs: 0 right, 1 up, 2 left, 3 down."""
    along = tm[0] * cm[0] + tm[1] * cm[2]
    up = tm[0] * cm[1] + tm[1] * cm[3]
    if abs(along) >= abs(up):
        return 0 if along >= 0 else 2
    return 1 if up > 0 else 3


def _turn(direction: int, left: float, bottom: float, width: float, height: float) -> Turn:
    """From the page's own space to one whose origin is its lower left corner and whose text runs to the right."""
    turns: tuple[Turn, ...] = (
        lambda x, y: (x - left, y - bottom),
        lambda x, y: (y - bottom, width - (x - left)),
        lambda x, y: (width - (x - left), height - (y - bottom)),
        lambda x, y: (height - (y - bottom), x - left),
    )
    return turns[direction]


def _turned(rule: Rule, turn: Turn) -> Rule:
    (x0, y0), (x1, y1) = turn(rule.x0, rule.y0), turn(rule.x1, rule.y1)
    return Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

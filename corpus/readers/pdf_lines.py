"""Lines of a PDF page, with place, type size and weight."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

from corpus.characters import clean, squeeze

_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.I)
_REFERENCE = re.compile(r"\d{1,3}(?:[,\s]+\d{1,3})*")
_UNITS = re.compile(r"(?:^|[\s\d])(?:[mkcd]?m|ha|CO|[a-z]=?)$")
_LOST_SPACE = re.compile(r" (?=[,.;:)])")
# Widths in shares of the type size; the page does not tell how wide its letters are.
_LETTER, _SPACE, _COLUMN_GAP = 0.52, 0.25, 1.9


class Chunk(NamedTuple):
    """A run of text as the page draws it."""

    text: str
    x: float
    y: float
    size: float
    bold: bool


@dataclass(slots=True)
class PageLine:
    """A line as it stands on its page.

    `x`, `y` in points from the lower left corner, `top` the page's height, `size` the type size most of its
    letters have, `bold` whether all of them are bold, `cells` its parts where wide gaps part it, each with
    its own x; `runs` all runs of text it was drawn in.
    """

    text: str
    page: int
    x: float
    y: float
    top: float
    size: float
    bold: bool
    cells: list[tuple[float, str]] = field(default_factory=list)
    runs: list[tuple[float, str]] = field(default_factory=list)
    aside: bool = False


def lines_of_page(page: Any, number: int) -> list[PageLine]:
    """Lines in the order of the page's content; empty lines are left out."""
    chunks: list[Chunk] = []

    def visit(text: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        if text:
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            scale = (abs(tm[3]) or abs(tm[1])) * (abs(cm[3]) or abs(cm[1]))
            name = str((font or {}).get("/BaseFont") or "")
            chunks.append(Chunk(text, x, y, float(size) * scale, bool(_BOLD.search(name))))

    page.extract_text(visitor_text=visit)
    top = float(page.mediabox.top)
    lines: list[PageLine] = []
    line: list[Chunk] = []
    for chunk in chunks:
        first, *others = chunk.text.split("\n")
        line.append(chunk._replace(text=first))
        for other in others:
            _end_line(lines, line, number, top)
            line = [chunk._replace(text=other)]
    _end_line(lines, line, number, top)
    return lines


def _end_line(lines: list[PageLine], chunks: list[Chunk], number: int, top: float) -> None:
    drawn = [chunk for chunk in chunks if chunk.text]
    chunks = _without_references(drawn)
    solid = [chunk for chunk in chunks if chunk.text.strip()]
    # A soft hyphen at the end is a cut only if the line is seen to end there.
    text = squeeze(clean("".join(chunk.text for chunk in chunks).rstrip() + "\n"))
    if not text or not solid:
        return
    if len(chunks) < len(drawn):
        text = _LOST_SPACE.sub("", text)  # the space that the reference stood in
    sizes: Counter[float] = Counter()
    for chunk in solid:
        sizes[round(chunk.size, 1)] += len(chunk.text.strip())
    wordy = [chunk for chunk in solid if any(char.isalpha() for char in chunk.text)]
    lines.append(
        PageLine(
            text=text,
            page=number,
            x=solid[0].x,
            y=solid[0].y,
            top=top,
            size=sizes.most_common(1)[0][0],
            bold=bool(wordy) and all(chunk.bold for chunk in wordy),
            cells=_cells(chunks),
            runs=[(chunk.x, chunk.text) for chunk in chunks],
        )
    )


def _without_references(chunks: list[Chunk]) -> list[Chunk]:
    """Without the small raised figures that point to foot notes; "m²" keeps its own."""
    kept: list[Chunk] = []
    for chunk in chunks:
        before = next((other for other in reversed(kept) if other.text.strip()), None)
        if (
            before is not None
            and _REFERENCE.fullmatch(chunk.text.strip())
            and chunk.size < 0.8 * before.size
            and chunk.y > before.y + 0.1 * before.size
            and not _UNITS.search(before.text.rstrip())
        ):
            continue
        kept.append(chunk)
    return kept


def _cells(chunks: list[Chunk]) -> list[tuple[float, str]]:
    """The parts of a line between wide gaps: (x, text)."""
    cells: list[tuple[float, list[str]]] = []
    start = end = 0.0
    for chunk in chunks:
        words = chunk.text.strip()
        if not words:
            if chunk.x > start + 1:  # blanks stand where the words before them really end
                end = chunk.x + chunk.size * _SPACE
            if cells:
                cells[-1][1].append(chunk.text)
            continue
        if not cells or chunk.x > end + _COLUMN_GAP * chunk.size:
            cells.append((chunk.x, [chunk.text]))
        else:
            cells[-1][1].append(chunk.text)
        spaces = len(chunk.text) - len(words)
        start, end = chunk.x, chunk.x + chunk.size * (_LETTER * len(words) + _SPACE * spaces)
    return _clean_cells(cells)


def cells_at(line: PageLine, columns: list[float], near: float) -> list[tuple[float, str]]:
    """The parts of a line where runs of it begin at one of the columns."""
    cells: list[tuple[float, list[str]]] = []
    taken: set[float] = set()
    for x, text in line.runs:
        column = next((c for c in columns if abs(c - x) <= near and c not in taken), None)
        if text.strip() and (not cells or column is not None):
            cells.append((x, [text]))
            taken.add(column if column is not None else x)
        elif cells:
            cells[-1][1].append(text)
    return _clean_cells(cells)


def _clean_cells(cells: list[tuple[float, list[str]]]) -> list[tuple[float, str]]:
    texts = [(x, squeeze(clean("".join(parts)))) for x, parts in cells]
    return [(x, text) for x, text in texts if text]


def leading(pages: list[list[PageLine]]) -> float:
    """The distance between lines that occurs most often, in points."""
    steps: Counter[float] = Counter()
    for page in pages:
        for above, line in pairwise(page):
            step = above.y - line.y
            if 4 < step < 40:
                steps[round(step * 2) / 2] += 1
    return steps.most_common(1)[0][0] if steps else 0.0


def body_size(pages: list[list[PageLine]]) -> float:
    """The type size most letters are set in."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0

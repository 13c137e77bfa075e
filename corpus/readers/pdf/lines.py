"""Lines of a PDF page, with place, type size and weight."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.readers.pdf.glyphs.raised import SMALL
from corpus.readers.pdf.page import Chunk, PageContent
from corpus.readers.pdf.tables.ruled import RuledTable
from corpus.structure.raised import raised
from corpus.text.normalize import clean, squeeze

_LONGEST_MARK = 12  # characters
_LOST_SPACE = re.compile(r" (?=[,.;:)])")
# Widths in shares of the type size; the page does not tell how wide its letters are.
_LETTER, _SPACE, _COLUMN_GAP = 0.52, 0.25, 1.9


@dataclass(slots=True)
class PageLine:
    """A line as it stands on its page.

    `x`, `y` in points from the lower left corner, `top` the page's height, `size` the type size most of its
    letters have, `bold` whether all of them are bold, `cells` its parts where wide gaps part it, each with
    its own x; `runs` all runs of text it was drawn in; `end` about where the last of them ends; `spaced`
    whether a blank stands behind the last word. `table` stands for a ruled table: such a line has no text,
    its x and y are those of the table's upper left corner. `breaks`: what follows is never the rest of it.
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
    end: float = 0.0
    spaced: bool = False
    table: RuledTable | None = None
    breaks: bool = False


def line_of(chunks: Sequence[Chunk], content: PageContent) -> PageLine | None:
    """The line that these runs make on their page; None if they hold no words."""
    drawn = [chunk for chunk in chunks if chunk.text]
    chunks = _without_references(drawn, content.notes)
    solid = [chunk for chunk in chunks if chunk.text.strip()]
    raw = "".join(chunk.text for chunk in chunks)
    # A soft hyphen at the end is a cut only if the line is seen to end there.
    text = squeeze(clean(raw.rstrip() + "\n"))
    if not text or not solid:
        return None
    if len(chunks) < len(drawn):
        text = _LOST_SPACE.sub("", text)  # the space that the reference stood in
    sizes: Counter[float] = Counter()
    for chunk in solid:
        sizes[round(chunk.size, 1)] += len(chunk.text.strip())
    wordy = [chunk for chunk in solid if any(char.isalpha() for char in chunk.text)]
    return PageLine(
        text=text,
        page=content.number,
        x=solid[0].x,
        y=solid[0].y,
        top=content.height,
        size=sizes.most_common(1)[0][0],
        bold=bool(wordy) and all(chunk.bold for chunk in wordy),
        cells=_cells(chunks),
        runs=[(chunk.x, chunk.text) for chunk in chunks],
        end=max(chunk.end or chunk.x + chunk.size * _LETTER * len(chunk.text.rstrip()) for chunk in solid),
        spaced=raw[-1:].isspace(),
    )


def _without_references(chunks: list[Chunk], notes: frozenset[str]) -> list[Chunk]:
    """Without the small raised figures that point to foot notes; powers and ordinals keep their own.

    Some files draw them after the rest of the line: a foot note's own figure goes back to its head.
    """
    kept: list[Chunk] = []
    for at, chunk in enumerate(chunks):
        before = next((other for other in reversed(kept) if other.text.strip()), None)
        if before is None or not _is_raised(chunk, before):
            kept.append(chunk)
        elif chunk.x <= min(other.x for other in kept if other.text.strip()):
            kept.insert(0, chunk._replace(text=f"{chunk.text.strip()} "))
        elif chunk.x >= before.x:
            after = "".join(other.text for other in chunks[at + 1 : at + 3])
            words = raised("".join(other.text for other in kept), chunk.text, after, notes)
            if words:
                kept.append(chunk._replace(text=words))
    return kept


def _is_raised(chunk: Chunk, before: Chunk) -> bool:
    text = chunk.text.strip()
    return (
        0 < len(text) <= _LONGEST_MARK
        and chunk.size <= SMALL * before.size
        and 0.1 * before.size < chunk.y - before.y < 0.75 * before.size
    )


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
        start, end = chunk.x, chunk.end or chunk.x + chunk.size * (_LETTER * len(words) + _SPACE * spaces)
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
        for above, line in pairwise(line for line in page if line.table is None):
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

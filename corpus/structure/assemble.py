"""Pieces become the canonical text and the blocks that point into it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.model import Block, Cell
from corpus.structure.pieces import Piece

SEPARATOR = "\n\n"
CELL_SEPARATOR = "\t"


@dataclass(frozen=True, slots=True)
class Body:
    """What a reader makes of a file's content; `title` and `date` are what the format itself says of it;
    `quotations` the numbers of the blocks that stand in a block quotation."""

    text: str
    blocks: tuple[Block, ...]
    page_offsets: tuple[int, ...] = ()
    title: str | None = None
    date: str | None = None
    notes: tuple[tuple[str, str], ...] = ()
    page_labels: tuple[str, ...] = ()
    quotations: frozenset[int] = frozenset()


def assemble(
    pieces: Iterable[Piece],
    *,
    pages: int = 0,
    title: str | None = None,
    date: str | None = None,
    notes: Sequence[tuple[str, str]] = (),
    page_labels: Sequence[str] = (),
) -> Body:
    """Place the pieces one after the other; `pages` is the number of pages of the file (0: it has none)."""
    parts: list[str] = []
    blocks: list[Block] = []
    quotations: set[int] = set()
    path: list[tuple[int, str]] = []
    starts: dict[int, int] = {}
    at = 0
    for piece in pieces:
        if piece.kind == "table_row":
            cells, text = _cells(piece, at)
        else:
            cells, text = (), piece.text
        if not text or (piece.kind != "table_row" and not any(char.isalnum() for char in text)):
            continue  # a line of dots, an arrow: nothing that could be said or quoted
        for offset, page in piece.pages:
            starts.setdefault(page, at + min(offset, len(text)))
        is_heading = piece.kind == "heading"
        level = piece.level if is_heading else 0
        if is_heading:
            path = [heading for heading in path if heading[0] < level]
        section = tuple(heading for _, heading in path)
        if piece.quoted and not is_heading:
            quotations.add(len(blocks))
        blocks.append(Block(kind=piece.kind, start=at, end=at + len(text), section=section, level=level, cells=cells))
        if is_heading:
            path.append((level, text))
        parts.append(text)
        at += len(text) + len(SEPARATOR)
    whole = SEPARATOR.join(parts)
    offsets = _page_offsets(starts, pages, len(whole))
    return Body(whole, tuple(blocks), offsets, title, date, tuple(notes), tuple(page_labels), frozenset(quotations))


def _cells(piece: Piece, at: int) -> tuple[tuple[Cell, ...], str]:
    """Only filled cells are written: a row may not begin or end in blank space, and a header names each
    cell."""
    cells: list[Cell] = []
    parts: list[str] = []
    for header, text in piece.cells:
        if text:
            cells.append(Cell(header, at, at + len(text)))
            parts.append(text)
            at += len(text) + len(CELL_SEPARATOR)
    return tuple(cells), CELL_SEPARATOR.join(parts)


def _page_offsets(starts: dict[int, int], pages: int, length: int) -> tuple[int, ...]:
    """Where each page starts; a page without text starts where the next one does."""
    offsets: list[int] = []
    following = length
    for page in range(pages, 0, -1):
        following = min(starts.get(page, following), following)
        offsets.append(following)
    if offsets:
        offsets[-1] = 0
    return tuple(reversed(offsets))

"""The blocks of a page, in order, once only what it shows is left (corpus.readers.html.seen)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from corpus.readers.html.grid import grid_of_table, owner
from corpus.readers.html.lists import drawn_number
from corpus.readers.html.tags import HEADINGS, tags
from corpus.structure.lists import is_ordered, split_marker
from corpus.structure.markup import join_items
from corpus.structure.pieces import Piece
from corpus.structure.raised import without_typed_marks
from corpus.structure.tables.tables import Grid, table_pieces
from corpus.text.normalize import clean, squeeze

_TABLE_PARTS = frozenset({"thead", "tbody", "tfoot", "tr"})
_TABLE_CELLS = frozenset({"td", "th", "caption", "colgroup", "col"})
_DEFINED = 300  # characters: a longer definition is running text below its term


def walk(node: Any) -> Iterator[Piece]:
    """Pieces below `node` in document order. Text between blocks becomes a paragraph of its own."""
    inline: list[str] = []

    def paragraph() -> Iterator[Piece]:
        text = _words("".join(inline))
        inline.clear()
        if text:
            yield Piece("paragraph", text)

    inline.append(node.text or "")
    for child in node:
        if child.tag == "br":
            inline.append("\n")
        elif child.tag in tags("blocks") or _holds_blocks(child):
            yield from paragraph()
            yield from _quoted(child) if child.tag == "blockquote" else _block(child, child.tag)
        else:
            inline.append(_text(child))
        inline.append(child.tail or "")
    yield from paragraph()


def table_grid(table: Any) -> Grid:
    return grid_of_table(table, _cell_text, _is_bold)


def _words(text: str) -> str:
    return squeeze(clean(without_typed_marks(text)))


def _block(node: Any, tag: str) -> Iterator[Piece]:
    if tag in HEADINGS:
        text = _words(_text(node))
        if text:
            yield Piece("heading", text, markup=HEADINGS[tag])
    elif tag == "table":
        yield from _table(node)
    elif tag == "dl":
        yield from _definitions(node)
    elif tag in ("li", "dd"):
        yield from _item(node)
    elif _holds_blocks(node):
        yield from walk(node)
    else:
        yield from _paragraphs(node)


def _quoted(node: Any) -> Iterator[Piece]:
    """What stands in a block quotation."""
    for piece in _block(node, node.tag):
        piece.quoted = True
        yield piece


def _paragraphs(node: Any) -> Iterator[Piece]:
    """A block of running text; two line breaks in it part paragraphs."""
    bold = _is_bold(node)
    for part in re.split(r"\n[^\S\n]*\n", _text(node, breaks=True)):
        text = _words(part)
        if text:
            yield Piece("paragraph", text, bold=bold)


def _item(node: Any) -> Iterator[Piece]:
    """A list item: its own words, then what it contains. A first paragraph inside belongs to the item."""
    number = drawn_number(node)
    yield from _as_item(list(walk(node)), number)


def _as_item(pieces: list[Piece], number: str = "") -> Iterator[Piece]:
    for at, piece in enumerate(pieces):
        if at == 0 and piece.kind == "paragraph":
            piece.kind = "list_item"
            if number and not is_ordered(split_marker(piece.text)[0]):
                piece.text, piece.marker = f"{number} {piece.text}", number
        yield piece


def _definitions(node: Any) -> Iterator[Piece]:
    """Terms and what is said of each, as the rows of a table of two columns; longer ones as running text."""
    term = ""
    for part in node.iter("dt", "dd"):
        if next(part.iterancestors("dl")) is not node:
            continue
        pieces = list(walk(part)) if _holds_blocks(part) else list(_paragraphs(part))
        text = " ".join(piece.text for piece in pieces)
        if part.tag == "dt":
            if term:
                yield Piece("paragraph", term, bold=True)
            term = text
        elif term and len(pieces) == 1 and pieces[0].kind == "paragraph" and len(text) <= _DEFINED:
            more = part.getnext()
            yield Piece("table_row", f"{term}\t{text}", (("", term), ("", text)))
            term = term if more is not None and more.tag == "dd" else ""
        else:
            if term:
                yield Piece("paragraph", term, bold=True)
                term = ""
            yield from _as_item(pieces if _holds_blocks(part) else list(walk(part)))
    if term:
        yield Piece("paragraph", term, bold=True)


def _table(node: Any) -> Iterator[Piece]:
    """Rows of a table; a table used for layout (one column, or tables inside) is read as running text. What stands in
    the table but in none of its cells comes after it: it does where a table is never closed."""
    for caption in node.iter("caption"):
        if owner(caption) is node:
            yield from _paragraphs(caption)
    nested = any(inner is not node for inner in node.iter("table"))
    # What tables inside say is said once: a grid of them all would be written for each table around them.
    grid = Grid([]) if nested else table_grid(node)
    if max((len(row.cells) for row in grid.rows), default=0) < 2:
        for cell in node.iter("td", "th"):
            if owner(cell) is node:
                yield from walk(cell)
    else:
        yield from table_pieces(grid)
    yield from strays(node, node)


def strays(node: Any, table: Any) -> Iterator[Piece]:
    """What is put into a table outside of its cells."""
    words: list[str] = [node.text or ""]
    for child in node:
        if child.tag in _TABLE_PARTS or any(owner(line) is table for line in child.iter("tr")):
            yield from strays(child, table)
        elif child.tag not in _TABLE_CELLS:
            yield from walk(child) if _holds_blocks(child) else _block(child, child.tag)
        words.append(child.tail or "")
    text = _words(" ".join(words))
    if text:
        yield Piece("paragraph", text)


def _cell_text(cell: Any) -> str:
    pieces = list(walk(cell))
    return squeeze(join_items([piece.text for piece in pieces]) if len(pieces) > 1 else "".join(p.text for p in pieces))


def _holds_blocks(node: Any) -> bool:
    return any(child.tag in tags("blocks") for child in node.iterdescendants())


def _is_bold(node: Any) -> bool:
    """Whether all words of the block are bold."""
    strong = "".join(_text(child) for child in node if child.tag in ("b", "strong"))
    return bool(strong.strip()) and squeeze(strong) == squeeze(_text(node))


def _text(node: Any, breaks: bool = False) -> str:
    """The words of a node; `breaks` keeps <br> as line ends."""
    parts = [node.text or ""]
    for child in node:
        if child.tag == "br":
            parts.append("\n" if breaks else " ")
        else:
            parts.append(_text(child, breaks))
        parts.append(child.tail or "")
    return "".join(parts)

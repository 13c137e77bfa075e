"""A line of a file, and a block before it has a place in the canonical text."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.model import BlockKind


@dataclass(slots=True)
class Line:
    """A line without markup, blank space at its ends removed.

    `gap`: blank space above it. `page`: number from 1, 0 for files without pages. `level`: depth of a heading
    that the format marks as one, else 0. `bold`: bold from end to end. `size`: font size in points, 0
    unknown. `indent`: distance from the left edge (characters or points). `breaks`: the format ends the line
    here on purpose. `aside`: a foot note. `jump`: it stands higher on the page than the line before it:
    another column or table cell. `quoted`: it stands in a block quotation.
    """

    text: str
    gap: bool = False
    page: int = 0
    level: int = 0
    bold: bool = False
    size: float = 0.0
    indent: float = 0.0
    breaks: bool = False
    aside: bool = False
    jump: bool = False
    quoted: bool = False


@dataclass(slots=True)
class Piece:
    """One heading, paragraph, list item or table row on its way to becoming a Block.

    `text` may hold line breaks inside a list item, and tabs between the cells of a row. `cells` are (header,
    text) pairs. `style` names what makes a heading a heading ("md:2", "label:area"); `rank` orders styles,
    lower is higher up; `level` is the final depth from 1. `pages` says which pages start inside the piece:
    (offset in `text`, page number from 1). What the format shows of it: `gap`, blank space before; `bold` all
    through; `size`, type size in points (0 unknown). `markup` is the depth the file itself gives a heading
    (0: none); `marker` the bullet or number of a list item. `aside`, `jump` and `quoted` are as in
    Line.
    """

    kind: BlockKind
    text: str
    cells: tuple[tuple[str, str], ...] = ()
    style: str = ""
    rank: float = 0.0
    level: int = 0
    pages: list[tuple[int, int]] = field(default_factory=list)
    gap: bool = True
    bold: bool = False
    size: float = 0.0
    markup: int = 0
    marker: str = ""
    aside: bool = False
    jump: bool = False
    quoted: bool = False

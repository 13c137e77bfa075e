"""One line of a file, as every line-based reader hands it on."""

from __future__ import annotations

from dataclasses import dataclass


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

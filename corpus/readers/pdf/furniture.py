"""Running heads, page numbers and the like on PDF pages: lines that are taken out."""

from __future__ import annotations

from corpus.readers.pdf.lines import PageLine, body_size, leading
from corpus.readers.pdf.outline import Outline
from corpus.structure.furniture import Placed, furniture

_MARGIN = 0.12  # share of the page's height at its head and foot


_EDGE_LINES = 3


_LARGE = 1.15  # of the type size of running text


_BESIDE = 1.5  # type sizes


def without_furniture(pages: list[list[PageLine]], outline: Outline) -> list[list[PageLine]]:
    """The pages without running heads, running feet, page numbers and other labels of pages."""
    body, normal = body_size(pages), leading(pages)
    marks = furniture([[_placed(line, page, body, normal) for line in page] for page in pages], outline.labels)
    return [
        [
            line
            for line, mark in zip(page, marked, strict=True)
            if not mark and not (outline.is_label(line.text, line.page) and _at_edge(line, page))
        ]
        for page, marked in zip(pages, marks, strict=True)
    ]


def _placed(line: PageLine, page: list[PageLine], body: float, normal: float) -> Placed:
    """A line as furniture is told by, together with what stands right beside it, for a part is no line."""
    upper = line.y > line.top / 2
    place = line.top - line.y if upper else -line.y
    if line.table is not None or not _at_edge(line, page):
        return Placed(line.text, False, place if line.top else 0.0)
    if not line.top:
        return Placed(line.text, True)
    steps = [other.y - line.y for other in page if (other.y < line.y if upper else other.y > line.y)]
    row = _row(line, page)
    return Placed(
        " ".join(part.text for part in row),
        True,
        place=place,
        large=line.size > _LARGE * body,
        attached=bool(steps) and min(map(abs, steps)) < 1.2 * max(normal, line.size),
    )


def _row(line: PageLine, page: list[PageLine]) -> list[PageLine]:
    """The line with what goes on right beside it, from left to right."""
    level = sorted(
        (other for other in page if other.table is None and abs(other.y - line.y) < 0.3 * line.size),
        key=lambda other: other.x,
    )
    row: list[PageLine] = []
    for part in level:
        if row and part.x - max(other.end for other in row) >= _BESIDE * line.size:
            if any(other is line for other in row):
                break
            row = []
        row.append(part)
    return row


def _at_edge(line: PageLine, page: list[PageLine]) -> bool:
    """In the margin by its place; among the first or last lines by order where the place says nothing."""
    if line.table is not None:
        return False
    if line.top > 0 and len({round(other.y) for other in page}) > 1:
        return line.y > (1 - _MARGIN) * line.top or line.y < _MARGIN * line.top
    at = next(index for index, other in enumerate(page) if other is line)
    return at < _EDGE_LINES or at >= len(page) - _EDGE_LINES

"""Lines of a PDF page, with place, type size and weight."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from corpus.characters import clean, fold, squeeze
from corpus.structure.lines import Line

_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.I)


@dataclass(slots=True)
class PageLine:
    """A line as it stands on its page. `x`, `y` in points from the lower left corner, `top` the page's
    height, `size` the type size most of its letters have, `bold` whether all of them are bold."""

    text: str
    page: int
    x: float
    y: float
    top: float
    size: float
    bold: bool
    aside: bool = False


def lines_of_page(page: Any, number: int) -> list[PageLine]:
    """Lines in the order of the page's content; empty lines are left out."""
    chunks: list[tuple[str, float, float, float, bool]] = []

    def visit(text: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        if text:
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            scale = (abs(tm[3]) or abs(tm[1])) * (abs(cm[3]) or abs(cm[1]))
            name = str((font or {}).get("/BaseFont") or "")
            chunks.append((text, x, y, float(size) * scale, bool(_BOLD.search(name))))

    page.extract_text(visitor_text=visit)
    top = float(page.mediabox.top)
    lines: list[PageLine] = []
    line: list[tuple[str, float, float, float, bool]] = []
    for text, x, y, size, bold in chunks:
        first, *others = text.split("\n")
        line.append((first, x, y, size, bold))
        for other in others:
            _end_line(lines, line, number, top)
            line = [(other, x, y, size, bold)]
    _end_line(lines, line, number, top)
    return lines


def _end_line(
    lines: list[PageLine], chunks: list[tuple[str, float, float, float, bool]], number: int, top: float
) -> None:
    text = squeeze(clean("".join(chunk[0] for chunk in chunks) + "\n"))
    solid = [chunk for chunk in chunks if chunk[0].strip()]
    if not text or not solid:
        return
    sizes: Counter[float] = Counter()
    for chunk in solid:
        sizes[round(chunk[3], 1)] += len(chunk[0].strip())
    wordy = [chunk for chunk in solid if any(char.isalpha() for char in chunk[0])]
    lines.append(
        PageLine(
            text=text,
            page=number,
            x=solid[0][1],
            y=solid[0][2],
            top=top,
            size=sizes.most_common(1)[0][0],
            bold=bool(wordy) and all(chunk[4] for chunk in wordy),
        )
    )


def to_lines(pages: list[list[PageLine]], outline: frozenset[str]) -> list[Line]:
    """Lines for the structure rules: distances become gaps, small type at a page's foot becomes an aside."""
    leading = _leading(pages)
    body = _body_size(pages)
    titles = {fold(title) for title in outline}
    lines: list[Line] = []
    for page in pages:
        _mark_foot_notes(page, body)
        above: PageLine | None = None
        for line in page:
            gap = False
            if above is not None:
                step = above.y - line.y
                normal = max(leading, 1.15 * max(line.size, above.size))
                # Upwards: another column or a text frame.
                gap = step > 1.35 * normal or step < -0.5 * normal
            lines.append(
                Line(
                    line.text,
                    gap=gap,
                    page=line.page,
                    bold=line.bold or (fold(line.text) in titles and len(line.text.split()) > 1),
                    size=line.size,
                    indent=line.x,
                    aside=line.aside,
                )
            )
            if not line.aside:
                above = line
    return lines


def _leading(pages: list[list[PageLine]]) -> float:
    """The distance between lines that occurs most often."""
    steps: Counter[float] = Counter()
    for page in pages:
        for above, line in zip(page, page[1:], strict=False):
            step = above.y - line.y
            if 4 < step < 40:
                steps[round(step * 2) / 2] += 1
    return steps.most_common(1)[0][0] if steps else 0.0


def _body_size(pages: list[list[PageLine]]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _mark_foot_notes(page: list[PageLine], body: float) -> None:
    """Lines in small type below everything else on the page."""
    large = [line.y for line in page if line.size > 0.88 * body]
    for line in page:
        if line.size and line.size <= 0.88 * body and large and line.y < min(large):
            line.aside = True

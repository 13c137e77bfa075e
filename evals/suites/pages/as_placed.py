"""Made pages as PDF drawn by reportlab: each line, word or letter is placed by itself, as design programs do."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any

from evals.suites.pages.matter import Block, Made, Page, Run

_MARGIN, _GAP = 60.0, 24.0
_SIZES = {"title": 20.0, "heading": 13.0, "note": 8.0}
_BODY, _LEADING = 10.0, 1.35
_WIDE = 3.0  # points between the letters of a title set wide
_INDENT = 16.0


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    look: str
    glued: bool  # no blank before it
    bold: bool
    size: float
    spacing: float = 0.0


@dataclass(frozen=True, slots=True)
class _Placed:
    x: float
    y: float
    width: float
    word: _Word


def pdf_of(made: Made) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    register_fonts()
    held = io.BytesIO()
    width, height = (842.0, 595.0) if made.landscape else (595.0, 842.0)
    canvas = Canvas(held, pagesize=(width, height), invariant=True)
    for number, page in enumerate(made.pages, 1):
        for words in _set(page, made, width, height):
            _furniture(canvas, made, number, width, height)
            _draw(canvas, words, made.placing, made.name)
            canvas.showPage()
    canvas.save()
    return held.getvalue()


def register_fonts() -> None:
    """The fonts that come with matplotlib hold every character of the made pages."""
    import matplotlib
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    for name in ("DejaVuSerif", "DejaVuSerif-Bold"):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))


def _font(word: _Word) -> str:
    return "DejaVuSerif-Bold" if word.bold else "DejaVuSerif"


def _width(word: _Word) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(word.text, _font(word), word.size)) + word.spacing * len(word.text)


def _words(block: Block, made: Made) -> Iterator[_Word]:
    size = _SIZES.get(block.kind, _BODY)
    wide = _WIDE if made.spaced and block.kind == "title" else 0.0
    mark = Run(block.marker, "raised" if block.kind == "note" else "plain")
    glued = False
    for run in (mark, Run(" "), *block.runs) if block.marker else block.runs:
        own = size * 0.65 if run.look == "raised" else size
        bold = block.kind in ("title", "heading") or run.look == "bold"
        for at, text in enumerate(run.text.split(" ")):
            if text:
                yield _Word(text, run.look, glued and at == 0, bold, own, wide)
        glued = not run.text.endswith(" ")


def _lines(block: Block, made: Made, width: float) -> list[list[tuple[float, _Word]]]:
    """The words of each line with their distance from its left end."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    lines: list[list[tuple[float, _Word]]] = [[]]
    x = 0.0
    for word in _words(block, made):
        blank = float(stringWidth(" ", _font(word), _SIZES.get(block.kind, _BODY))) + word.spacing
        step = 0.0 if word.glued or not lines[-1] else blank
        if lines[-1] and not word.glued and x + step + _width(word) > width:
            lines.append([])
            x = step = 0.0
        lines[-1].append((x + step, word))
        x += step + _width(word)
    return lines


def _set(page: Page, made: Made, width: float, height: float) -> list[list[_Placed]]:
    """The words of the page, and of those on which it goes on."""
    column = (width - 2 * _MARGIN - _GAP * (made.columns - 1)) / made.columns
    notes = [block for block in page if block.kind == "note"]
    foot = _MARGIN + sum(len(_lines(note, made, width - 2 * _MARGIN)) * 8 * _LEADING for note in notes) + 8
    sheets: list[list[_Placed]] = [[]]
    at, y = 0, height - _MARGIN
    for block in page:
        if block.kind == "note":
            continue
        size = _SIZES.get(block.kind, _BODY)
        indent = _INDENT * (block.level + (block.kind in ("item", "quote")))
        y -= size * 0.8
        for line in _lines(block, made, column - indent):
            y -= size * _LEADING
            if y < foot:
                at, y = at + 1, height - _MARGIN - size * _LEADING
                if at == made.columns:
                    at = 0
                    sheets.append([])
            left = _MARGIN + at * (column + _GAP) + indent
            sheets[-1] += _placed(line, left, y)
    y = foot - 8
    for note in notes:
        for line in _lines(note, made, width - 2 * _MARGIN):
            y -= 8 * _LEADING
            sheets[0] += _placed(line, _MARGIN, y)
    return sheets


def _placed(line: Sequence[tuple[float, _Word]], left: float, y: float) -> list[_Placed]:
    return [
        _Placed(left + x, y + (word.size * 0.5 if word.look == "raised" else 0.0), _width(word), word)
        for x, word in line
    ]


def _draw(canvas: Any, words: list[_Placed], placing: str, seed: str) -> None:
    if placing == "shuffled":
        words = Random(seed).sample(words, len(words))
    if placing == "line":
        for _, group in groupby(words, key=lambda one: (one.y, one.word.look, one.word.bold)):
            _draw_run(canvas, list(group))
        return
    for one in words:
        if placing == "letter":
            x = one.x
            for letter in one.word.text:
                part = _Word(letter, one.word.look, True, one.word.bold, one.word.size)
                _draw_run(canvas, [_Placed(x, one.y, _width(part), part)])
                x += _width(part)
        else:
            _draw_run(canvas, [one])


def _draw_run(canvas: Any, run: list[_Placed]) -> None:
    """Words of one look side by side, drawn at once."""
    first, last = run[0], run[-1]
    canvas.setFont(_font(first.word), first.word.size)
    text = " ".join(one.word.text for one in run)
    mode = 3 if first.word.look == "hidden" else 0
    canvas.drawString(first.x, first.y, text, mode=mode, charSpace=first.word.spacing)
    if first.word.look == "struck":
        y = first.y + 0.28 * first.word.size
        canvas.line(first.x, y, last.x + last.width, y)


def _furniture(canvas: Any, made: Made, number: int, width: float, height: float) -> None:
    canvas.setFont("DejaVuSerif", 8)
    canvas.drawString(_MARGIN, height - 34, made.head)
    foot = made.foot.replace("{page}", str(number)).replace("{pages}", str(len(made.pages)))
    canvas.drawRightString(width - _MARGIN, 30, foot)

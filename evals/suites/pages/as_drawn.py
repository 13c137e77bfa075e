"""Made tables as PDF drawn by reportlab's own tables."""

from __future__ import annotations

import io
from html import escape
from typing import Any

from evals.suites.pages.as_placed import register_fonts
from evals.suites.pages.tables import Cell, Table

_WIDTH = 480.0
_MANY = 6  # columns, that need small type


def pdf_of_table(one: Table) -> bytes:
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    register_fonts()
    held = io.BytesIO()
    size = (595.0, 842.0)
    document = SimpleDocTemplate(held, pagesize=size, invariant=True)
    story = [Paragraph(one.title, _style(True, 14)), Spacer(0, 8), Paragraph(one.before, _style()), Spacer(0, 8)]
    story += [_table(one), Spacer(0, 8), *_key(one), Paragraph(one.after, _style())]
    # A sheet turned by its own setting: what is upright on it is looked at sideways.
    turn = (lambda canvas, _: canvas.setPageRotation(90)) if one.turned else (lambda canvas, _: None)
    document.build(story, onFirstPage=turn, onLaterPages=turn)
    return held.getvalue()


def _style(bold: bool = False, size: float = 9, right: bool = False) -> Any:
    from reportlab.lib.styles import ParagraphStyle

    font = "DejaVuSerif-Bold" if bold else "DejaVuSerif"
    more = {"alignment": 2 if right else 0, "splitLongWords": 0}
    return ParagraphStyle("made", fontName=font, fontSize=size, leading=size * 1.3, **more)


def _paragraph(cell: Cell, size: float = 9) -> Any:
    from reportlab.platypus import Paragraph

    return Paragraph(escape(cell.text, quote=False), _style(cell.bold, size, cell.right)) if cell.text else ""


def _table(one: Table) -> Any:
    from reportlab.lib.colors import HexColor, black
    from reportlab.platypus import Table as Drawn

    cells: list[list[Any]] = [[""] * one.width for _ in one.rows]
    style: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    if one.ruled:
        style.append(("GRID", (0, 0), (-1, -1), 0.5, black))
    for at, column, cell in one.placed():
        cells[at][column] = _paragraph(cell, 9 if one.width < _MANY else 7)
        end = (column + cell.across - 1, at + cell.down - 1)
        if end != (column, at):
            style.append(("SPAN", (column, at), end))
        if cell.fill:
            style.append(("BACKGROUND", (column, at), end, HexColor(cell.fill)))
    first = 150.0
    widths = [first] + [(_WIDTH - first) / (one.width - 1)] * (one.width - 1)
    return Drawn(cells, colWidths=widths, repeatRows=one.heads, style=style)


def _key(one: Table) -> list[Any]:
    from reportlab.lib.colors import HexColor
    from reportlab.platypus import Spacer
    from reportlab.platypus import Table as Drawn

    if not one.key:
        return []
    style = [("BACKGROUND", (0, at), (0, at), HexColor(colour)) for at, (colour, _) in enumerate(one.key)]
    rows = [["", _paragraph(Cell(name))] for _, name in one.key]
    return [Drawn(rows, colWidths=[24, 120], hAlign="LEFT", style=style), Spacer(0, 8)]

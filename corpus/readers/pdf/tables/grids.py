"""Ruled tables of a page: the rules become cells (pdfplumber's table finder), the text in them goes into the cells.

pdfplumber parses a page three times slower than pypdf, so it is given the rules that pypdf saw, and reads a page itself
only where pypdf joined text across a rule.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from corpus.readers.pdf.tables.ruled import Box, RuledCell, RuledTable
from corpus.readers.pdf.tables.rules import Point, Rule

if TYPE_CHECKING:
    pass

_NEAR = 3.0  # points
_CROSSINGS = 60_000  # rules across times rules down; a chart has more
_LEAST = 2  # rules across and rules down; fewer make no two cells

Edge = dict[str, Any]
"""A rule as pdfplumber has it."""


def tables_of(rules: Sequence[Rule], page: int, height: float) -> list[RuledTable]:
    """The ruled tables of a page, from its head to its foot, their cells still empty."""
    wide = sum(rule.x1 - rule.x0 >= rule.y1 - rule.y0 for rule in rules)
    if wide < _LEAST or len(rules) - wide < _LEAST:
        return []
    from pdfplumber import table as finder

    edges = finder.merge_edges([_edge(rule, height) for rule in rules], _NEAR, _NEAR, _NEAR, _NEAR)
    down = [edge for edge in edges if edge["orientation"] == "v"]
    if len(down) * (len(edges) - len(down)) > _CROSSINGS:
        return []
    across = [edge for edge in edges if edge["orientation"] == "h"]
    closing = _closing(across, down)
    crossings = finder.edges_to_intersections(edges + closing, _NEAR, _NEAR)
    groups = finder.cells_to_tables(finder.intersections_to_cells(crossings))
    tables = [_table(boxes, across, page, height) for boxes in groups]
    tables = [table for table in tables if len({cell.column for cell in table.cells}) > 1]
    return [table for table in tables if not any(_inside(table, other) for other in tables)]


def _inside(table: RuledTable, other: RuledTable) -> bool:
    """Whether a table is drawn in one cell of another: its words are those of that cell, and are read once."""
    return table is not other and any(
        x0 - _NEAR <= table.x0
        and table.x1 <= x1 + _NEAR
        and top - _NEAR <= table.top
        and table.bottom <= bottom + _NEAR
        for x0, top, x1, bottom in (cell.box for cell in other.cells)
    )


def _edge(rule: Rule, height: float) -> Edge:
    width, length = rule.x1 - rule.x0, rule.y1 - rule.y0
    return {
        "x0": rule.x0,
        "x1": rule.x1,
        "top": height - rule.y1,
        "bottom": height - rule.y0,
        "width": width,
        "height": length,
        "orientation": "h" if width >= length else "v",
    }


def _closing(across: list[Edge], down: list[Edge]) -> list[Edge]:
    """Rules across where rules down end side by side in nothing: a page break went through the cells between them."""
    added: list[Edge] = []
    for end in ("top", "bottom"):
        group: list[Edge] = []
        for edge in [*sorted(down, key=lambda edge: (edge[end], edge["x0"])), None]:
            if edge is not None and (not group or edge[end] - group[0][end] <= _NEAR):
                group.append(edge)
                continue
            x0, x1 = min(one["x0"] for one in group), max(one["x0"] for one in group)
            tied = any(
                other["x0"] < x1 - _NEAR and other["x1"] > x0 + _NEAR and one["top"] < other["top"] < one["bottom"]
                for other in across
                for one in group[:1]
            )
            if tied and not _drawn(across, x0, x1, group[0][end]):
                added.append(_across(x0, x1, group[0][end]))
            group = [edge] if edge is not None else []
    return added


def _drawn(across: list[Edge], x0: float, x1: float, top: float) -> bool:
    """Whether a rule goes from x0 to x1 at that height."""
    return any(
        abs(edge["top"] - top) <= _NEAR and edge["x0"] <= x0 + _NEAR and edge["x1"] >= x1 - _NEAR for edge in across
    )


def _across(x0: float, x1: float, top: float) -> Edge:
    return {"x0": x0, "x1": x1, "top": top, "bottom": top, "width": x1 - x0, "height": 0.0, "orientation": "h"}


def _table(boxes: list[Box], across: list[Edge], page: int, height: float) -> RuledTable:
    columns = sorted({box[0] for box in boxes})
    tops = sorted({box[1] for box in boxes})
    cells = [
        RuledCell(
            (x0, top, x1, bottom),
            row=tops.index(top),
            column=columns.index(x0),
            down=sum(top <= other < bottom for other in tops),
            open_top=not _drawn(across, x0, x1, top),
            open_bottom=not _drawn(across, x0, x1, bottom),
        )
        for x0, top, x1, bottom in sorted(boxes, key=lambda box: (box[1], box[0]))
    ]
    return RuledTable(
        page,
        x0=min(box[0] for box in boxes),
        top=tops[0],
        x1=max(box[2] for box in boxes),
        bottom=max(box[3] for box in boxes),
        columns=columns,
        cells=cells,
        height=height,
    )


def joined_cells(tables: Sequence[RuledTable], shown: Sequence[Point], begun: set[int]) -> bool:
    """Whether text was placed in a cell in which no chunk begins (`begun`: ids of those in which one does)."""
    for table in tables:
        for x, y in shown:
            cell = table.cell_at(x, y + 1)
            if cell is not None and id(cell) not in begun:
                return True
    return False


def read_cells(data: bytes, table: RuledTable) -> dict[int, list[str]]:
    """The lines of each cell (by its id) as pdfplumber reads them from the file."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data), pages=[table.page]) as file:
        page = file.pages[0]
        found: dict[int, list[str]] = {}
        for cell in table.cells:
            x0, top, x1, bottom = cell.box
            words = page.crop((x0, top, x1, bottom), strict=False).extract_text() or ""
            found[id(cell)] = words.split("\n")
        return found

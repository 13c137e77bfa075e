"""The cells of a table on a slide, by row and column."""

from __future__ import annotations

from typing import Any

from corpus.readers.pptx_words import A, Words
from corpus.structure.markup import join_items
from corpus.structure.tables import CARRIED, Grid, Row

_ON = ("1", "true")
_MOST = 100  # columns of one cell


def grid_of_table(table: Any, words: Words) -> Grid:
    """What is merged is said once across, and in each row that it reaches down to."""
    rows: list[Row] = []
    above: dict[int, str] = {}
    for line in table.iterchildren(f"{A}tr"):
        row = Row([])
        for at, cell in enumerate(line.iterchildren(f"{A}tc")):
            body = cell.find(f"{A}txBody")
            lines = words.lines(body) if body is not None else []
            listed = sum(bool(one.number or one.bullet) for one in lines) > 1
            text = join_items([one.shown for one in lines]) if listed else " ".join(one.shown for one in lines)
            if cell.get("vMerge") in _ON:
                text = above.get(at, "") if cell.get("hMerge") not in _ON else ""
                text = text if len(text) <= CARRIED else ""
                row.carried |= {at}
            elif cell.get("hMerge") in _ON:
                text = ""
            span = cell.get("gridSpan", "1")
            if span.isdecimal() and 1 < int(span[:4]) <= _MOST:
                row.spans[at] = int(span[:4])
            above[at] = text
            row.cells.append(text)
        rows.append(row)
    properties = table.find(f"{A}tblPr")
    if rows and properties is not None and properties.get("firstRow") in _ON:
        # Set apart from the others, but by default so: that alone makes it no header.
        rows[0].bold = [True] * len(rows[0].cells)
    return Grid(rows, marked=True)

"""Word tables whose cells say something by their shading: the words of the key are written into them."""

from __future__ import annotations

from typing import Any

from corpus.readers.docx_grid import children
from corpus.readers.docx_names import W
from corpus.structure.colour_keys import Filled, words_of_colours
from corpus.text.normalize import squeeze

_NONE = ("auto", "ffffff", "")


def write_colours(body: Any) -> None:
    """Give empty shaded cells of all tables the words that a key has for their colour, in place."""
    tables = [[list(children(row, f"{W}tc")) for row in children(table, f"{W}tr")] for table in body.iter(f"{W}tbl")]
    if not any(_colour(cell) for table in tables for row in table for cell in row):
        return
    filled = [[[Filled(_colour(cell), _text(cell)) for cell in row] for row in table] for table in tables]
    for (table, row, at), words in words_of_colours(filled).items():
        _write(tables[table][row][at], words)


def _colour(cell: Any) -> str:
    shading = cell.find(f"{W}tcPr/{W}shd")
    colour = ((shading.get(f"{W}fill") or "") if shading is not None else "").lower()
    return "" if colour in _NONE else colour


def _text(cell: Any) -> str:
    return squeeze("".join(node.text or "" for node in cell.iter(f"{W}t")))


def _write(cell: Any, words: str) -> None:
    paragraph = cell.find(f"{W}p")
    if paragraph is None:
        return
    run = paragraph.makeelement(f"{W}r", {})
    text = run.makeelement(f"{W}t", {})
    text.text = words
    run.append(text)
    paragraph.append(run)

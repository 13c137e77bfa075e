"""The cells of a Word table, by row and column, and what they say by their colour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from corpus.readers.word.unseen import hides_row
from corpus.readers.word.words import Line, Words
from corpus.readers.word.xml_names import W, is_on, number, value
from corpus.structure.markup import join_items
from corpus.structure.tables.colour_keys import Filled, words_of_colours
from corpus.structure.tables.rows import Row
from corpus.structure.tables.tables import CARRIED, Grid
from corpus.text.normalize import squeeze

_WRAPPERS = (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}smartTag")


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    bold: bool


def children(node: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also those inside content controls."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from children(child, tag)


def grid_of_table(table: Any, words: Words) -> tuple[Grid, list[Line]]:
    """(the table, the lines in its cells, for the notes that they name). What is merged is said once across, and in
    each row that it reaches down to: what a row says would be said of nothing without it."""
    rows: list[Row] = []
    read: list[Line] = []
    above: dict[int, _Cell] = {}
    for line in children(table, f"{W}tr"):
        properties = line.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            words.strike(line)
            continue
        if properties is not None and (is_on(properties.find(f"{W}hidden")) or hides_row(properties)):
            words.hide(line)
            continue
        row = Row([""] * (number(properties, "gridBefore") or 0), header=_is_header(properties))
        row.bold = [False] * len(row.cells)
        for cell in children(line, f"{W}tc"):
            groups = list(_groups(cell, words))
            lines = [line for group in groups for line in group]
            read += lines
            _write(row, cell, _Cell(_text(groups), _is_bold(lines)), above)
        rows.append(row)
    if rows and any(row.header for row in rows[1:]) and not rows[0].header:
        rows[0].header = True
    return Grid(rows, marked=True), read


def _write(row: Row, node: Any, cell: _Cell, above: dict[int, _Cell]) -> None:
    properties = node.find(f"{W}tcPr")
    down, across = _merge(properties, "vMerge"), _merge(properties, "hMerge")
    at = len(row.cells)
    width = max(number(properties, "gridSpan") or 1, 1)
    if across == "continue" and row.spans:
        start = max(row.spans)
        row.spans[start] += 1
        cell = _Cell("", False)
    elif down == "continue":
        cell = above.get(at, cell)
        cell = cell if len(cell.text) <= CARRIED else _Cell("", False)
        row.carried |= {at}
    if down == "restart":
        above[at] = cell
    elif not down:
        above.pop(at, None)
    if width > 1 or across == "restart":
        row.spans[at] = width
    row.cells += [cell.text] + [""] * (width - 1)
    row.bold += [cell.bold] + [False] * (width - 1)


def _merge(properties: Any, tag: str) -> str:
    """ "restart", "continue", or "" for a cell that is not merged."""
    found = properties.find(f"{W}{tag}") if properties is not None else None
    return "" if found is None else value(properties, tag) or "continue"


def _is_header(properties: Any) -> bool:
    return properties is not None and is_on(properties.find(f"{W}tblHeader"))


def _groups(cell: Any, words: Words) -> Iterator[list[Line]]:
    """The lines of a cell: each paragraph for itself, those of a row of a table inside it together."""
    for child in cell:
        if child.tag == f"{W}p":
            yield [words.line(child)]
        elif child.tag == f"{W}tr":
            yield [words.line(paragraph) for paragraph in child.iter(f"{W}p")]
        elif child.tag == f"{W}tbl" or child.tag in _WRAPPERS:
            yield from _groups(child, words)


def _text(groups: list[list[Line]]) -> str:
    """The paragraphs of a cell in one line; items of a list and rows of an inner table are set off from each other."""
    filled = [[line for line in group if line.text.strip()] for group in groups]
    texts = [
        squeeze(" ".join(line.label.before(line.text) if line.label else line.text for line in group))
        for group in filled
        if group
    ]
    apart = sum(len(group) > 1 or any(line.label for line in group) for group in filled) > 1
    return join_items(texts) if apart else " ".join(texts)


def _is_bold(lines: list[Line]) -> bool:
    worded = [line for line in lines if line.text.strip()]
    return bool(worded) and all(line.bold for line in worded)


_NONE = ("auto", "ffffff", "")


def write_colours(body: Any) -> None:
    """Give empty shaded cells of all tables the words that a key has for their colour, in place."""
    tables = [[list(children(row, f"{W}tc")) for row in children(table, f"{W}tr")] for table in body.iter(f"{W}tbl")]
    if not any(_colour(cell) for table in tables for row in table for cell in row):
        return
    filled = [[[Filled(_colour(cell), _cell_text(cell)) for cell in row] for row in table] for table in tables]
    for (table, row, at), words in words_of_colours(filled).items():
        _write_words(tables[table][row][at], words)


def _colour(cell: Any) -> str:
    shading = cell.find(f"{W}tcPr/{W}shd")
    colour = ((shading.get(f"{W}fill") or "") if shading is not None else "").lower()
    return "" if colour in _NONE else colour


def _cell_text(cell: Any) -> str:
    return squeeze("".join(node.text or "" for node in cell.iter(f"{W}t")))


def _write_words(cell: Any, words: str) -> None:
    paragraph = cell.find(f"{W}p")
    if paragraph is None:
        return
    run = paragraph.makeelement(f"{W}r", {})
    text = run.makeelement(f"{W}t", {})
    text.text = words
    run.append(text)
    paragraph.append(run)

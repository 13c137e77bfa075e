"""Tables inside text files: cells set off by tabs, by Markdown's pipes, or as HTML."""

from __future__ import annotations

import re

from corpus.structure.contents import is_leader
from corpus.structure.lists import lone_marker, split_marker
from corpus.structure.markup import bold_runs, inline, is_bold
from corpus.structure.tables.rows import Row
from corpus.structure.tables.tables import Grid

_PIPE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_PIPE = re.compile(r"(?<!\\)\|")
_TABLE_START = re.compile(r"<table\b", re.I)
_TABLE_PART = re.compile(r"</?t(?:r|d|h|head|body|foot)\b", re.I)
_TABLE_END = re.compile(r"</table\s*>", re.I)


def find_tables(raw: list[str]) -> list[str | Grid]:
    """The lines of a text, tables replaced by their grids."""
    result: list[str | Grid] = []
    closing = _closing_lines(raw)
    at = 0
    while at < len(raw):
        parts, end = _html_tables(raw, at, closing[at])
        if parts:
            result += parts
            at = end
            continue
        for find in (_pipe_table, _tab_table):
            grid, end = find(raw, at)
            if grid is not None:
                result.append(grid)
                at = end
                break
        else:
            result.append(raw[at].replace("\t", " "))
            at += 1
    return result


def _tab_table(raw: list[str], start: int) -> tuple[Grid | None, int]:
    """Lines with tabs, also beyond blank lines as long as they have as many cells."""
    if not _is_tab_row(raw[start]):
        return None, start
    rows: list[Row] = []
    at = end = start
    gap = True
    while at < len(raw):
        line = raw[at]
        if not line.strip():
            gap = True
        elif _is_tab_row(line):
            row = _row(line.strip("\n ").split("\t"), gap)
            if gap and rows and len(row.cells) != len(rows[-1].cells):
                break
            rows.append(row)
            gap = False
            end = at + 1
        else:
            break
        at += 1
    return Grid(rows), end


def _is_tab_row(line: str) -> bool:
    """A line of cells: not a table of contents, not a list item or indented line that only uses a tab."""
    if "\t" not in line.strip(" "):
        return False
    cells = line.strip(" ").split("\t")
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled or is_leader(inline(line)) or is_leader(line.strip()):
        return False
    if len(cells) == 2 and len(filled) == 1 and not cells[0].strip():
        return False
    if len(filled) == 2 and len(cells) == 2:
        marker = filled[0]
        if lone_marker(marker) or split_marker(f"{marker} x")[0] == marker != "":
            return False
    return True


def _row(cells: list[str], gap: bool) -> Row:
    filled = [cell for cell in cells if cell.strip()]
    # A label and its value that slipped into one cell: two bold runs, and nothing in the next cell.
    if len(filled) == 1 and len(cells) > 1 and cells[0].strip():
        runs = bold_runs(cells[0])
        if len(runs) > 1:
            texts = [runs[0], " ".join(runs[1:])] + [""] * (len(cells) - 2)
            return Row(texts, [True, False] + [False] * (len(cells) - 2), gap)
    return Row([inline(cell) for cell in cells], [is_bold(cell) for cell in cells], gap)


def _pipe_table(raw: list[str], start: int) -> tuple[Grid | None, int]:
    """A Markdown table: a row, a row of dashes, more rows."""
    if start + 1 >= len(raw) or "|" not in raw[start] or not _PIPE_RULE.fullmatch(raw[start + 1]):
        return None, start
    if "|" not in raw[start + 1]:
        return None, start
    rows: list[Row] = []
    end = start
    while end < len(raw) and "|" in raw[end] and raw[end].strip():
        line = raw[end].strip()
        cells = _PIPE.split(line.removeprefix("|").removesuffix("|"))
        rows.append(_row([cell.replace("\\|", "|") for cell in cells], gap=False))
        end += 1
    rows[0].header = any(rows[0].cells)
    return Grid(rows, marked=True), end


def _html_tables(raw: list[str], start: int, closing: int) -> tuple[list[str | Grid], int]:
    """What the lines from one with a table to where that ends hold: the table, and what stands before, after and in it
    but in none of its cells. Nothing where it has no cell with words."""
    if not _TABLE_START.search(raw[start]):
        return [], start
    from corpus.readers.html.document import parts_of

    end = closing + 1 if closing < len(raw) else _end_of_open_table(raw, start)
    parts = parts_of("\n".join(raw[start:end])) if end > start else []
    filled = any(cell for part in parts if isinstance(part, Grid) for row in part.rows for cell in row.cells)
    return (parts, end) if filled else ([], start)


def _closing_lines(raw: list[str]) -> list[int]:
    """For each line that opens a table the index of the one that closes it; len(raw) where none does."""
    found = [len(raw)] * len(raw)
    opened: list[tuple[int, int]] = []  # lines that open one, and how many were open before
    depth = 0
    for at, line in enumerate(raw):
        if "<" not in line:
            continue
        opens, closes = len(_TABLE_START.findall(line)), len(_TABLE_END.findall(line))
        if opens:
            opened.append((at, depth))
        depth += opens - closes
        while opened and depth <= opened[-1][1]:
            found[opened.pop()[0]] = at
        depth = max(depth, 0)
    return found


def _end_of_open_table(raw: list[str], start: int) -> int:
    """Index behind the last row of a table that is never closed: a blank line and one without a part of a table end it.
    `start` where it has no rows."""
    gap, end = False, start
    for at in range(start, len(raw)):
        if not raw[at].strip():
            gap = True
            continue
        part = bool(_TABLE_PART.search(raw[at]))
        if (gap and not part) or (end == start and at > start and _TABLE_START.search(raw[at])):
            break
        gap = False
        end = at + 1 if part or end > start else end
    return end

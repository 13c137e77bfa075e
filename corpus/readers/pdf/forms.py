"""What was filled in on a page: values and check boxes of a form (AcroForm), and words typed over the page (FreeText).

They are put where the page shows them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.readers.pdf.form_fields import Filled
from corpus.readers.pdf.lines import PageLine
from corpus.readers.pdf.page import PageContent
from corpus.readers.pdf.tables.ruled import RuledCell

_NEAR = 30.0  # points from a check box to its label
_ABOVE = 16.0  # points from a field up to its label
_LEAST = 2.0
_ROOM = re.compile(r"(?::|_{3,}|\.{4,}|…{2,})\s*$")


def with_fields(lines: list[PageLine], fields: Sequence[Filled], content: PageContent) -> None:
    """Put each value with the words that are printed as its label; one without any brings its field's name."""
    left = _labelled_left(lines, fields)
    for field in fields:
        cell = _cell_of(lines, field)
        if cell is not None:
            _put(cell.lines, field._replace(name=""), content, field in left)  # the table says what it is
        else:
            _put(lines, field, content, field in left)
    _join_boxes(lines, [field for field in fields if field.is_box and _cell_of(lines, field) is None])


def _cell_of(lines: Sequence[PageLine], field: Filled) -> RuledCell | None:
    for line in lines:
        if line.table is not None:
            cell = line.table.cell_at(field.x0 + _LEAST, (field.y0 + field.y1) / 2)
            if cell is not None:
                return cell
    return None


def _labelled_left(lines: Sequence[PageLine], fields: Sequence[Filled]) -> list[Filled]:
    """The check boxes of rows whose last box has no words on its right: there the labels stand on the left."""
    found: list[Filled] = []
    boxes = [field for field in fields if field.is_box]
    for box in boxes:
        row = [other for other in boxes if other.y0 < box.y1 and box.y0 < other.y1]
        last = max(row, key=lambda other: other.x0)
        cell = _cell_of(lines, last)
        beside = lines if cell is None else cell.lines
        level = (line for line in beside if line.table is None and last.y0 - _LEAST <= line.y <= last.y1 + _LEAST)
        if not any(last.x0 <= x <= last.x1 + _NEAR for line in level for x, _ in _parts(line)):
            found.append(box)
    return found


def _put(lines: list[PageLine], field: Filled, content: PageContent, left: bool) -> None:
    found = _label(lines, field, left)
    if field.typed and (found is None or not _asks(*found)):
        _add(lines, field, field.text, content, aside=True)
        return
    if found is not None:
        line, part = found
        parts = _parts(line)
        if field.is_box:
            x, text = parts[part]
            parts[part] = (x, f"{text.rstrip(' :')}: {field.text}")
        else:
            parts.insert(part + 1, (field.x0, field.text))
        _set(line, parts, max(line.end, field.x1))
        return
    above = next((line for line in lines if _is_above(line, field)), None)
    if above is not None and not field.is_box:
        _set(above, [(above.x, f"{above.text} {field.text}")], above.end)
        return
    _add(lines, field, f"{field.name.rstrip(':')}: {field.text}" if field.name else field.text, content)


def _add(lines: list[PageLine], field: Filled, text: str, content: PageContent, *, aside: bool = False) -> None:
    """Put a line of its own at the place of the field."""
    size = next((line.size for line in lines if line.size), 10.0)
    at = next((at for at, line in enumerate(lines) if line.y < field.y0), len(lines))
    new = PageLine(text, content.number, field.x0, field.y0 + _LEAST, content.height, size, False, aside=aside)
    _set(new, [(field.x0, text)], field.x1)
    lines.insert(at, new)


def _asks(line: PageLine, part: int) -> bool:
    """Whether a part of a line leaves room for what is to be written there."""
    return bool(_ROOM.search(_parts(line)[part][1]))


def _parts(line: PageLine) -> list[tuple[float, str]]:
    return list(line.cells) or [(line.x, line.text)]


def _set(line: PageLine, parts: list[tuple[float, str]], end: float) -> None:
    line.text = " ".join(text for _, text in parts)
    line.cells = parts
    line.runs = [(x, f"{text} ") for x, text in parts]
    line.end = end
    line.breaks = True


def _label(lines: Sequence[PageLine], field: Filled, left: bool) -> tuple[PageLine, int] | None:
    """The words in the field's own row that are its label, as a part of a line: the nearest on its left; a check box
    has its label on its right more often, unless its row has them on the `left`."""
    found: list[tuple[float, int, PageLine, int]] = []
    for number, line in enumerate(lines):
        if line.table is not None or not field.y0 - _LEAST <= line.y <= field.y1 + _LEAST:
            continue
        for at, (x, text) in enumerate(_parts(line)):
            end = min(line.end, x + 0.6 * line.size * len(text))
            if field.is_box and not left and field.x0 <= x <= field.x1 + _NEAR:
                found.append((x - field.x1 - _NEAR, number, line, at))
            elif x < field.x0 and (not field.is_box or 0 <= field.x0 - end <= _NEAR):
                found.append((max(0.0, field.x0 - end), number, line, at))
    if not found:
        return None
    _, _, line, at = min(found, key=lambda one: one[:2])
    return line, at


def _join_boxes(lines: list[PageLine], boxes: Sequence[Filled]) -> None:
    """The choices of one row, drawn apart, are one line with the words before them."""
    for box in boxes:
        row = [line for line in lines if line.table is None and box.y0 - _LEAST <= line.y <= box.y1 + _LEAST]
        if len(row) < 2 or sum(other.y0 < box.y1 and box.y0 < other.y1 for other in boxes) < 2:
            continue
        row.sort(key=lambda line: line.x)
        parts = sorted((part for line in row for part in _parts(line)), key=lambda part: part[0])
        _set(row[0], parts, max(line.end for line in row))
        lines[:] = [line for line in lines if line is row[0] or not any(line is other for other in row)]


def _is_above(line: PageLine, field: Filled) -> bool:
    return line.table is None and 0 <= line.y - field.y1 <= _ABOVE and field.x0 - _NEAR <= line.x <= field.x1

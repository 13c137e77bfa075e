"""What was filled in on a page: values and check boxes of a form (AcroForm), and words typed over the page (FreeText).

They are put where the page shows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from corpus.readers.pdf_annotations import visible_annotations
from corpus.readers.pdf_grids import RuledCell
from corpus.readers.pdf_lines import PageLine
from corpus.readers.pdf_page import PageContent
from corpus.text.normalize import clean, squeeze

TICKED, EMPTY = "☑", "☐"
_DEEPEST = 20  # parents of a field; a chain that goes round in a circle has more
_PASSWORD, _PUSH_BUTTON = 1 << 13, 1 << 16
_NEAR = 30.0  # points from a check box to its label
_ABOVE = 16.0  # points from a field up to its label
_LEAST = 2.0
_ROOM = re.compile(r"(?::|_{3,}|\.{4,}|…{2,})\s*$")


class Filled(NamedTuple):
    """A value, the name its field has in the file, and the place of the field (from the page's lower left corner);
    `typed` over the page, it is no field's."""

    text: str
    name: str
    x0: float
    y0: float
    x1: float
    y1: float
    typed: bool = False

    @property
    def is_box(self) -> bool:
        return self.text in (TICKED, EMPTY)


def filled_in(page: Any, content: PageContent) -> list[Filled]:
    """The values of a page's fields from its head to its foot, ticked and empty check boxes among them."""
    fields: list[Filled] = []
    for widget in visible_annotations(page):
        with suppress(Exception):  # a damaged field is no reason to give the page up
            typed = widget.get("/Subtype") == "/FreeText"
            text = _value(widget) if widget.get("/Subtype") == "/Widget" else ""
            text = squeeze(clean(str(widget.get("/Contents") or ""))) if typed else text
            if text:
                x0, y0, x1, y1 = (float(value) for value in widget["/Rect"])
                (ax, ay), (bx, by) = content.turn(x0, y0), content.turn(x1, y1)
                name = squeeze(clean(str(_own(widget, "/TU") or _own(widget, "/T") or "")))
                fields.append(Filled(text, name, min(ax, bx), min(ay, by), max(ax, bx), max(ay, by), typed))
    return sorted(fields, key=lambda field: (-field.y1, field.x0))


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


def has_unread_form(reader: Any) -> bool:
    """Whether the file holds a form (XFA) of which its pages show nothing."""
    with suppress(Exception):
        form = reader.root_object.get("/AcroForm")
        form = form.get_object() if form is not None else {}
        return "/XFA" in form and not form.get("/Fields")
    return False


def _value(widget: Any) -> str:
    kind, flags = _own(widget, "/FT"), int(_own(widget, "/Ff") or 0)
    value = _own(widget, "/V")
    if kind == "/Btn":
        if flags & _PUSH_BUTTON:
            return ""
        state = widget.get("/AS") or value
        return TICKED if state not in (None, "/Off", "") else EMPTY
    if value is None or (kind == "/Tx" and flags & _PASSWORD):
        return ""
    if kind == "/Ch":
        shown = dict(_choices(widget))
        chosen = value if isinstance(value, list) else [value]
        return squeeze(clean(", ".join(shown.get(str(one), str(one)) for one in chosen)))
    if kind != "/Tx":
        return ""
    text = value.get_data().decode("utf-8", "replace") if hasattr(value, "get_data") else str(value)
    return squeeze(clean(text))


def _choices(widget: Any) -> Iterator[tuple[str, str]]:
    for choice in _own(widget, "/Opt") or ():
        choice = choice.get_object()
        if isinstance(choice, list) and len(choice) > 1:
            yield str(choice[0]), str(choice[1])


def _own(widget: Any, key: str) -> Any:
    """An entry of a field, or of the field it is a part of."""
    for _ in range(_DEEPEST):
        if key in widget:
            return widget[key]
        if "/Parent" not in widget:
            return None
        widget = widget["/Parent"]
    return None


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

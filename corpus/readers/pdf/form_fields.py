"""The fields of a PDF form that are filled in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from corpus.readers.pdf.annotations import visible_annotations
from corpus.readers.pdf.page import PageContent
from corpus.text.normalize import clean, squeeze

TICKED, EMPTY = "☑", "☐"


_DEEPEST = 20  # parents of a field; a chain that goes round in a circle has more


_PASSWORD, _PUSH_BUTTON = 1 << 13, 1 << 16


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

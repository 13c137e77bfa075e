"""What is laid over a PDF page: form fields, marks, attachments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

# Subtypes that are no remark of a reader: what follows of a click, fields, files, the window of another annotation.
_NO_REMARKS = frozenset(
    {"/Link", "/Widget", "/FileAttachment", "/Popup", "/Screen", "/Movie", "/Sound", "/PrinterMark"}
)
_HIDDEN = 0b100010  # hidden, or not to be seen on a screen


def visible_annotations(page: Any) -> Iterator[Any]:
    """The annotations of a page that can be seen; damaged ones are passed over."""
    with suppress(Exception):  # pypdf lets bare errors of many kinds through
        for entry in page.get("/Annots") or ():
            annotation = entry.get_object()
            if hasattr(annotation, "get") and not int(annotation.get("/F") or 0) & _HIDDEN:
                yield annotation


def remarks(pages: Iterable[Any]) -> int:
    """How many annotations say something in words: comments, notes, remarks on marked words."""
    return sum(
        bool(str(one.get("/Contents") or "").strip())
        for page in pages
        for one in visible_annotations(page)
        if one.get("/Subtype") not in _NO_REMARKS
    )

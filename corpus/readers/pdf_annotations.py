"""What is laid over a PDF page: form fields, marks, attachments."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

_HIDDEN = 0b100010  # hidden, or not to be seen on a screen


def visible_annotations(page: Any) -> Iterator[Any]:
    """The annotations of a page that can be seen; damaged ones are passed over."""
    with suppress(Exception):  # pypdf lets bare errors of many kinds through
        for entry in page.get("/Annots") or ():
            annotation = entry.get_object()
            if hasattr(annotation, "get") and not int(annotation.get("/F") or 0) & _HIDDEN:
                yield annotation

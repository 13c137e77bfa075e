"""What is laid over a PDF page (form fields, marks, comments), and the files that are put inside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from corpus.text.normalize import clean, squeeze

_COMMENTS = frozenset(
    ("/Text", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Caret", "/Ink", "/Line", "/Square", "/Circle")
)
# What marks words or a place, and has no body that may lie over others.
_THIN = frozenset(
    ("/Link", "/Popup", "/Text", "/Widget", "/StrikeOut", "/Underline", "/Squiggly", "/Caret", "/FileAttachment")
)
_HIDDEN = 0b100010  # hidden, or not to be seen on a screen


def visible_annotations(page: Any) -> Iterator[Any]:
    """The annotations of a page that can be seen; damaged ones are passed over."""
    with suppress(Exception):  # pypdf lets bare errors of many kinds through
        for entry in page.get("/Annots") or ():
            annotation = entry.get_object()
            if hasattr(annotation, "get") and not int(annotation.get("/F") or 0) & _HIDDEN:
                yield annotation


def comments_on(page: Any) -> int:
    """How many comments (sticky notes, remarks on what is marked) lie beside the page's own words."""
    count = 0
    for annotation in visible_annotations(page):
        with suppress(Exception):
            said = str(annotation.get("/Contents") or "").strip()
            count += bool(said) and annotation.get("/Subtype") in _COMMENTS and "/StateModel" not in annotation
    return count


def lies_over(page: Any) -> bool:
    """Whether something is laid over a page that may cover its words: a stamp, a box, the mark of what is to be blacked
    out."""
    with suppress(Exception):
        return any(one.get("/Subtype") not in _THIN and "/AP" in one for one in visible_annotations(page))
    return False


_DEEPEST = 20
_MOST = 1000
_LONGEST = 120


def attached_files(reader: Any) -> list[str]:
    """The names of the files attached to the document or to one of its pages, each once."""
    names: list[str] = []
    with suppress(Exception):  # pypdf lets bare errors of many kinds through on damaged files
        tree = reader.root_object["/Names"]["/EmbeddedFiles"]
        _collect(tree, names, 0)
    for page in reader.pages:
        for annotation in visible_annotations(page):
            with suppress(Exception):
                if annotation.get("/Subtype") == "/FileAttachment":
                    names.append(_name(annotation["/FS"]))
    return list(dict.fromkeys(names))


def _collect(node: Any, names: list[str], depth: int) -> None:
    entries = node.get("/Names") or ()
    for at in range(1, len(entries), 2):
        if len(names) < _MOST:
            names.append(_name(entries[at].get_object()) or squeeze(clean(str(entries[at - 1]))))
    for kid in node.get("/Kids") or ():
        if depth < _DEEPEST:
            _collect(kid.get_object(), names, depth + 1)


def _name(file: Any) -> str:
    return squeeze(clean(str(file.get("/UF") or file.get("/F") or "")))[:_LONGEST]

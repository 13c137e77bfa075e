"""Files that a PDF carries inside: named, not read."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from corpus.readers.pdf_annotations import visible_annotations
from corpus.text.normalize import clean, squeeze

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

"""HTML pages and fragments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from corpus.errors import FileDamaged
from corpus.readers.encoding import decode_raw
from corpus.readers.html.colour_keys import write_colours
from corpus.readers.html.css.styles import Styles
from corpus.readers.html.seen import keep_seen
from corpus.readers.html.walk import strays, table_grid, walk
from corpus.structure.assemble import Body, assemble
from corpus.structure.headings import mark_headings
from corpus.structure.outline import set_levels
from corpus.structure.tables.tables import Grid
from corpus.text.normalize import clean, squeeze

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")


def read(data: bytes, name: str) -> Body:
    """The structure of an HTML page: headings, paragraphs, list items, tables; scripts and navigation left
    out. The notes say how much of it is hidden or struck, which is left out too."""
    text = _decode(data, name)
    try:
        root = _parse(text)
    except Exception as error:  # lxml raises many kinds on broken input
        raise FileDamaged(file=name, reason=type(error).__name__) from error
    if root is None:
        return assemble([])
    titles = [squeeze(clean("".join(node.itertext()))) for node in root.iter("title")]
    styles = Styles(root)
    write_colours(root, styles)
    notes = keep_seen(root, styles)
    pieces = list(walk(root))
    mark_headings(pieces)
    set_levels(pieces)
    return assemble(pieces, title=next(filter(None, titles), None), notes=notes)


def parts_of(fragment: str) -> list[str | Grid]:
    """The tables of a piece of HTML, each as its grid, and between them the lines that stand in none of their cells."""
    root = _parse(fragment)
    if root is None:
        return []
    keep_seen(root)
    lines = [part.split("\n") if isinstance(part, str) else [part] for part in _parts(root)]
    return [part for group in lines for part in group if not isinstance(part, str) or part.strip()]


def _parts(node: Any) -> Iterator[str | Grid]:
    yield node.text or ""
    for child in node:
        if child.tag == "table":
            yield table_grid(child)
            yield from (piece.text for piece in strays(child, child))
        else:
            yield from _parts(child)
        yield child.tail or ""


def _decode(data: bytes, name: str) -> str:
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass  # a wrong declaration is common; what the bytes are decides
    return decode_raw(data, name)


def _parse(text: str) -> Any:
    from lxml import html as lxml_html

    # libxml2 takes no null characters and no encoding declaration in a string.
    text = _XML_HEAD.sub("", text).replace("\0", "")
    if not text.strip():
        return None
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    return lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)

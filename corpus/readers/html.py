"""HTML pages and fragments."""

from __future__ import annotations

import re
from typing import Any

from corpus.characters import clean, squeeze
from corpus.decode import decode_raw
from corpus.errors import FileDamaged
from corpus.readers.html_colours import write_colours
from corpus.readers.html_seen import keep_seen
from corpus.readers.html_walk import table_grid, walk
from corpus.structure.assemble import Body, assemble
from corpus.structure.headings import mark_headings
from corpus.structure.outline import set_levels
from corpus.structure.tables import Grid

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
    write_colours(root)
    notes = keep_seen(root)
    pieces = list(walk(root))
    mark_headings(pieces)
    set_levels(pieces)
    return assemble(pieces, title=next(filter(None, titles), None), notes=notes)


def grid_of(fragment: str) -> Grid | None:
    """The grid of the first table in a piece of HTML; None where it holds none."""
    root = _parse(fragment)
    if root is None:
        return None
    keep_seen(root)
    table = next(root.iter("table"), None)
    return None if table is None else table_grid(table)


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

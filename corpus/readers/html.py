"""HTML pages and fragments."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from corpus.characters import clean, squeeze
from corpus.decode import decode_raw
from corpus.errors import FileDamaged
from corpus.structure.assemble import Body, assemble
from corpus.structure.headings import mark_headings
from corpus.structure.markup import join_items
from corpus.structure.outline import set_levels
from corpus.structure.pieces import Piece
from corpus.structure.tables import Grid, Row, table_pieces

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


@cache
def _tags(name: str) -> frozenset[str]:
    """A list of html.toml."""
    return frozenset(tomllib.loads((files("corpus.readers") / "html.toml").read_text("utf-8"))[name])


def read(data: bytes, name: str) -> Body:
    """The structure of an HTML page: headings, paragraphs, list items, tables; scripts and navigation left
    out."""
    text = _decode(data, name)
    try:
        root = _parse(text)
    except Exception as error:  # lxml raises many kinds on broken input
        raise FileDamaged(file=name, reason=type(error).__name__) from error
    pieces = list(_walk(root)) if root is not None else []
    mark_headings(pieces)
    set_levels(pieces)
    titles = [squeeze(clean(_text(node))) for node in root.iter("title")] if root is not None else []
    return assemble(pieces, title=next(filter(None, titles), None))


def grid_of(fragment: str) -> Grid | None:
    """The grid of the first table in a piece of HTML; None where it holds none."""
    root = _parse(fragment)
    tables = [] if root is None else list(root.iter("table"))
    return _grid(tables[0]) if tables else None


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


def _walk(node: Any) -> Iterator[Piece]:
    """Pieces below `node` in document order. Text between blocks becomes a paragraph of its own."""
    inline: list[str] = []

    def paragraph() -> Iterator[Piece]:
        text = squeeze(clean("".join(inline)))
        inline.clear()
        if text:
            yield Piece("paragraph", text)

    inline.append(node.text or "")
    for child in node:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in _tags("skipped") or child.get("hidden") is not None:
            pass
        elif tag == "br":
            inline.append("\n")
        elif tag in _tags("blocks") or _holds_blocks(child):
            yield from paragraph()
            yield from _block(child, tag)
        else:
            inline.append(_text(child))
        inline.append(child.tail or "")
    yield from paragraph()


def _block(node: Any, tag: str) -> Iterator[Piece]:
    if tag in _HEADINGS:
        text = squeeze(clean(_text(node)))
        if text:
            yield Piece("heading", text, markup=_HEADINGS[tag])
    elif tag == "table":
        yield from _table(node)
    elif tag in ("li", "dd"):
        yield from _item(node)
    elif _holds_blocks(node):
        yield from _walk(node)
    else:
        yield from _paragraphs(node)


def _paragraphs(node: Any) -> Iterator[Piece]:
    """A block of running text; two line breaks in it part paragraphs."""
    bold = _is_bold(node)
    for part in re.split(r"\n[^\S\n]*\n", _text(node, breaks=True)):
        text = squeeze(clean(part))
        if text:
            yield Piece("paragraph", text, bold=bold)


def _item(node: Any) -> Iterator[Piece]:
    """A list item: its own words, then what it contains. A first paragraph inside belongs to the item."""
    inner = list(_walk(node))
    for at, piece in enumerate(inner):
        if at == 0 and piece.kind == "paragraph":
            piece.kind = "list_item"
        yield piece


def _table(node: Any) -> Iterator[Piece]:
    """Rows of a table; a table used for layout (one column, or tables inside) is read as running text."""
    for caption in node.iter("caption"):
        yield from _paragraphs(caption)
    grid = _grid(node)
    nested = any(inner is not node for inner in node.iter("table"))
    if nested or (grid and max((len(row.cells) for row in grid.rows), default=0) < 2):
        for cell in node.iter("td", "th"):
            if _owner(cell) is node:
                yield from _walk(cell)
        return
    if grid:
        yield from table_pieces(grid)


def _owner(cell: Any) -> Any:
    return next(cell.iterancestors("table"), None)


def _grid(table: Any) -> Grid:
    """Cells of a table by column; a cell over several columns or rows is written once, in its first place."""
    rows: list[Row] = []
    below: dict[int, int] = {}  # column → rows still covered by a cell from above
    for line in table.iter("tr"):
        if _owner(line) is not table:
            continue
        cells: list[str] = []
        bold: list[bool] = []
        heads: list[bool] = []

        def skip_covered(cells: list[str] = cells, bold: list[bool] = bold) -> None:
            while below.get(len(cells), 0) > 0:
                below[len(cells)] -= 1
                cells.append("")
                bold.append(False)

        for cell in line:
            if cell.tag not in ("td", "th"):
                continue
            skip_covered()
            text = _cell_text(cell)
            for at in range(_span(cell, "colspan")):
                below[len(cells)] = _span(cell, "rowspan") - 1
                cells.append(text if at == 0 else "")
                bold.append(at == 0 and (cell.tag == "th" or _is_bold(cell)))
            heads.append(cell.tag == "th")
        skip_covered()
        in_head = any(parent.tag == "thead" for parent in line.iterancestors("thead"))
        rows.append(Row(cells, bold, header=in_head or (len(heads) > 1 and all(heads))))
    return Grid(rows, marked=True)


def _span(cell: Any, name: str) -> int:
    value = (cell.get(name) or "").strip()
    return max(1, min(int(value), 100)) if value.isdigit() else 1


def _cell_text(cell: Any) -> str:
    pieces = list(_walk(cell))
    return squeeze(join_items([piece.text for piece in pieces]) if len(pieces) > 1 else "".join(p.text for p in pieces))


def _holds_blocks(node: Any) -> bool:
    return any(isinstance(child.tag, str) and child.tag in _tags("blocks") for child in node.iterdescendants())


def _is_bold(node: Any) -> bool:
    """Whether all words of the block are bold."""
    strong = "".join(_text(child) for child in node if child.tag in ("b", "strong"))
    return bool(strong.strip()) and squeeze(strong) == squeeze(_text(node))


def _text(node: Any, breaks: bool = False) -> str:
    """The words of a node without scripts; `breaks` keeps <br> as line ends."""
    parts = [node.text or ""]
    for child in node:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag == "br":
            parts.append("\n" if breaks else " ")
        elif tag and tag not in _tags("skipped"):
            parts.append(_text(child, breaks))
        parts.append(child.tail or "")
    return "".join(parts)

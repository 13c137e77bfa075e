"""Word documents (.docx)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from corpus.characters import clean, squeeze
from corpus.errors import FileDamaged
from corpus.readers.packages import check_package
from corpus.structure.assemble import Body, assemble
from corpus.structure.contents import is_leader
from corpus.structure.headings import mark_headings
from corpus.structure.lists import split_marker
from corpus.structure.outline import set_levels
from corpus.structure.pieces import Piece
from corpus.structure.tables import Grid, Row, table_pieces

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING_STYLE = re.compile(r"(?:heading|t[ií]tulo|encabezado)\s*([1-9])", re.I)
_TITLE_STYLE = re.compile(r"(?:title|t[ií]tulo|puesto)", re.I)
_LIST_STYLE = re.compile(r"(?:list|lista)\b", re.I)
_CONTENTS_STYLE = re.compile(r"(?:toc|tdc|table of contents|tabla de contenido|table of figures)", re.I)


def read(data: bytes, name: str) -> Body:
    """The structure of a Word document; raises FileEncrypted, FileDamaged, FileTooLarge."""
    check_package(data, name)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        styles = _styles(document)
        pieces = list(_pieces(document.element.body, styles))
        properties = document.core_properties
        title = squeeze(clean(properties.title or "")) or None
    except Exception as error:  # python-docx raises many kinds on broken packages
        raise FileDamaged(file=name, reason=f"{type(error).__name__}: {error}".strip(": ")) from error
    mark_headings(pieces)
    set_levels(pieces)
    return assemble(pieces, title=title)


def _styles(document: Any) -> dict[str, str]:
    """Names of paragraph styles by their id: ids are translated in some versions of Word, names less
    often."""
    return {style.style_id: style.name or style.style_id for style in document.styles if style.style_id}


def _pieces(container: Any, styles: dict[str, str]) -> Iterator[Piece]:
    for element in container:
        if element.tag == f"{_W}p":
            yield from _paragraph(element, styles)
        elif element.tag == f"{_W}tbl":
            yield from _table(element, styles)
        elif element.tag == f"{_W}sdt":  # content controls; a generated table of contents is one
            kind = element.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
            content = element.find(f"{_W}sdtContent")
            if content is not None and (kind is None or "Contents" not in (kind.get(f"{_W}val") or "")):
                yield from _pieces(content, styles)


def _paragraph(element: Any, styles: dict[str, str]) -> Iterator[Piece]:
    raw = clean(_text(element))
    text = squeeze(raw)
    if not text or (is_leader(squeeze(raw.replace("\t", " ..... "))) and is_leader(text)):
        return
    properties = element.find(f"{_W}pPr")
    style = _value(properties, "pStyle")
    names = f"{style} {styles.get(style, '')}".strip()
    if _CONTENTS_STYLE.match(styles.get(style, style)):
        return
    level = _outline_level(properties, names)
    if level:
        yield Piece("heading", text, markup=level)
        return
    if any(_TITLE_STYLE.fullmatch(name) for name in names.split()):
        yield Piece("heading", text, markup=1, style="title")
        return
    marker, words = split_marker(text)
    numbered = properties is not None and properties.find(f"{_W}numPr") is not None
    bold = _is_bold(element)
    if numbered or any(_LIST_STYLE.match(part) for part in (style, styles.get(style, ""))):
        # Word draws the number or bullet itself: a bold numbered line may still be a heading without a style.
        yield Piece("list_item", words, bold=bold, marker=marker)
    elif marker:
        yield Piece("list_item", words, bold=bold, marker=marker)
    else:
        yield Piece("paragraph", text, bold=bold)


def _outline_level(properties: Any, names: str) -> int:
    match = _HEADING_STYLE.search(names)
    if match:
        return int(match[1])
    outline = _value(properties, "outlineLvl")
    return int(outline) + 1 if outline.isdigit() and int(outline) < 9 else 0


def _value(properties: Any, tag: str) -> str:
    found = properties.find(f"{_W}{tag}") if properties is not None else None
    return (found.get(f"{_W}val") or "") if found is not None else ""


def _table(table: Any, styles: dict[str, str]) -> Iterator[Piece]:
    grid = _grid(table)
    if max((len(row.cells) for row in grid.rows), default=0) < 2:
        for cell in table.iter(f"{_W}tc"):  # one column: a frame around running text
            yield from _pieces(cell, styles)
        return
    yield from table_pieces(grid)


def _grid(table: Any) -> Grid:
    rows: list[Row] = []
    for line in table.iterchildren(f"{_W}tr"):
        cells: list[str] = []
        bold: list[bool] = []
        for cell in line.iter(f"{_W}tc"):
            if next(cell.iterancestors(f"{_W}tbl")) is not table:
                continue
            properties = cell.find(f"{_W}tcPr")
            merged = properties.find(f"{_W}vMerge") if properties is not None else None
            goes_on = merged is not None and merged.get(f"{_W}val") in (None, "continue")
            span = _value(properties, "gridSpan")
            width = max(1, min(int(span), 100)) if span.isdigit() else 1
            # What is merged is written once, in its first place.
            cells += ["" if goes_on else _cell_text(cell)] + [""] * (width - 1)
            bold += [not goes_on and _cell_is_bold(cell)] + [False] * (width - 1)
        header = line.find(f"{_W}trPr/{_W}tblHeader") is not None
        rows.append(Row(cells, bold, header=header))
    if rows and any(row.header for row in rows[1:]) and not rows[0].header:
        rows[0].header = True
    return Grid(rows, marked=True)


def _cell_text(cell: Any) -> str:
    return squeeze(clean(" ".join(_text(paragraph) for paragraph in cell.iter(f"{_W}p"))))


def _cell_is_bold(cell: Any) -> bool:
    paragraphs = [p for p in cell.iter(f"{_W}p") if squeeze(_text(p))]
    return bool(paragraphs) and all(_is_bold(paragraph) for paragraph in paragraphs)


def _text(paragraph: Any) -> str:
    """Words of a paragraph: links and accepted insertions count, deletions and text boxes' fallbacks do
    not."""
    parts: list[str] = []
    for node in paragraph.iter():
        if node.tag == f"{_W}t":
            if not _is_gone(node, paragraph):
                parts.append(node.text or "")
        elif node.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr") and node.getparent().tag == f"{_W}r":
            parts.append(" ")
        elif node.tag == f"{_W}noBreakHyphen":
            parts.append("-")
    return "".join(parts)


def _is_gone(node: Any, paragraph: Any) -> bool:
    for parent in node.iterancestors():
        if parent is paragraph:
            return False
        if parent.tag in (f"{_W}del", f"{_W}moveFrom") or parent.tag.endswith("}Fallback"):
            return True
    return False


def _is_bold(paragraph: Any) -> bool:
    """Whether every run with words is set bold."""
    runs = [run for run in paragraph.iter(f"{_W}r") if "".join(t.text or "" for t in run.iter(f"{_W}t")).strip()]
    return bool(runs) and all(_is_on(run.find(f"{_W}rPr/{_W}b")) for run in runs)


def _is_on(flag: Any) -> bool:
    return flag is not None and flag.get(f"{_W}val") not in ("0", "false", "off")

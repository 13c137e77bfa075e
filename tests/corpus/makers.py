"""Files made for tests: PDF pages, Word documents, and what every document must keep to."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Sequence
from pathlib import Path

from corpus.model import Document
from corpus.read import read_file

Item = tuple[float, float, float, str, bool]
"""(x, y, type size, words, bold)"""


def page(*lines: str, size: float = 11.0, top: float = 720.0, leading: float = 13.0) -> list[Item]:
    """A page of lines; "" is blank space, "# …" is larger and bold, "@…" goes to the foot of the page."""
    items: list[Item] = []
    y = top
    for line in lines:
        if line.startswith("@"):
            items.append((72.0, 30.0, size, line[1:], False))
            continue
        if line.startswith("# "):
            items.append((72.0, y, size + 5, line[2:], True))
        elif line:
            items.append((72.0, y, size, line, False))
        y -= leading
    return items


def pdf_bytes(pages: Sequence[Sequence[Item]], *, title: str = "", outline: Sequence[str] = ()) -> bytes:
    """A PDF of these pages, written by hand."""
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    catalog, tree = add(b""), add(b"")
    fonts = [
        add(b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>" % name)
        for name in (b"Helvetica", b"Helvetica-Bold")
    ]
    kids: list[int] = []
    for items in pages:
        drawn = b"\n".join(_draw(item) for item in items)
        content = add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        kids.append(
            add(
                b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
                b"/Resources << /Font << /F1 %d 0 R /F2 %d 0 R >> >> >>" % (tree, content, fonts[0], fonts[1])
            )
        )
    objects[tree - 1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (
        b" ".join(b"%d 0 R" % kid for kid in kids),
        len(kids),
    )
    objects[catalog - 1] = b"<< /Type /Catalog /Pages %d 0 R >>" % tree
    info = add(b"<< /Title (%s) >>" % _escape(title))
    return _file(objects, catalog, info)


def _draw(item: Item) -> bytes:
    x, y, size, words, bold = item
    font = b"/F2" if bold else b"/F1"
    return b"BT %s %.1f Tf 1 0 0 1 %.1f %.1f Tm (%s) Tj ET" % (font, size, x, y, _escape(words))


def _escape(words: str) -> bytes:
    data = words.encode("cp1252")
    return data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _file(objects: Sequence[bytes], catalog: int, info: int) -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    offsets: list[int] = []
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for offset in offsets:
        out.write(b"%010d 00000 n \n" % offset)
    out.write(b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R >>\n" % (len(objects) + 1, catalog, info))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def zip_bytes(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return out.getvalue()


def read_text(tmp_path: Path, text: str, name: str = "document.txt") -> Document:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_file(path)


def texts(document: Document, *kinds: str) -> list[str]:
    """Texts of the blocks of these kinds (all where none is named)."""
    return [document.text[block.start : block.end] for block in document.blocks if not kinds or block.kind in kinds]


def outline(document: Document) -> list[tuple[int, str]]:
    return [(b.level, document.text[b.start : b.end]) for b in document.blocks if b.kind == "heading"]


def table(document: Document) -> list[dict[str, str]]:
    """Rows as {header: text}; cells without a header are numbered."""
    return [
        {cell.header or str(at): document.text[cell.start : cell.end] for at, cell in enumerate(block.cells)}
        for block in document.blocks
        if block.kind == "table_row"
    ]


def check(document: Document) -> None:
    """What holds for every document, whatever file it came from."""
    text = document.text
    assert unicodedata.normalize("NFC", text) == text
    assert not any(unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co"} and char not in "\n\t" for char in text)
    assert "\u00a0" not in text and "  " not in text
    end = 0
    for number, block in enumerate(document.blocks):
        words = text[block.start : block.end]
        assert words and words == words.strip()
        if number:
            cut = document.blocks[number - 1].kind == block.kind == "paragraph"  # one that is longer than a page
            assert text[end : block.start] == "\n\n" or (cut and text[end : block.start].strip() == "")
        else:
            assert block.start == 0
        assert "\n\n" not in words
        if block.kind == "table_row":
            assert "\n" not in words and block.cells
            assert words == "\t".join(text[cell.start : cell.end] for cell in block.cells)
            for cell in block.cells:
                assert block.start <= cell.start < cell.end <= block.end
                assert text[cell.start : cell.end] == text[cell.start : cell.end].strip()
        else:
            assert not block.cells and "\t" not in words
        if block.kind != "list_item":
            assert "\n" not in words
        assert (block.level > 0) == (block.kind == "heading")
        end = block.end
    assert end == len(text)
    assert list(document.page_offsets) == sorted(document.page_offsets)
    assert not document.page_offsets or document.page_offsets[0] == 0
    assert Document.from_json(document.to_json()) == document


LONG = "La laguna de Zoratama recibe agua de tres ríos y la autoridad mide cada mes su nivel y su calidad. "

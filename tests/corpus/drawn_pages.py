"""PDF files made for tests from the operators that their pages are drawn with."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from makers import _escape, _file

# Windows' letters, but 128 and 129 are the ligatures that type-setters draw.
_ENCODING = b"<< /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [128 /fi /fl] >>"


def words(x: float, y: float, text: str, *, size: float = 10.0, bold: bool = False) -> bytes:
    """A run of text at its place."""
    font = b"/F2" if bold else b"/F1"
    return b"BT %s %.1f Tf 1 0 0 1 %.1f %.1f Tm (%s) Tj ET" % (font, size, x, y, _escape(text))


def rule(x0: float, y0: float, x1: float, y1: float) -> bytes:
    """A line from one point to another."""
    return b"%.1f %.1f m %.1f %.1f l S" % (x0, y0, x1, y1)


def grid(columns: Sequence[float], tops: Sequence[float]) -> list[bytes]:
    """The rules of a table whose columns and rows begin there; the last of each is where it ends."""
    across = [rule(columns[0], y, columns[-1], y) for y in tops]
    return across + [rule(x, tops[-1], x, tops[0]) for x in columns]


def table(
    columns: Sequence[float], top: float, rows: Sequence[Sequence[str]], *, bold_first: bool = False
) -> list[bytes]:
    """A ruled table, 20 points a row and line; "|" parts the lines of a cell."""
    drawn: list[bytes] = []
    tops = [top]
    for number, row in enumerate(rows):
        for x, text in zip(columns, row, strict=False):
            for line, part in enumerate(text.split("|")):
                if part:
                    bold = bold_first and number == 0
                    drawn.append(words(x + 3, tops[-1] - 14 - 20 * line, part, bold=bold))
        tops.append(tops[-1] - 20 * max(text.count("|") + 1 for text in row))
    return grid(columns, tops) + drawn


def pdf_of(
    pages: Sequence[Sequence[bytes]], *, extra: bytes = b"", page_extra: bytes = b"", packed: bool = False
) -> bytes:
    """A file of pages with these contents. `extra` goes into the catalog, `page_extra` into each page."""
    contents = [b"\n".join(drawn) for drawn in pages]
    return pdf_of_streams([_stream(content, packed) for content in contents], extra=extra, page_extra=page_extra)


def pdf_of_streams(streams: Sequence[bytes], *, extra: bytes = b"", page_extra: bytes = b"", times: int = 1) -> bytes:
    """A file whose pages have these content streams; each is used for `times` pages."""
    objects = [b"", b""]
    for name in (b"Helvetica", b"Helvetica-Bold"):
        objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding %s >>" % (name, _ENCODING))
    kids: list[int] = []
    for stream in streams:
        objects.append(stream)
        content = len(objects)
        for _ in range(times):
            objects.append(
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R %s"
                b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % (content, page_extra)
            )
            kids.append(len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R %s >>" % extra
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids))
    objects.append(b"<< /Title () >>")
    return _file(objects, 1, len(objects))


def _stream(content: bytes, packed: bool) -> bytes:
    data = zlib.compress(content, 9) if packed else content
    how = b"/Filter /FlateDecode " if packed else b""
    return b"<< %s/Length %d >>\nstream\n%s\nendstream" % (how, len(data), data)


def bomb(megabytes: int, layers: int = 1, piece: bytes = b"(words) Tj ") -> bytes:
    """A content stream of a few kilobytes that unpacks to so many megabytes."""
    data = piece * (megabytes * 1_000_000 // len(piece))
    for _ in range(layers):
        data = zlib.compress(data, 9)
    filters = b" ".join([b"/FlateDecode"] * layers)
    return b"<< /Filter [%s] /Length %d >>\nstream\n%s\nendstream" % (filters, len(data), data)

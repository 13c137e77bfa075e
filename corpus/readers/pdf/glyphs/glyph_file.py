"""The characters of a page with their exact places (PDFium): for pages whose content stream misleads.

pypdf does not know how wide a letter is, and takes a move of the pen for the end of a word or a line. PDFium knows
both, but says nothing of lines that a reader of text could use; those are made in chunks.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    from corpus.readers.pdf.glyphs.unseen import Unseen

from corpus.text.normalize import clean

_BOLD = re.compile(rb"bold|black|heavy|semibold|demi", re.I)
_MOST = 60_000  # characters: a page with more is no page to read
_HYPHEN = 0x02  # PDFium's own sign for a hyphen at the end of a line
_NAME = 128
_WORD = re.compile(r"\w+")
T = TypeVar("T")


class Glyph(NamedTuple):
    """A drawn character. `x`, `y` where it stands in the page's own space; `along`, `base` the same, turned so that
    its text runs to the right, `end` how far it reaches; `angle` by which it was turned, in degrees; `order` in which
    it was drawn."""

    text: str
    x: float
    y: float
    along: float
    base: float
    end: float
    size: float
    bold: bool
    angle: int
    order: int


class GlyphFile:
    """A PDF open for its characters; opened at the first page that is asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._file: Any = None

    def page(self, number: int) -> list[Glyph]:
        """The characters of a page (numbers from 1) in the order they are drawn; [] where PDFium cannot read it."""
        return self._on_page(number, lambda page, text: list(_glyphs(text.raw, min(text.count_chars(), _MOST)))) or []

    def unseen(self, number: int, glyphs: Sequence[Glyph], covered: bool = False) -> Unseen:
        """Those of a page's characters that cannot be seen; `covered`: what is laid over the page may hide some."""
        from corpus.readers.pdf.glyphs.unseen import Unseen, unseen

        return self._on_page(number, lambda page, text: unseen(page, text.raw, glyphs, covered)) or Unseen()

    def _on_page(self, number: int, what: Callable[[Any, Any], T]) -> T | None:
        import pypdfium2

        with suppress(pypdfium2.PdfiumError):
            if self._file is None:
                self._file = pypdfium2.PdfDocument(self._data)
            page = self._file[number - 1]
            text = page.get_textpage()
            try:
                return what(page, text)
            finally:
                text.close()
                page.close()
        return None

    def words(self, number: int) -> int | None:
        """How many words PDFium's own text of a page has, much faster than its characters; None where there is none."""
        return self._on_page(number, lambda page, text: _words_of(text))

    def close(self) -> None:
        if self._file is not None:
            self._file.close()


def _words_of(text: Any) -> int | None:
    return count_words(text.get_text_range(errors="ignore")) if text.count_chars() <= _MOST else None


def count_words(text: str) -> int:
    return len(_WORD.findall(clean(text)))


def _glyphs(page: Any, count: int) -> Iterator[Glyph]:
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    name, flags = ctypes.create_string_buffer(_NAME), ctypes.c_int()
    high = 0
    for at in range(count):
        code = pdfium.FPDFText_GetUnicode(page, at)
        if 0xD800 <= code < 0xDC00:  # the first half of a character outside the first plane
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        high = 0
        if pdfium.FPDFText_IsGenerated(page, at) == 1:
            continue
        if code == _HYPHEN or pdfium.FPDFText_IsHyphen(page, at) == 1:
            code = ord("-")
        if code < 0x20 or 0xFFFE <= code <= 0xFFFF:
            continue
        pdfium.FPDFText_GetCharOrigin(page, at, x, y)
        pdfium.FPDFText_GetLooseCharBox(page, at, box)
        pdfium.FPDFText_GetMatrix(page, at, matrix)
        pdfium.FPDFText_GetFontInfo(page, at, name, _NAME, flags)
        size = pdfium.FPDFText_GetFontSize(page, at) * math.hypot(matrix.c, matrix.d)
        angle = round(math.degrees(math.atan2(matrix.b, matrix.a))) % 360
        along, base = _turned(x.value, y.value, angle)
        corners = [_turned(a, b, angle)[0] for a in (box.left, box.right) for b in (box.bottom, box.top)]
        if size > 0 and all(map(math.isfinite, (along, base, *corners))):
            bold = bool(_BOLD.search(name.value))
            yield Glyph(chr(code), x.value, y.value, along, base, max(*corners, along), size, bold, angle, at)


def _turned(x: float, y: float, angle: int) -> tuple[float, float]:
    if angle == 0:
        return x, y
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return x * cosine + y * sine, y * cosine - x * sine

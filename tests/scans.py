"""PDF files whose pages are pictures, and sheets bound into one file with what is printed on them."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest

from corpus.readers.pdf.ocr import installed

needs_tesseract = pytest.mark.skipif(not {"spa", "eng"} <= installed(), reason="tesseract is not installed here")


def picture(*lines: str) -> bytes:
    """A PDF of one page that is nothing but a picture of these lines."""
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("L", (1275, 1650), 255)
    font = ImageFont.load_default(34)
    for at, line in enumerate(lines):
        ImageDraw.Draw(image).text((150, 200 + 55 * at), line, fill=0, font=font)
    out = io.BytesIO()
    image.save(out, "PDF", resolution=150.0)
    return out.getvalue()


def bound(*files: bytes, roman: int = 0, blank: int = 0) -> bytes:
    """One file of all these and so many blank pages; the first `roman` pages are i, ii, …, then from 1 again."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    for file in files:
        writer.append(io.BytesIO(file))
    for _ in range(blank):
        writer.add_blank_page(612, 792)
    if roman:
        writer.set_page_label(0, roman - 1, style="/r")
        writer.set_page_label(roman, len(writer.pages) - 1, style="/D")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def numbers(labels: Sequence[bytes]) -> bytes:
    """The entry of a file's catalog that gives its pages these label ranges ("0 << /S /r >>")."""
    return b"/PageLabels << /Nums [%s] >> " % b" ".join(labels)

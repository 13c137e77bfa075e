"""Words of a PDF page below what is drawn or laid over them, crossed out in some way, or of which the file says other
letters than the page draws."""

from __future__ import annotations

import io
from typing import Any

import pytest
from makers import check, texts
from reportlab.lib.colors import Color, white
from reportlab.pdfgen.canvas import Canvas

from corpus.model import Document
from corpus.read import read_bytes

STATED = {"language": "en", "kind": "other", "title": "Plan"}
SEEN = "The registers were carried out by the ministry of works in 2021."
HIDDEN = "The ministry took a bribe of nine hundred florins."
LAST = "The end of the report on registers stands here."


def read(data: bytes) -> Document:
    document = read_bytes(data, "plan.pdf", STATED)
    check(document)
    return document


def drawn(what: Any, font: str = "Helvetica") -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(60, 740, SEEN)
    canvas.saveState()
    what(canvas)
    canvas.restoreState()
    canvas.setFont("Helvetica", 11)
    canvas.drawString(60, 720, LAST)
    canvas.save()
    return file.getvalue()


def picture(colour: str) -> Any:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    return ImageReader(Image.new("RGB", (8, 8), colour))


def below_a_picture(canvas: Canvas) -> None:
    canvas.drawString(60, 650, HIDDEN)
    canvas.drawImage(picture("white"), 50, 640, 400, 30)


def below_a_shading(canvas: Canvas) -> None:
    canvas.drawString(60, 650, HIDDEN)
    path = canvas.beginPath()
    path.rect(50, 640, 400, 30)
    canvas.clipPath(path, stroke=0)
    canvas.linearGradient(50, 640, 450, 670, (white, white))


def below_a_thick_line(canvas: Canvas) -> None:
    canvas.drawString(60, 650, HIDDEN)
    canvas.setLineWidth(16)
    canvas.line(50, 653, 400, 653)


def below_a_white_line(canvas: Canvas) -> None:
    canvas.setStrokeColor(white)
    below_a_thick_line(canvas)


def transparent(canvas: Canvas) -> None:
    canvas.setFillAlpha(0.01)
    canvas.drawString(60, 650, HIDDEN)


def behind_a_pattern(canvas: Canvas) -> None:
    canvas.drawString(60, 650, HIDDEN)
    for at in range(60):
        canvas.setFillColor(Color(0.2 + 0.6 * (at % 2), 0.5, 0.5))
        canvas.rect(50 + 6 * at, 640, 6, 30, stroke=0, fill=1)


def outside_a_form(canvas: Canvas) -> None:
    canvas.beginForm("f", 0, 0, 5, 5)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(60, 650, HIDDEN)
    canvas.endForm()
    canvas.doForm("f")


def outside_the_crop(canvas: Canvas) -> None:
    canvas.setCropBox((0, 680, 595, 842))
    canvas.drawString(60, 650, HIDDEN)


def squeezed(canvas: Canvas) -> None:
    text = canvas.beginText(60, 650)
    text.setHorizScale(0.5)
    text.textOut(HIDDEN)
    text.setHorizScale(100)
    canvas.drawText(text)


WAYS = (
    below_a_picture, below_a_shading, below_a_thick_line, below_a_white_line, transparent, behind_a_pattern,
    outside_a_form, outside_the_crop, squeezed,
)  # fmt: skip


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_what_cannot_be_seen_is_left_out_and_counted(way: Any) -> None:
    document = read(drawn(way))
    assert HIDDEN not in document.text and "florins" not in document.text
    assert SEEN in document.text.replace("\n", " ") and LAST in document.text
    assert int(dict(document.notes)["hidden_words"]) >= 8


def laid_over(kind: str, drawing: bytes) -> bytes:
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject, StreamObject

    def plain(canvas: Canvas) -> None:
        canvas.drawString(60, 650, HIDDEN)

    def numbers(*values: float) -> ArrayObject:
        return ArrayObject([FloatObject(value) for value in values])

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(drawn(plain))))
    look = StreamObject()
    look.set_data(drawing)
    look.update({
        NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Form"),
        NameObject("/BBox"): numbers(0, 0, 400, 30),
    })  # fmt: skip
    look = DictionaryObject({NameObject("/N"): writer._add_object(look)})
    mark = DictionaryObject({
        NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject(kind),
        NameObject("/Rect"): numbers(50, 640, 450, 670), NameObject("/F"): NumberObject(4), NameObject("/AP"): look,
    })  # fmt: skip
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(mark)])
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["/Stamp", "/Square", "/Redact"])
def test_words_below_what_is_laid_over_the_page_are_left_out(kind: str) -> None:
    document = read(laid_over(kind, b"1 1 1 rg 0 0 400 30 re f"))
    assert HIDDEN not in document.text and SEEN in document.text.replace("\n", " ") and LAST in document.text
    assert ("hidden_words", "9") in document.notes


def test_words_in_a_frame_that_is_laid_over_the_page_are_read() -> None:
    document = read(laid_over("/Square", b"1 0 0 RG 0 0 400 30 re S"))
    assert HIDDEN in document.text and not document.notes


def test_words_before_a_picture_that_shows_them_are_read() -> None:
    """Some programs put what they recognise below the picture of a page."""

    def scanned(canvas: Canvas) -> None:
        from PIL import Image, ImageDraw
        from reportlab.lib.utils import ImageReader

        canvas.drawString(60, 650, HIDDEN)
        scan = Image.new("RGB", (400, 30), "white")
        ImageDraw.Draw(scan).text((10, 8), HIDDEN, fill="black")
        canvas.drawImage(ImageReader(scan), 50, 640, 400, 30)

    assert "bribe" in read(drawn(scanned)).text


def test_words_with_a_slanting_line_through_them_are_struck() -> None:
    def slanting(canvas: Canvas) -> None:
        canvas.drawString(60, 650, HIDDEN)
        canvas.line(56, 647, 66 + canvas.stringWidth(HIDDEN), 664)

    document = read(drawn(slanting))
    assert HIDDEN not in document.text and ("struck_words", "9") in document.notes


def test_words_with_letters_typed_over_them_are_struck() -> None:
    def typed_over(canvas: Canvas) -> None:
        canvas.drawString(60, 650, HIDDEN)
        canvas.drawString(60, 650, "x" * 46)

    document = read(drawn(typed_over))
    assert texts(document) == [f"{SEEN} {LAST}"] and "struck_words" in dict(document.notes)


def test_lines_beside_words_and_rows_of_signs_strike_nothing() -> None:
    def beside(canvas: Canvas) -> None:
        canvas.drawString(60, 650, HIDDEN)
        canvas.line(40, 600, 500, 700)  # of a chart
        canvas.drawString(60, 630, "xxxxxx")

    document = read(drawn(beside))
    assert HIDDEN in document.text and "xxxxxx" in document.text and "struck_words" not in dict(document.notes)


def lying(shown: str, said: str) -> bytes:
    """A page in a standard font whose table for copying says other letters."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import NameObject, StreamObject

    def own_font(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 11)
        canvas.drawString(60, 650, shown)

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(drawn(own_font))))
    pairs = dict(zip(shown, said, strict=True))
    lines = "".join(f"<{ord(one):02X}> <{ord(other):04X}>\n" for one, other in pairs.items())
    table = StreamObject()
    table.set_data(
        f"begincmap 1 begincodespacerange <00> <FF> endcodespacerange {len(pairs)} beginbfchar\n{lines}endbfchar "
        "endcmap".encode()
    )
    fonts = writer.pages[0]["/Resources"]["/Font"]
    for font in (font.get_object() for font in fonts.values()):
        if font["/BaseFont"] == "/Times-Roman":
            font[NameObject("/ToUnicode")] = writer._add_object(table)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_the_letters_that_a_page_draws_are_read_not_those_that_the_file_says_they_are() -> None:
    document = read(lying("Paid 1234567", "Paid 7654321"))
    assert "Paid 1234567" in document.text and "7654321" not in document.text
    assert "Paid in June" in read(lying("Paid in June", "Paid in June")).text

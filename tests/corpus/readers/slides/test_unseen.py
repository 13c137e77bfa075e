"""Words of a slide that nobody sees, though no shape is switched off; and those that look so and are seen."""

from __future__ import annotations

import io
from typing import Any

import pptx
import pytest
from makers import check
from pptx.dml.color import RGBColor
from pptx.oxml import parse_xml
from pptx.util import Inches, Pt

from corpus.model import Document
from corpus.read import read_bytes

A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
WORDS = "Nadie lo ve."
LOOKS = [
    ('<a:solidFill {}><a:srgbClr val="FFFFFF"/></a:solidFill>', False),
    ('<a:solidFill {}><a:schemeClr val="bg1"/></a:solidFill>', False),
    ('<a:solidFill {}><a:srgbClr val="000000"><a:alpha val="0"/></a:srgbClr></a:solidFill>', False),
    ("<a:noFill {}/>", False),
    ('<a:solidFill {}><a:schemeClr val="tx1"/></a:solidFill>', True),
    ('<a:solidFill {}><a:schemeClr val="bg1"><a:lumMod val="50000"/></a:schemeClr></a:solidFill>', True),
    ('<a:solidFill {}><a:srgbClr val="808080"><a:alpha val="60000"/></a:srgbClr></a:solidFill>', True),
]


def read(deck: Any) -> Document:
    out = io.BytesIO()
    deck.save(out)
    document = read_bytes(out.getvalue(), "faros.pptx", {"language": "es", "kind": "other"})
    check(document)
    return document


def slide_of(deck: Any, title: str, words: str) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = title
    slide.placeholders[1].text_frame.text = words
    return slide


def boxed(deck: Any, *, x: float = 1, y: float = 3, words: str = WORDS) -> tuple[Any, Any]:
    slide = slide_of(deck, "Metas", "Abrir dos faros.")
    box = slide.shapes.add_textbox(Inches(x), Inches(y), Inches(4), Inches(1))
    box.text_frame.text = words
    return slide, box


def expect(deck: Any, seen: bool) -> None:
    document = read(deck)
    assert (WORDS in document.text) is seen and "Abrir dos faros." in document.text
    assert document.notes == (() if seen else (("hidden_words", "3"),))


def look_of(box: Any) -> Any:
    return box.text_frame.paragraphs[0].runs[0]._r.get_or_add_rPr()


@pytest.mark.parametrize(("look", "seen"), LOOKS)
def test_words_without_a_colour_of_their_own_are_left_out(look: str, seen: bool) -> None:
    deck = pptx.Presentation()
    _, box = boxed(deck)
    look_of(box).insert(0, parse_xml(look.format(A)))
    expect(deck, seen)


def test_white_words_are_read_on_a_shape_with_a_colour() -> None:
    deck = pptx.Presentation()
    slide, box = boxed(deck)
    look_of(box).insert(0, parse_xml(LOOKS[0][0].format(A)))
    box.fill.solid()
    box.fill.fore_color.rgb = RGBColor(0x1F, 0x4E, 0x79)
    expect(deck, True)
    deck = pptx.Presentation()
    slide = slide_of(deck, "Metas", "Abrir dos faros.")
    slide.shapes.add_shape(1, Inches(0), Inches(2), Inches(9), Inches(3))
    box = slide.shapes.add_textbox(Inches(1), Inches(3), Inches(4), Inches(1))
    box.text_frame.text = WORDS
    look_of(box).insert(0, parse_xml(LOOKS[0][0].format(A)))
    expect(deck, True)


def test_words_on_a_dark_slide() -> None:
    for colour, seen in (("FFFFFF", True), ("000000", False)):
        deck = pptx.Presentation()
        slide, box = boxed(deck)
        slide.background.fill.solid()
        slide.background.fill.fore_color.rgb = RGBColor(0, 0, 0)
        look = f'<a:solidFill {{}}><a:srgbClr val="{colour}"/></a:solidFill>'
        look_of(box).insert(0, parse_xml(look.format(A)))
        expect(deck, seen)


@pytest.mark.parametrize(("x", "y", "seen"), [(-20, 3, False), (1, 40, False), (1, -5, False), (-1, 3, True)])
def test_boxes_beside_the_slide_are_left_out(x: float, y: float, seen: bool) -> None:
    deck = pptx.Presentation()
    boxed(deck, x=x, y=y)
    expect(deck, seen)


def test_tiny_words_are_left_out() -> None:
    for size, seen in ((1, False), (8, True)):
        deck = pptx.Presentation()
        _, box = boxed(deck)
        box.text_frame.paragraphs[0].runs[0].font.size = Pt(size)
        expect(deck, seen)


@pytest.mark.parametrize("case", ["covers", "clear", "beside", "below", "moving"])
def test_words_below_a_later_shape_are_left_out(case: str) -> None:
    deck = pptx.Presentation()
    slide, box = boxed(deck, x=5, y=5)
    cover = slide.shapes.add_shape(1, Inches(4.5), Inches(8 if case == "beside" else 4.5), Inches(5), Inches(2))
    cover.fill.solid()
    cover.fill.fore_color.rgb = RGBColor(255, 255, 255)
    if case == "clear":
        cover.fill.background()
    elif case == "below":
        box._element.addprevious(cover._element)
    elif case == "moving":
        timing = f'<p:timing xmlns:p="{slide.element.nsmap["p"]}"><p:spTgt spid="{cover.shape_id}"/></p:timing>'
        slide.element.append(parse_xml(timing))
    expect(deck, case != "covers")

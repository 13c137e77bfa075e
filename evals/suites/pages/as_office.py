"""Made pages as Word documents (python-docx) and presentations (python-pptx, a slide for each page)."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import Any

from evals.suites.pages.matter import Block, Made, Run

_STYLES = {"title": "Title", "heading": "Heading 1", "quote": "Quote", "caption": "Caption"}
_LEVELS = (("decimal", "%1."), ("lowerLetter", "%2."), ("bullet", "•"))


def docx_of(made: Made) -> bytes:
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_BREAK

    document = docx.Document()
    section = document.sections[0]
    if made.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    section.header.paragraphs[0].text = made.head
    section.footer.paragraphs[0].text = made.foot
    if made.columns > 1:
        section._sectPr.find(_q("w:cols")).set(_q("w:num"), str(made.columns))
    lists = _Lists(document)
    for page, following in pairwise([*made.pages, None]):
        assert page is not None
        for before, block in pairwise([None, *page]):
            assert block is not None
            _add(document, block, lists, new_list=before is None or before.kind != "item")
        if following is not None:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


class _Lists:
    """Numbers that Word draws itself: one definition of three levels, and a list of it for each that counts anew."""

    def __init__(self, document: Any) -> None:
        self._numbering = document.part.numbering_part.element
        levels = "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for at, (kind, text) in enumerate(_LEVELS)
        )
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>')
        self._numbering.insert(0, abstract)
        self._open: Any = None

    def number(self, paragraph: Any, level: int, new: bool) -> None:
        if new:
            self._open = self._numbering.add_num(90)
            for at in range(len(_LEVELS)):
                self._open.add_lvlOverride(ilvl=at).add_startOverride(1)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = self._open.numId


def _add(document: Any, block: Block, lists: _Lists, new_list: bool) -> None:
    if block.kind == "figure":
        return
    if block.rows:
        table = document.add_table(len(block.rows), len(block.rows[0]), style="Table Grid")
        for row, cells in zip(table.rows, block.rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        return
    paragraph = document.add_paragraph(style=_STYLES.get(block.kind))
    if block.kind == "item":
        lists.number(paragraph, block.level, new_list)
    elif block.marker:
        _run(paragraph, Run(block.marker, "raised"))
        _run(paragraph, Run(" "))
    if block.kind == "box":
        _shade(paragraph)
    for run in block.runs:
        _run(paragraph, run)


def _run(paragraph: Any, run: Run) -> None:
    from docx.shared import Pt

    made = paragraph.add_run(run.text)
    made.font.superscript = run.look == "raised" or None
    made.font.strike = run.look == "struck" or None
    made.font.hidden = run.look == "hidden" or None
    made.font.small_caps = run.look == "small-caps" or None
    made.bold = run.look == "bold" or None
    made.font.size = Pt(10)


def _shade(paragraph: Any) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    shading = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="DDE8F6"/>')
    paragraph._p.get_or_add_pPr().append(shading)


def _q(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(name))


def pptx_of(made: Made) -> bytes:
    from pptx import Presentation
    from pptx.util import Inches

    presentation = Presentation()
    for page in made.pages:
        slide = presentation.slides.add_slide(presentation.slide_layouts[5])  # title only
        title, *rest = page
        slide.shapes.title.text = title.text
        frame = slide.shapes.add_textbox(Inches(0.5), Inches(1.5), Inches(9), Inches(5)).text_frame
        frame.word_wrap = True
        for at, block in enumerate(rest):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            _fill(paragraph, block)
    held = io.BytesIO()
    presentation.save(held)
    return held.getvalue()


def _fill(paragraph: Any, block: Block) -> None:
    paragraph.level = block.level
    if block.kind == "item":
        from pptx.oxml import parse_xml
        from pptx.oxml.ns import nsdecls

        bullet = f'<a:buAutoNum {nsdecls("a")} type="arabicPeriod"/>'
        paragraph._p.get_or_add_pPr().append(parse_xml(bullet))
    for run in block.runs:
        made = paragraph.add_run()
        made.text = run.text
        made.font.bold = run.look == "bold" or None

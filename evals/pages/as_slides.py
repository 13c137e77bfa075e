"""Made pages as presentations (python-pptx): a slide for each page."""

from __future__ import annotations

import io
from typing import Any

from evals.pages.matter import Block, Made


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

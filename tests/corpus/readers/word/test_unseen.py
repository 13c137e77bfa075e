"""Words of a Word document that nobody sees, though nothing calls them hidden; and those that look so and are seen."""

from __future__ import annotations

from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from makers import table
from word_files import read_word

_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
UNSEEN_RUNS = [
    '<w:color w:val="FFFFFF"/>', '<w:color w:val="FEFEFE"/>', '<w:color w:themeColor="background1" w:val="000000"/>',
    '<w:sz w:val="1"/>', '<w:sz w:val="4"/>', "<w:specVanish/>", '<w:w w:val="1"/>', '<w:position w:val="-3000"/>',
    '<w:spacing w:val="-400"/>', '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>',
    '<w:color w:val="FF0000"/><w:highlight w:val="red"/>', f"<w14:textFill {_W14}><w14:noFill/></w14:textFill>",
    f'<w14:textFill {_W14}><w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/></w14:srgbClr>'
    "</w14:solidFill></w14:textFill>",
]  # fmt: skip
SEEN_RUNS = [
    '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F4E79"/>', '<w:color w:val="auto"/>', '<w:sz w:val="12"/>',
    '<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>', '<w:color w:val="auto"/><w:highlight w:val="black"/>',
    '<w:color w:themeColor="background1" w:themeShade="80" w:val="7F7F7F"/>', '<w:spacing w:val="-10"/>',
    '<w:color w:val="A6A6A6"/>', '<w:w w:val="90"/>', '<w:position w:val="-6"/>',
]  # fmt: skip
UNSEEN_PARAGRAPHS = [
    '<w:framePr w:w="1" w:h="1" w:hRule="exact" w:x="-20000" w:y="-20000"/>',
    '<w:spacing w:line="1" w:lineRule="exact"/>', '<w:ind w:left="-30000"/>',
]  # fmt: skip


def paragraph(word: Any, inner: str) -> None:
    body = word.element.body
    body.insert(len(body) - 1, parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


@pytest.mark.parametrize(("properties", "seen"), [*((p, False) for p in UNSEEN_RUNS), *((p, True) for p in SEEN_RUNS)])
def test_runs_that_nobody_sees_are_left_out_and_counted(properties: str, seen: bool) -> None:
    word = docx.Document()
    paragraph(word, run("El faro se abre. ") + run("Nadie lo ve.", properties))
    document = read_word(word)
    assert document.text == ("El faro se abre. Nadie lo ve." if seen else "El faro se abre.")
    assert document.notes == (() if seen else (("hidden_words", "3"),))


@pytest.mark.parametrize("properties", UNSEEN_PARAGRAPHS)
def test_paragraphs_off_the_page_are_left_out(properties: str) -> None:
    word = docx.Document()
    paragraph(word, run("El faro se abre."))
    paragraph(word, f"<w:pPr>{properties}</w:pPr>" + run("Nadie lo ve."))
    document = read_word(word)
    assert document.text == "El faro se abre." and document.notes == (("hidden_words", "3"),)


def test_the_code_of_a_field_is_not_read_and_its_result_is() -> None:
    word = docx.Document()
    begin, between, end = (f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "separate", "end"))
    code = "<w:r><w:instrText>IF x y</w:instrText></w:r>" + run("No lo muestra.")
    paragraph(word, run("El faro ") + begin + code + between + run("se abre.") + end)
    paragraph(word, begin + run("Un campo sin fin se lee."))
    document = read_word(word)
    assert document.text == "El faro se abre.\n\nUn campo sin fin se lee."
    assert document.notes == (("hidden_words", "3"),)


@pytest.mark.parametrize("style", ["", "Light Grid Accent 1"])
def test_white_words_of_a_table_are_read_where_its_style_may_fill_the_cell(style: str) -> None:
    word = docx.Document()
    grid = word.add_table(rows=2, cols=2)
    if style:
        grid.style = style
    for at, words in enumerate(("Meta", "Plazo", "Abrir", "2021")):
        grid.cell(at // 2, at % 2).text = words
    head = grid.cell(0, 1).paragraphs[0].runs[0]._r
    head.get_or_add_rPr().append(parse_xml(f'<w:color {nsdecls("w")} w:val="FFFFFF"/>'))
    if not style:
        shading = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="1F4E79"/>')
        grid.cell(0, 1)._tc.get_or_add_tcPr().append(shading)
    assert table(read_word(word)) == [{"Meta": "Abrir", "Plazo": "2021"}]


def test_a_row_without_height_is_left_out() -> None:
    word = docx.Document()
    grid = word.add_table(rows=3, cols=2)
    for at, words in enumerate(("Meta", "Plazo", "Abrir", "2021", "Medir", "2022")):
        grid.cell(at // 2, at % 2).text = words
    height = parse_xml(f'<w:trHeight {nsdecls("w")} w:val="1" w:hRule="exact"/>')
    grid.rows[1]._tr.get_or_add_trPr().append(height)
    document = read_word(word)
    assert document.text == "Medir\t2022" and document.notes == (("hidden_words", "2"),)

"""The numbers that Word draws itself stand before their paragraphs."""

from __future__ import annotations

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from makers import outline, table, texts
from word_files import add_instance, add_list, level, numbered, read_word


def test_headings_and_items_of_one_list() -> None:
    word = docx.Document()
    add_list(word, 70, level("Compromiso %1."), level("Hito %1.%2"), level("%3)", "lowerLetter"))
    for title in ("Faros", "Boyas"):
        numbered(word.add_heading(title, 1), 70)
        word.add_paragraph("La autoridad portuaria publicará los datos.")
        for at, words in ((1, "Abrir"), (2, "En la costa"), (2, "En el río"), (1, "Medir")):
            numbered(word.add_paragraph(words), 70, at)
    document = read_word(word)
    assert outline(document) == [(1, "Compromiso 1. Faros"), (1, "Compromiso 2. Boyas")]
    assert texts(document, "list_item")[4:] == ["Hito 2.1 Abrir", "a) En la costa", "b) En el río", "Hito 2.2 Medir"]


def test_a_name_with_a_number_before_plain_lines_makes_headings() -> None:
    word = docx.Document()
    add_list(word, 70, level("Compromiso %1."))
    for title in ("Faros abiertos", "Boyas abiertas"):
        numbered(word.add_paragraph(title), 70)
        word.add_paragraph("La autoridad portuaria publicará cada mes los datos de todos los puertos del país.")
    assert outline(read_word(word)) == [(1, "Compromiso 1. Faros abiertos"), (1, "Compromiso 2. Boyas abiertas")]


def test_a_style_may_number() -> None:
    word = docx.Document()
    linked = [level(text, more=f'<w:pStyle w:val="Heading{at}"/>') for at, text in ((1, "%1"), (2, "%1.%2"))]
    add_list(word, 70, *linked)
    for at in (1, 2):
        properties = word.styles[f"Heading {at}"].element.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="70"/></w:numPr>'))
    for title, at in (("Faros", 1), ("Norte", 2), ("Sur", 2), ("Boyas", 1), ("Este", 2)):
        word.add_heading(title, at)
    numbered(word.add_heading("Sin número", 1), 0)
    assert [text for _, text in outline(read_word(word))] == [
        "1 Faros",
        "1.1 Norte",
        "1.2 Sur",
        "2 Boyas",
        "2.1 Este",
        "Sin número",
    ]


def test_starts_overrides_and_formats() -> None:
    word = docx.Document()
    add_list(word, 70, level("%1.", "upperRoman", 4), level("%1.%2", more="<w:isLgl/>"))
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="2"/></w:lvlOverride>'
    add_instance(word, 71, 70, again)
    add_instance(word, 72, 70)
    own = f'<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0">{level("Eje %1:", "upperLetter")}</w:lvl></w:lvlOverride>'
    add_list(word, 80, level("%1"), extra=own)
    add_list(word, 90, level("%1-", "decimalZero", more='<w:suff w:val="nothing"/>'))
    add_list(word, 91, level("•", "bullet"))
    for words, number, at in (
        ("Uno", 70, 0),
        ("Dos", 70, 1),
        ("Tres", 71, 0),
        ("Cuatro", 72, 0),
        ("Cinco", 80, 0),
        ("seis", 90, 0),
        ("Siete", 91, 0),
    ):
        numbered(word.add_paragraph(words), number, at)
    assert texts(read_word(word)) == [
        "IV. Uno",
        "4.1 Dos",
        "II. Tres",
        "III. Cuatro",
        "Eje A: Cinco",
        "01-seis",
        "Siete",
    ]


def test_numbers_in_cells_count_on() -> None:
    word = docx.Document()
    add_list(word, 70, level("%1."))
    grid = word.add_table(rows=3, cols=2)
    grid.cell(0, 0).text, grid.cell(0, 1).text = "Meta", "Plazo"
    for row, words in ((1, "Abrir"), (2, "Medir")):
        grid.cell(row, 0).text, grid.cell(row, 1).text = words, "2022"
        numbered(grid.cell(row, 0).paragraphs[0], 70)
    assert [row["Meta"] for row in table(read_word(word))] == ["1. Abrir", "2. Medir"]


def test_a_document_without_lists_and_one_with_a_list_that_is_missing() -> None:
    word = docx.Document()
    numbered(word.add_paragraph("Abrir los faros."), 999)
    assert read_word(word).text == "Abrir los faros."

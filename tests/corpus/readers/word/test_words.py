"""What a Word document shows: struck, deleted and hidden words are left out, note marks leave words alone."""

from __future__ import annotations

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from makers import table, texts
from word_files import add_part, add_run, note, read_word, refer


@pytest.mark.parametrize("properties", [{"vertAlign": "superscript"}, {"position": "6"}])
def test_raised_marks_leave_figures_alone(properties: dict[str, str]) -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("Hay 34")
    paragraph.add_run("0")
    add_run(paragraph, "1", **properties)
    add_run(paragraph, "2", **properties)
    paragraph.add_run(" faros en 20 m")
    add_run(paragraph, "2", **properties)
    paragraph.add_run(", el 1")
    add_run(paragraph, "er", **properties)
    paragraph.add_run(" puerto³ y CO")
    add_run(paragraph, "2", vertAlign="subscript")
    assert read_word(word).text == "Hay 340 faros en 20 m², el 1er puerto y CO2"


def test_struck_deleted_and_hidden_words_are_counted() -> None:
    word = docx.Document()
    for name, flag in (("Vieja", "strike"), ("Oculta", "hidden")):
        style = word.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        setattr(style.font, flag, True)
    paragraph = word.add_paragraph("Se abrirán ")
    add_run(paragraph, "40 ", strike="1")
    add_run(paragraph, "cuarenta ", dstrike="true")
    paragraph.add_run("sesenta ", style="Vieja")
    add_run(paragraph, "25 ", strike="0")
    add_run(paragraph, "casi ", vanish="1")
    paragraph.add_run("unos ", style="Oculta")
    paragraph.add_run("faros.")
    word.add_paragraph("La meta es otra.")
    add_run(word.add_paragraph(), "Nota interna.", vanish="on")
    gone = f"<w:del {nsdecls('w')}><w:r><w:delText>y dos más</w:delText></w:r></w:del>"
    paragraph._p.append(parse_xml(gone))
    document = read_word(word)
    assert document.text == "Se abrirán 25 faros.\n\nLa meta es otra."
    assert document.notes == (("struck_words", "6"), ("hidden_words", "4"))


def test_a_deleted_row_is_left_out() -> None:
    word = docx.Document()
    grid = word.add_table(rows=3, cols=2)
    for at, words in enumerate(("Meta", "Plazo", "Abrir", "2021", "Medir", "2022")):
        grid.cell(at // 2, at % 2).text = words
    grid.rows[1]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {nsdecls('w')}/>"))
    document = read_word(word)
    assert document.text == "Medir\t2022"
    assert document.notes == (("struck_words", "2"),)


def test_notes_stand_behind_their_paragraph_with_their_marks() -> None:
    word = docx.Document()
    add_part(
        word,
        "footnotes",
        '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        + note(2, " De ellos, 212 encendidos.")
        + note(3, "Cada mes.")
        + note(4, "Provisional."),
    )
    add_part(word, "endnotes", note(2, "Censo de 2020.", "endnote"))
    paragraph = word.add_paragraph("Hay 340")
    refer(paragraph, 2)
    paragraph.add_run(" faros y 58")
    refer(paragraph, 2, "endnote")
    paragraph.add_run(" boyas.")
    grid = word.add_table(rows=2, cols=2)
    for at, words in enumerate(("Meta", "Plazo", "Medir", "2022")):
        grid.cell(at // 2, at % 2).text = words
    refer(grid.cell(1, 0).paragraphs[0], 3)
    refer(grid.cell(1, 1).paragraphs[0], 4, mark="*")
    word.add_paragraph("Después.")
    assert texts(read_word(word)) == [
        "Hay 340 faros y 58 boyas.",
        "¹ De ellos, 212 encendidos.",
        "i Censo de 2020.",
        "Medir\t2022",
        "² Cada mes.",
        "* Provisional.",
        "Después.",
    ]


def test_comments_are_counted_and_not_read() -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("El plan tiene dos metas.")
    word.add_comment(paragraph.runs, "¿Solo dos?", author="Ana")
    document = read_word(word)
    assert document.text == "El plan tiene dos metas."
    assert document.notes == (("comments_left_out", "1"),)


def test_text_boxes_follow_and_placeholders_are_nobodys_words() -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("El faro ")
    box = "<w:p><w:r><w:t>Costa norte.</w:t></w:r></w:p>"
    paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:pict><w:txbxContent>{box}</w:txbxContent></w:pict></w:r>"))
    field = "<w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Haga clic aquí</w:t></w:r></w:sdtContent>"
    paragraph._p.append(parse_xml(f"<w:sdt {nsdecls('w')}>{field}</w:sdt>"))
    paragraph.add_run("alumbra.")
    assert texts(read_word(word)) == ["El faro alumbra.", "Costa norte."]


def test_merged_cells_and_a_header_of_two_rows() -> None:
    word = docx.Document()
    rows = [
        ("Meta", "Avance", "", "Responsable"),
        ("", "Medio término", "Final", ""),
        ("7. Faros", "Limitado", "Completo", "Puerto"),
        ("", "No iniciado", "Limitado", ""),
        ("8. Boyas", "Sustancial", "", "Ídem"),
    ]
    grid = word.add_table(rows=5, cols=4)
    for row, words in enumerate(rows):
        for column, text in enumerate(words):
            if text:
                grid.cell(row, column).text = text
    for first, last in [((0, 1), (0, 2)), ((0, 0), (1, 0)), ((0, 3), (1, 3)), ((2, 0), (3, 0)), ((2, 3), (3, 3))]:
        grid.cell(*first).merge(grid.cell(*last))
    grid.cell(4, 1).merge(grid.cell(4, 2))
    document = read_word(word)
    assert table(document) == [
        {"Meta": "7. Faros", "Avance: Medio término": "Limitado", "Avance: Final": "Completo", "Responsable": "Puerto"},
        {
            "Meta": "7. Faros",
            "Avance: Medio término": "No iniciado",
            "Avance: Final": "Limitado",
            "Responsable": "Puerto",
        },
        {"Meta": "8. Boyas", "Avance: Medio término, Final": "Sustancial", "Responsable": "Puerto"},
    ]


def test_a_table_in_a_frame_is_read_once() -> None:
    word = docx.Document()
    frame = word.add_table(rows=1, cols=1).cell(0, 0)
    frame.paragraphs[0].text = "Dentro de un marco."
    inner = frame.add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Meta", "Abrir"
    assert texts(read_word(word)) == ["Dentro de un marco.", "Meta\tAbrir"]


def test_a_tick_of_a_symbol_font() -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("Completo ")
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'))
    assert read_word(word).text == "Completo ✓"

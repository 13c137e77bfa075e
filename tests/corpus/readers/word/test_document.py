"""Word documents."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import check, outline, table, texts, zip_bytes

from corpus.errors import FileDamaged, FileEmpty, FileEncrypted, FileWrongType
from corpus.model import Document
from corpus.read import read_bytes, read_file


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read_docx(document: Any) -> Document:
    return read_bytes(saved(document), "plan.docx", {"language": "es", "kind": "other"})


def test_headings_paragraphs_lists_and_tables() -> None:
    word = docx.Document()
    word.core_properties.title = "Plan de faros"
    word.add_heading("Plan de los faros", 0)
    word.add_heading("Metas", 1)
    word.add_paragraph("El plan tiene dos metas.")
    word.add_paragraph("Abrir los registros", style="List Bullet")
    word.add_paragraph("• Medir su uso")
    grid = word.add_table(rows=4, cols=3)
    for row, words in enumerate([("Meta", "Plazo", "Avance"), ("Abrir", "2021", "Completo"), ("Medir", "2022", "")]):
        for column, text in enumerate(words):
            grid.cell(row, column).text = text
    grid.cell(3, 0).merge(grid.cell(3, 2)).text = "Metas retiradas"
    grid.cell(1, 2).merge(grid.cell(2, 2))
    document = read_docx(word)
    check(document)
    assert outline(document) == [(1, "Plan de los faros"), (2, "Metas"), (3, "Metas retiradas")]
    assert texts(document, "list_item") == ["Abrir los registros", "Medir su uso"]
    assert table(document) == [
        {"Meta": "Abrir", "Plazo": "2021", "Avance": "Completo"},
        {"Meta": "Medir", "Plazo": "2022", "Avance": "Completo"},
    ]
    assert document.text.count("Metas retiradas") == 1


def test_bold_lines_are_headings_without_a_style() -> None:
    word = docx.Document()
    for number in range(1, 3):
        word.add_paragraph().add_run(f"Compromiso {number}. Faros abiertos").bold = True
        word.add_paragraph("La autoridad portuaria publicará cada mes los datos de los faros. " * 3)
    assert outline(read_docx(word)) == [
        (1, "Compromiso 1. Faros abiertos"),
        (1, "Compromiso 2. Faros abiertos"),
    ]


def test_links_and_insertions_stay_and_deletions_go() -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("Texto ")
    for tag, words in (("w:ins", "nuevo "), ("w:del", "viejo "), ("w:hyperlink", "enlazado")):
        wrapper, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement("w:t")
        text.set(qn("xml:space"), "preserve")
        text.text = words
        run.append(text)
        wrapper.append(run)
        paragraph._p.append(wrapper)
    assert read_docx(word).text == "Texto nuevo enlazado"


def test_a_generated_table_of_contents_is_left_out() -> None:
    word = docx.Document()
    word.styles.add_style("toc 1", 1)
    word.add_paragraph("Metas\t3", style="toc 1")
    word.add_paragraph("El plan tiene dos metas.")
    assert read_docx(word).text == "El plan tiene dos metas."


def test_damaged_encrypted_empty_and_wrong(tmp_path: Path) -> None:
    whole = saved(docx.Document())
    cases: list[tuple[bytes, type[Exception]]] = [
        (whole[: len(whole) // 2], FileDamaged),
        (zip_bytes("word/document.xml"), FileDamaged),
        (zip_bytes("xl/workbook.xml"), FileWrongType),
        (b"%PDF-1.4 something", FileWrongType),
        (b"Just some words.", FileWrongType),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), FileEncrypted),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64, FileWrongType),
        (whole, FileEmpty),
    ]
    for data, error in cases:
        path = tmp_path / "plan.docx"
        path.write_bytes(data)
        with pytest.raises(error, match=r"plan\.docx"):
            read_file(path)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.booleans(), st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)),
        max_size=6,
    )
)
def test_any_document_is_sound(paragraphs: list[tuple[bool, str]]) -> None:
    word = docx.Document()
    for in_table, words in paragraphs:
        if in_table:
            word.add_table(rows=2, cols=2).cell(0, 1).text = words
        else:
            word.add_paragraph(words)
    try:
        check(read_docx(word))
    except FileEmpty:
        return


def test_an_empty_box_says_that_something_is_not_so() -> None:
    word = docx.Document()
    for line in ("☒ Atrasado", "☐ A tiempo", "✓ Hecho", "• Suelto"):
        word.add_paragraph(line)
    assert texts(read_docx(word)) == ["☒ Atrasado", "☐ A tiempo", "✓ Hecho", "Suelto"]

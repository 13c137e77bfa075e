"""PowerPoint presentations."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pptx
import pytest
from makers import check, outline, table, texts, zip_bytes
from pptx.oxml import parse_xml
from pptx.util import Inches, Pt

from corpus.errors import FileDamaged, FileEmpty, FileEncrypted, FileTooLarge, FileWrongType
from corpus.model import Document
from corpus.read import read_bytes, read_file
from corpus.readers.limits import Limits
from corpus.readers.sandbox import Sandbox

A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
TITLE, CONTENT, ONLY_TITLE, BLANK = 0, 1, 5, 6


def saved(deck: Any) -> bytes:
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def read(deck: Any) -> Document:
    document = read_bytes(saved(deck), "faros.pptx", {"language": "es", "kind": "other"})
    check(document)
    return document


def slide_of(deck: Any, title: str, *lines: str, layout: int = CONTENT) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[layout])
    if title:
        slide.shapes.title.text = title
    for at, words in enumerate(lines):
        frame = slide.placeholders[1].text_frame
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.text = words
    return slide


def test_a_slide_is_a_section_and_a_page() -> None:
    deck = pptx.Presentation()
    slide_of(deck, "Plan de faros", "Avance a 2023", layout=TITLE)
    slide = slide_of(deck, "Compromiso 1. Faros", "Abrir los registros", "Medir su uso")
    slide.notes_slide.notes_text_frame.text = "Faltan dos puertos.\nVer anexo."
    slide_of(deck, "Compromiso 2. Boyas", "Sin avance.")
    document = read(deck)
    assert outline(document) == [(1, "Plan de faros"), (2, "Compromiso 1. Faros"), (2, "Compromiso 2. Boyas")]
    assert texts(document, "list_item") == ["Abrir los registros", "Medir su uso"]
    assert texts(document, "paragraph") == ["Avance a 2023", "Sin avance."]
    assert [document.page_at(document.text.index(words)) for words in ("Avance", "Medir", "Boyas")] == [1, 2, 3]
    assert document.notes == (("speaker_notes", "2"),)  # an audience never sees them


def test_a_slide_that_is_a_picture_is_named() -> None:
    from PIL import Image

    drawn = io.BytesIO()
    Image.new("RGB", (30, 20)).save(drawn, "PNG")
    deck = pptx.Presentation()
    slide_of(deck, "Faros", "Avance a 2023")
    deck.slides.add_slide(deck.slide_layouts[6]).shapes.add_picture(drawn, Inches(1), Inches(1))
    assert read(deck).notes == (("slide_of_pictures", "2"),)


def test_tables_with_merged_cells() -> None:
    deck = pptx.Presentation()
    slide = slide_of(deck, "Metas", layout=ONLY_TITLE)
    rows = [("Meta", "Hito", "Responsable"), ("7. Faros", "7.1", "Puerto"), ("", "7.2", "ídem"), ("Retiradas", "", "")]
    grid = slide.shapes.add_table(4, 3, Inches(1), Inches(2), Inches(6), Inches(3)).table
    for row, words in enumerate(rows):
        for column, text in enumerate(words):
            grid.cell(row, column).text = text
    grid.cell(1, 0).merge(grid.cell(2, 0))
    grid.cell(3, 0).merge(grid.cell(3, 2))
    document = read(deck)
    assert table(document) == [
        {"Meta": "7. Faros", "Hito": "7.1", "Responsable": "Puerto"},
        {"Meta": "7. Faros", "Hito": "7.2", "Responsable": "Puerto"},
    ]
    assert outline(document) == [(1, "Metas"), (2, "Retiradas")]


def test_groups_text_boxes_and_slides_without_a_marked_title() -> None:
    deck = pptx.Presentation()
    slide = slide_of(deck, "", layout=BLANK)
    box = slide.shapes.add_textbox(Inches(1), Inches(3), Inches(4), Inches(1))
    box.text_frame.text = "Se abrieron 12 faros."
    head = slide.shapes.add_textbox(Inches(1), Inches(0.4), Inches(4), Inches(1))
    head.text_frame.text = "Resultados"
    head.text_frame.paragraphs[0].runs[0].font.size = Pt(32)
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(Inches(1), Inches(4), Inches(4), Inches(1)).text_frame.text = "Fuente: puerto."
    document = read(deck)
    assert texts(document) == ["Resultados", "Se abrieron 12 faros.", "Fuente: puerto."]
    assert outline(document) == [(1, "Resultados")]


def test_note_marks_struck_words_and_drawn_numbers() -> None:
    deck = pptx.Presentation()
    frame = slide_of(deck, "Metas", "340", "Abrir", "Medir").placeholders[1].text_frame
    for words, look in (("1", 'baseline="30000"'), (" faros ", ""), ("y 20 boyas", 'strike="sngStrike"')):
        run = parse_xml(f"<a:r {A}><a:rPr {look}/><a:t>{words}</a:t></a:r>")
        frame.paragraphs[0]._p.append(run)
    for paragraph in frame.paragraphs[1:]:
        properties = paragraph._p.get_or_add_pPr()
        properties.append(parse_xml(f'<a:buAutoNum {A} type="alphaLcParenR" startAt="3"/>'))
    document = read(deck)
    assert texts(document, "list_item") == ["340 faros", "c) Abrir", "d) Medir"]
    assert document.notes == (("struck_words", "3"),)


def test_hidden_slides_and_shapes_are_left_out_and_named() -> None:
    deck = pptx.Presentation()
    slide_of(deck, "Metas", "Abrir dos faros.")
    slide_of(deck, "Borrador", "No se publica.").element.set("show", "0")
    slide = slide_of(deck, "Gasto", "Tres millones.")
    box = slide.shapes.add_textbox(Inches(1), Inches(5), Inches(4), Inches(1))
    box.text_frame.text = "Nota interna"
    box._element.nvSpPr.cNvPr.set("hidden", "1")
    document = read(deck)
    assert texts(document) == ["Metas", "Abrir dos faros.", "Gasto", "Tres millones."]
    assert document.notes == (("hidden_slides", "2"), ("hidden_words", "2"))
    assert document.page_at(document.text.index("Gasto")) == 3


def edited(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name == part:
                assert old in content
                content = content.replace(old, new)
            after.writestr(name, content)
    return out.getvalue()


def whole() -> bytes:
    deck = pptx.Presentation()
    slide_of(deck, "Metas", "Abrir dos faros.")
    return saved(deck)


SLIDE = "ppt/slides/slide1.xml"


def test_damaged_encrypted_empty_and_wrong(tmp_path: Path) -> None:
    data = whole()
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    cases: list[tuple[bytes, type[Exception]]] = [
        (data[: len(data) // 2], FileDamaged),
        (zip_bytes("ppt/presentation.xml"), FileDamaged),
        (zip_bytes("word/document.xml"), FileWrongType),
        (b"%PDF-1.4 something", FileWrongType),
        (ole + "EncryptedPackage".encode("utf-16-le"), FileEncrypted),
        (ole + b"\0" * 64, FileWrongType),
        (saved(pptx.Presentation()), FileEmpty),
        (edited(data, SLIDE, b"<p:cSld>", b"<p:cSld"), FileDamaged),
        (edited(data, SLIDE, b"<p:cSld>", b"<p:cSld>" + b" " * 501_000_000), FileTooLarge),
    ]
    for content, error in cases:
        path = tmp_path / "faros.pptx"
        path.write_bytes(content)
        with pytest.raises(error, match=r"faros\.pptx"):
            read_file(path)


def test_entities_neither_grow_nor_read_other_files(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the-secret-words")
    laughs = b"".join(b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 11))
    for entities, name in ((b"<!ENTITY a0 'ja'>" + laughs, b"&a10;"), (b"<!ENTITY x SYSTEM '%s'>", b"&x;")):
        declared = b"<!DOCTYPE x [" + entities.replace(b"%s", secret.as_uri().encode()) + b"]>"
        data = edited(whole(), SLIDE, b"<p:sld ", declared + b"<p:sld ")
        data = edited(data, SLIDE, b"Abrir dos", name)
        with Sandbox(Limits(seconds=20, megabytes=800)) as sandbox:
            try:
                text = sandbox.read("pptx", data, "faros.pptx").text
            except FileDamaged:
                continue
        assert "jaja" not in text and "secret" not in text

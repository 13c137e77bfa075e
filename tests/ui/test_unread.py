"""What could not be read is said at every step: when a file is added, when it is shown, beside answers, in the JSON."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdf
import pytest
from drawn_pages import pdf_of
from drawn_pages import words as drawn
from openpyxl.comments import Comment
from pypdf.annotations import Text
from real_backend import RealBackend

QUESTION = {"en": "What did the harbour office publish?", "es": "¿Qué publicó la oficina del puerto?"}
OFF_TOPIC = {"en": "Who painted the ceiling of the chapel?", "es": "¿Quién pintó el techo de la capilla?"}
SENTENCE = "The harbour office published the register of ships in April."


def pdf(change: Callable[[pypdf.PdfWriter], object]) -> bytes:
    page = [drawn(72, 700, "Annual report of the harbour", size=16), drawn(72, 660, SENTENCE)]
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_of([page])))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word() -> bytes:
    document = docx.Document()
    document.add_heading("Annual report of the harbour", 1)
    paragraph = document.add_paragraph(SENTENCE)
    paragraph.add_run(" Three old words").font.strike = True
    paragraph.add_run(" secret").font.hidden = True
    document.add_comment(paragraph.runs, text="Is this so?", author="A. B.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Office", "What it published"], ["Harbour office", SENTENCE], ["Coast guard", "Nothing."]):
        sheet.append(row)
    sheet["A2"].comment = Comment("Is this so?", "A. B.")
    book.create_sheet("Old").append(["Old", "words"])
    book["Old"].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# File, its content, what is counted, and how both languages say so beside an answer.
FILES: dict[str, tuple[str, bytes, dict[str, int], str, str]] = {
    "attachments": (
        "report.pdf",
        pdf(lambda w: (w.add_attachment("annex-1.txt", b"words"), w.add_attachment("annex-2.txt", b"words"))),
        {"attachments": 2},
        "2 attachments",
        "2 archivos adjuntos",
    ),
    "comments": (
        "report.pdf",
        pdf(lambda w: w.add_annotation(0, Text(rect=(72, 600, 90, 620), text="Is this so?"))),
        {"comments": 1},
        "1 comment in the margin",
        "1 comentario al margen",
    ),
    "pages": (
        "report.pdf",
        pdf(lambda w: (w.add_blank_page(), w.add_blank_page())),
        {"pages": 2},
        "2 pages without text",
        "2 páginas sin texto",
    ),
    "word": (
        "report.docx",
        word(),
        {"struck": 3, "hidden_words": 1, "comments": 1},
        "3 words struck through, 1 hidden word and 1 comment in the margin",
        "3 palabras tachadas, 1 palabra oculta y 1 comentario al margen",
    ),
    "workbook": (
        "report.xlsx",
        workbook(),
        {"hidden": 1, "comments": 1},
        "1 hidden part and 1 comment in the margin",
        "1 parte oculta y 1 comentario al margen",
    ),
}


@pytest.fixture
def run(ogp: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    here = RealBackend(tmp_path / "home")
    return lambda *arguments: ogp(*arguments, backend=here)


@pytest.mark.parametrize("name", FILES)
def test_it_is_said_from_the_file_to_the_answer(run: Callable[..., Any], tmp_path: Path, name: str) -> None:
    file, content, counted, english, spanish = FILES[name]
    (tmp_path / file).write_bytes(content)
    for language in ("en", "es"):
        added = run("--lang", language, "corpus", "add", str(tmp_path / file))
        shown = run("--lang", language, "corpus", "show", "report")
        for out in (added.out, shown.out):
            assert ("not read" if language == "en" else "no se leyeron") in out.lower(), out
    described = json.loads(run("corpus", "show", "report", "--json").out)
    assert described["unread"] == counted and described["notes"]
    assert run("index", "build").code == 0
    for language, told in (("en", english), ("es", spanish)):
        for question in (QUESTION[language], OFF_TOPIC[language]):
            answer = json.loads(run("--lang", language, "ask", "--json", question).out)
            assert answer["status"] != "out_of_scope", "what was not read may say it"
            [unread] = answer["unread"]
            assert unread["things"] == counted and unread["source"] == file
            assert told in answer["text"]
            assert told in " ".join(run("--lang", language, "ask", question).out.split())


def test_an_encrypted_file_is_named_when_it_is_added(run: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "locked.pdf").write_bytes(pdf(lambda w: w.encrypt("secret", algorithm="AES-256")))
    for language in ("en", "es"):
        added = run("--lang", language, "corpus", "add", str(tmp_path / "locked.pdf"))
        assert added.code == 1 and "locked.pdf" in added.err


def test_an_answer_that_quotes_other_documents_needs_no_such_note(run: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(word())
    (tmp_path / "tower.md").write_text("# Log of the tower\n\nThe lamp of the tower was lit in October.\n", "utf-8")
    run("corpus", "add", str(tmp_path / "report.docx"), str(tmp_path / "tower.md"))
    run("index", "build")
    answer = json.loads(run("ask", "--json", "When was the lamp of the tower lit?").out)
    assert answer["status"] == "answered" and answer["unread"] == []


def test_an_answer_in_json_tells_that_the_index_is_older(run: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(word())
    run("corpus", "add", str(tmp_path / "report.docx"))
    run("index", "build")
    assert json.loads(run("ask", "--json", QUESTION["en"]).out)["notices"] == []
    (tmp_path / "tower.md").write_text("# Log of the tower\n\nThe lamp was lit.\n", "utf-8")
    run("corpus", "add", str(tmp_path / "tower.md"))
    for language, words in (("en", "changed since"), ("es", "cambiado desde")):
        [notice] = json.loads(run("--lang", language, "ask", "--json", QUESTION[language]).out)["notices"]
        assert words in notice

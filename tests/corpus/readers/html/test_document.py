"""HTML pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import check, outline, table, texts

from corpus.errors import FileEmpty, FileWrongType
from corpus.model import Document
from corpus.read import read_bytes, read_file

PAGE = """<!DOCTYPE html>
<html><head><title>Registro de faros &amp; boyas</title><style>p {color: red}</style></head>
<body><nav><a href="/">Inicio</a></nav>
<h1>Registro de faros</h1>
<p>El registro tiene <b>cuatro</b> faros<br>y nueve&nbsp;boyas.</p>
<div>Texto suelto <script>var x = "no";</script>en una caja.<p>Otro párrafo.</p>Y el resto.</div>
<h2>Uso</h2>
<ul><li>Consultar</li><li><p>Descargar</p><ul><li>Por mes</li></ul></li></ul>
<table><caption>Faros por costa</caption>
<thead><tr><th>Costa</th><th>Faros</th><th>Nota</th></tr></thead>
<tr><td rowspan="2">Norte</td><td>3</td><td>uno<br>apagado</td></tr>
<tr><td>1</td><td colspan="1"><ul><li>de noche</li><li>sin guarda</li></ul></td></tr></table>
<footer>Pie</footer></body></html>"""


def read_page(tmp_path: Path, page: str, name: str = "registro.html") -> Document:
    path = tmp_path / name
    path.write_text(page, encoding="utf-8")
    return read_file(path)


def test_a_page(tmp_path: Path) -> None:
    document = read_page(tmp_path, PAGE)
    check(document)
    assert outline(document) == [(1, "Registro de faros"), (2, "Uso"), (3, "Faros por costa")]
    assert texts(document, "paragraph") == [
        "El registro tiene cuatro faros y nueve boyas.",
        "Texto suelto en una caja.",
        "Otro párrafo.",
        "Y el resto.",
    ]
    assert texts(document, "list_item") == ["Consultar", "Descargar", "Por mes"]
    assert table(document) == [
        {"Costa": "Norte", "Faros": "3", "Nota": "uno apagado"},
        {"Costa": "Norte", "Faros": "1", "Nota": "de noche; sin guarda"},
    ]
    assert document.metadata.title == "Registro de faros"


def test_a_table_for_layout_is_running_text(tmp_path: Path) -> None:
    document = read_page(
        tmp_path,
        "<html><table><tr><td><table><tr><td><p>Hola, puerto.</p></td></tr></table></td></tr></table></html>",
    )
    assert [block.kind for block in document.blocks] == ["paragraph"]


def test_declared_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.htm"
    path.write_bytes('<html><meta charset="iso-8859-1"><p>El muelle señalizado</p></html>'.encode("latin-1"))
    assert read_file(path).text == "El muelle señalizado"


def test_a_page_named_txt_is_read_as_html_and_says_so(tmp_path: Path) -> None:
    document = read_page(tmp_path, PAGE, "registro.txt")
    assert document.notes == (("read_as_html", "registro.txt"),)
    assert outline(document)[0] == (1, "Registro de faros")


def test_a_page_without_words_is_empty(tmp_path: Path) -> None:
    with pytest.raises(FileEmpty):
        read_page(tmp_path, "<html><body><script>1</script></body></html>")


def test_a_page_named_pdf_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileWrongType) as caught:
        read_page(tmp_path, PAGE, "registro.pdf")
    assert "HTML" in str(caught.value) and "registro.pdf" in str(caught.value)


TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<h2>",
        "</h2>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<li>",
        "<b>",
        "<br>",
        "&nbsp;",
        "&#8203;",
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.one_of(TAGS, st.text(max_size=20)), max_size=20))
def test_any_page_becomes_a_sound_document(parts: list[str]) -> None:
    data = ("<html>" + "".join(parts)).encode("utf-8", "ignore")
    try:
        check(read_bytes(data, "a.html", {"language": "es", "title": "T", "kind": "other"}))
    except (FileEmpty, FileWrongType):
        return

"""Plain text and Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from makers import LONG, check, read_text, texts

from corpus.errors import FileEmpty, FileWrongType, FrontMatterError
from corpus.read import read_bytes, read_file


def test_lines_that_stand_alone_are_blocks(tmp_path: Path) -> None:
    document = read_text(
        tmp_path,
        "Datos del compromiso\nEstado: Activo\nInstitución líder: Secretaría de Faros y Boyas\n"
        "¿Qué problema atiende?\n" + LONG + "\n1. Medir el nivel de la laguna cada mes.\n2. Publicar los datos.\n",
    )
    assert texts(document, "paragraph")[:2] == [
        "Estado: Activo",
        "Institución líder: Secretaría de Faros y Boyas",
    ]
    assert "¿Qué problema atiende?" in texts(document, "heading")
    assert texts(document, "list_item") == [
        "1. Medir el nivel de la laguna cada mes.",
        "2. Publicar los datos.",
    ]


def test_invisible_characters_and_ligatures(tmp_path: Path) -> None:
    document = read_text(tmp_path, "\ufeffLa o\ufb01cina\u200b cen\u00adtral\u00a0del Cafe\u0301 \u202aabre\x07 hoy.\n")
    assert document.text == "La oficina central del Café abre hoy."


def test_form_feeds_part_pages(tmp_path: Path) -> None:
    first = "La autoridad portuaria publica cada mes los datos de\nsus faros y de sus boyas, con el nombre de quien"
    second = "los cuida y la fecha de la última visita que les hizo\nalguna persona de mantenimiento."
    document = read_text(
        tmp_path,
        f"BOLETÍN\n{first}\n\n1\n\fBOLETÍN\n{second}\n\n2\n\fBOLETÍN\n●\nHay cuatro faros en la costa, y\n"
        "nueve boyas.\n●\nNada más.\n\n3\n\f",
    )
    check(document)
    assert texts(document) == [
        f"{first} {second}".replace("\n", " "),
        "Hay cuatro faros en la costa, y nueve boyas.",
        "Nada más.",
    ]
    assert [document.page_at(document.text.index(word)) for word in ("autoridad", "quien", "los cuida", "Nada")] == [
        1,
        1,
        2,
        3,
    ]


@pytest.mark.parametrize("content", [b"", b" \n\t\n", "\ufeff\u200b\n".encode(), b"---\n***\n"])
def test_empty_files(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(content)
    with pytest.raises(FileEmpty):
        read_file(path)


LINES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            [
                "",
                "-",
                "- uno",
                "1. Dos",
                "# Tres",
                "**Cuatro**",
                "a\tb\tc",
                "\tb\t",
                "| a | b |",
                "|---|---|",
                "---",
                "Clave: valor",
                "<b>x</b>\ty",
                "<table><tr><td>1<td>2</table>",
                "ÁREA 1. Algo",
                "Índice",
                "x.....2",
                LONG,
            ]
        ),
    ),
    max_size=14,
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINES)
def test_any_text_becomes_a_sound_document(lines: list[str]) -> None:
    data = "\n".join(lines).encode("utf-8", "ignore")
    try:
        document = read_bytes(data, "a.md", {"language": "es", "title": "T", "kind": "other"})
    except (FileEmpty, FileWrongType, FrontMatterError):
        return
    check(document)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_a_document_or_a_read_error(data: bytes) -> None:
    from corpus.errors import ReadError

    for name in ("a.txt", "a.html", "a.pdf", "a.docx"):
        try:
            check(read_bytes(data, name, {"language": "es", "title": "T", "kind": "other"}))
        except ReadError as error:
            assert name in str(error)

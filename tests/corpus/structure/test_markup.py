"""Marks of Markdown and HTML inside text."""

from __future__ import annotations

from pathlib import Path

from makers import check, outline, read_text, texts


def test_markdown_marks_go_and_words_stay(tmp_path: Path) -> None:
    document = read_text(
        tmp_path,
        "Un **dato abierto** es [libre](https://example.org/a_(b)) y *útil*; lo dice "
        "`el manual` en su_nota_3 y 5*3.\n\n"
        "- **Faros.** Hay cuatro.\n- [x](#) queda\n\n> Una cita.\n\n---\n\n"
        "```\ncódigo\n```\n\nAT&amp;T &lt;b&gt; <b>sí</b>\n",
        "marks.md",
    )
    assert texts(document) == [
        "Un dato abierto es libre y útil; lo dice el manual en su_nota_3 y 5*3.",
        "Faros. Hay cuatro.",
        "x queda",
        "Una cita.",
        "código",
        "AT&T <b> sí",
    ]


def test_html_between_lines(tmp_path: Path) -> None:
    document = read_text(tmp_path, "<h2>Faros</h2>\n<p>Hay cuatro<br>faros.</p>\n<ul><li>Norte</li><li>Sur</li></ul>\n")
    assert outline(document) == [(1, "Faros")]
    assert texts(document, "list_item") == ["Norte", "Sur"]


def test_struck_words_are_left_out_and_note_marks_too(tmp_path: Path) -> None:
    document = read_text(
        tmp_path,
        "Vence el ~~30 de junio~~ 15 de julio, <del>tarde</del> en 340<sup>1</sup> faros y 58² boyas, "
        "en 20 m<sup>2</sup>."
        "\n\n| Meta | Avance |\n|---|---|\n| ~~Abrir~~ Medir | 87<sup>3</sup> % |\n\n¹ De ellos, 212 encendidos.\n",
        "t.md",
    )
    check(document)
    assert texts(document) == [
        "Vence el 15 de julio, en 340 faros y 58 boyas, en 20 m².",
        "Medir\t87 %",
        "¹ De ellos, 212 encendidos.",
    ]
    assert document.notes == (("struck_words", "5"),)


def test_foot_notes_of_markdown_stand_without_their_signs(tmp_path: Path) -> None:
    text = "# Faros\n\nSe abrieron 430 faros[^1] y 9 boyas[^b].\n\n[^1]: De ellos, 118 son altos.\n[^b]: En mayo.\n"
    document = read_text(tmp_path, text, "faros.md")
    assert texts(document, "paragraph")[0] == "Se abrieron 430 faros y 9 boyas."
    assert "1 De ellos, 118 son altos." in document.text and "[^" not in document.text

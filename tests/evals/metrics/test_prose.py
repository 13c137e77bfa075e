"""What is read of an answer, and in which language it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.cases import Language
from evals.metrics.prose import language_matches, lines, plain


@pytest.mark.parametrize(
    ("markdown", "read"),
    [
        ("Six **bridges** were built. [1][2]", ("Six bridges were built.",)),
        ("Six [1, 2] of them [3-5], [^1] all good [2–4].", ("Six of them , all good .",)),
        ("# What was promised\n\nSix\nbridges.", ("What was promised", "Six bridges.")),
        ("- one [1]\n- two\n  - three", ("one", "two", "three")),
        ("1. one\n2. two", ("one", "two")),
        ("2018. [1]", ("2018",)),
        ("6\\. [1]", ("6.",)),
        ("a\\_b \\[kept\\] \\# 3", ("a_b [kept] # 3",)),
        ("| place | bridges |\n|---|---|\n| Zenda | 6 |", ("place", "bridges", "Zenda", "6")),
        ("> quoted `code` here", ("quoted code here",)),
        ("See [the plan](https://example.org/plan) or https://example.org/x?y=1 today.", ("See the plan or today.",)),
        ("Six [1](https://example.org/plan).", ("Six .",)),
        ("![a bridge](bridge.png) Six.", ("Six.",)),
        ("It is <b>six</b>.", ("It is six.",)),
        ("<p>It is six.</p>", ("It is six.",)),
        ("```\nsix\n```", ("six",)),
        ("---\n\n— · [1]", ()),
        ("", ()),
    ],
)
def test_marks_of_markdown_are_not_read(markdown: str, read: tuple[str, ...]) -> None:
    assert lines(markdown) == read
    assert plain(markdown) == "\n".join(read)


@pytest.mark.parametrize(
    ("markdown", "own"),
    [
        ("**What was promised — *Plan de Acción*, “Diseño: *uno*”**", ("What was promised — ,",)),
        ('It says «seis puentes», "cuatro" and “dos”.', ("It says , and .",)),
        ("The ministry's plan isn't new.", ("The ministry's plan isn't new.",)),
        ("*seis puentes*", ()),
    ],
)
def test_what_an_answer_says_itself(markdown: str, own: tuple[str, ...]) -> None:
    assert lines(markdown, own=True) == own


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert all(line == line.strip() and "\n" not in line for line in lines(text))
    assert lines(text, own=True) is not None


SPANISH = "El ministerio prometió seis puentes de madera y abrió cuatro de ellos en 2031. [1]"
ENGLISH = "The ministry promised six wooden bridges and opened four of them in 2031. [1]"
TITLE = "*Plan de acción de los puentes que se prometieron en la capital*"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (SPANISH, "es"),
        (ENGLISH, "en"),
        (f"**What was promised — {TITLE}, “los puentes que faltan por abrir”**\n\n- {ENGLISH}", "en"),
        (f"The document says about them: «{SPANISH}» [1]", "en"),
        ("The Secretaría de la Función Pública and the Instituto de los Puentes are both in charge of it.", "en"),
        ("La encargada es la Open Government Partnership, junto con el ministerio.", "es"),
        ("I did not find the answer in the documents of this collection.", "en"),
        ("No encontré la respuesta en los documentos de esta colección.", "es"),
    ],
)
def test_the_language_of_what_the_answer_says_itself(text: str, language: Language) -> None:
    other: Language = "en" if language == "es" else "es"
    assert language_matches(text, language) is True
    assert language_matches(text, other) is False


@pytest.mark.parametrize("asked", ["es", "en"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "6 [1]",
        "Secretaría de la Función Pública",
        "- Instituto Nacional de los Puentes, Acceso a la Otra Orilla y Protección de los Remos (INPAOPR) [1]",
        "Subnational Open Government Strategy, MX0087 [1]",
        "- Ana Ruiz\n- Open Bridges Ruritania",
        f"«{SPANISH}»",
        "*El plan de los puentes que se prometieron*",
        "https://example.org/the-plan-of-the-bridges-that-were-promised",
        "total: 12",
    ],
)
def test_names_figures_and_quotations_do_not_tell(text: str, asked: Language) -> None:
    assert language_matches(text, asked) is None


def test_one_line_in_the_other_language_is_one_too_many() -> None:
    mixed = f"- {ENGLISH}\n- {ENGLISH}\n- {SPANISH}\n- {ENGLISH}"
    assert language_matches(mixed, "en") is False
    assert language_matches(mixed, "es") is False


@given(st.text(max_size=200))
def test_never_in_both_languages_nor_told_for_one_only(text: str) -> None:
    spanish, english = language_matches(text, "es"), language_matches(text, "en")
    assert (spanish is None) == (english is None)
    assert not (spanish and english)

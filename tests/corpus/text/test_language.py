"""Which language a text is written in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text.language import detect, document_language, foreign, spanish_confidence, title_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("El Parlamento aprobó la ley en mayo de 2023.", "es"),
        ("Readers voted in two thirds of the libraries.", "en"),
        ("¿Cuántas bibliotecas públicas hicieron elecciones?", "es"),
    ],
)
def test_a_sentence_tells_its_language(text: str, language: str) -> None:
    assert detect(text) == language
    assert detect(text, default="fr") == language


@pytest.mark.parametrize("text", ["", " ", "123", "???", "🌷", "湖は凍った"])
def test_what_tells_nothing_is_the_default(text: str) -> None:
    assert spanish_confidence(text) == 0.5
    assert detect(text) is None
    assert detect(text, default="en") == "en"


@given(st.text(max_size=80))
def test_any_text_has_a_confidence(text: str) -> None:
    assert 0 <= spanish_confidence(text) <= 1


def test_a_lone_surrogate_does_no_harm() -> None:
    assert detect("El Parlamento \ud800 aprobó la ley en mayo de 2023.") == "es"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Quels engagements le gouvernement a-t-il pris pour la transparence ?", "fr"),
        ("Welche Verpflichtungen hat die Regierung im zweiten Plan übernommen?", "de"),
        ("¿Qué compromisos tiene el plan?", None),
        ("What does the plan promise?", None),
    ],
)
def test_a_question_in_another_language_is_told(text: str, code: str | None) -> None:
    assert foreign(text) == code


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The register of mills is open to everybody. " * 30, "en"),
        ("El registro está abierto. " * 30, "es"),
        ("x1", "es"),
    ],
)
def test_the_language_of_a_document(text: str, language: str) -> None:
    assert document_language(text) == language


@pytest.mark.parametrize(
    ("title", "language"),
    [("Registro de molinos", "es"), ("Register of the mills", "en"), ("Participación", "es"), ("Kit 7", "xx")],
)
def test_small_words_and_accents_tell_the_language_of_a_title(title: str, language: str) -> None:
    assert title_language(title, "xx") == language

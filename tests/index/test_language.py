"""Which language a text is written in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text.language import detect, spanish_confidence


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

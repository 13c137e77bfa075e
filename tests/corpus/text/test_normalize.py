"""Text in one form: what a canonical text holds, and what is compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text.normalize import any_of, any_phrase, clean, comparable, fitting, fold, squeeze


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("uno\r\ndos\x0ctres", "uno\ndos\ntres"),
        ("gobier\u00ad\nno", "gobier-\nno"),
        ("gobier\u00adno", "gobierno"),
        ("\ufb01n\u200b\ufeff", "fin"),
        ("\uf0b7 agua", "• agua"),
        ("a\u0301gua\u00a0fria", "água fria"),
        ("  sangrado  ", "  sangrado  "),
        ("m² y ½", "m² y ½"),
    ],
)
def test_a_canonical_text_holds_nothing_unseen(raw: str, text: str) -> None:
    assert clean(raw) == text


@given(st.text())
def test_cleaning_again_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_a_place_in_a_folded_text_is_a_place_in_the_text(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "folded", "compared"),
    [("Árbol Ñandú", "arbol nandu", "arbol nandu"), ("Straße", "straße", "strasse"), ("e\u0301", "e\u0301", "e")],
)
def test_what_is_folded_and_what_is_compared(text: str, folded: str, compared: str) -> None:
    assert fold(text) == folded
    assert comparable(text) == compared


def test_white_space_is_squeezed_into_one_line() -> None:
    assert squeeze("  uno \n\t dos ") == "uno dos"


def test_the_longest_pattern_wins() -> None:
    text = "todo no iniciado"
    assert any_of(["iniciado", "no iniciado", "no"]).findall(text) == ["no iniciado"]
    assert any_phrase(["plan", "plan de accion"]).findall("el plan de accion y los planes") == ["plan de accion"]
    assert fitting(["a+", "b"]).fullmatch("aaa") and not fitting([]).fullmatch("")

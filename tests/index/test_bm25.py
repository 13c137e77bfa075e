"""BM25 over stems and 4-grams."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.bm25 import Lexical, grams, words

TEXTS = [
    "La reconstrucción de los embalses terminó en marzo.",
    "Las elecciones de la biblioteca fueron en abril.",
    "Semillas para las cooperativas campesinas.",
    "",
]


@pytest.fixture(scope="module")
def lexical() -> Lexical:
    return Lexical.build(words(text, "es") for text in TEXTS)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("es", "elección", "ELECCIONES"),
        ("es", "reconstruccion", "reconstrucción"),
        ("es", "campesina", "campesinos"),
        ("en", "library", "libraries"),
        ("en", "Voted", "votes"),
    ],
)
def test_forms_of_a_word_meet(language: str, one: str, other: str) -> None:
    assert words(one, language) == words(other, language) != []


def test_words_without_meaning_are_left_out() -> None:
    assert words("¿Qué es lo que hay en la de los?", "es") == []
    assert words("What is it that they have?", "en") == []


def test_numbers_count_as_words() -> None:
    assert words("compromiso 12 de 2023", "es")[1:] == ["12", "2023"]


def test_a_language_without_a_stemmer_keeps_its_words() -> None:
    assert words("Wasser für alle", "de") == ["wasser", "fur", "alle"]


def test_grams_survive_a_typo() -> None:
    right, wrong = set(grams("transparencia")), set(grams("trasparencia"))
    assert len(right & wrong) > len(right) / 2
    assert grams("") == []
    assert grams("de") == [" de "]


def test_the_text_that_holds_the_words_scores(lexical: Lexical) -> None:
    scores = lexical.scores(words("eleccion biblioteca", "es"))
    assert scores.shape == (4,)
    assert int(np.argmax(scores)) == 1
    assert scores[2] == scores[3] == 0


def test_unknown_tokens_score_nothing(lexical: Lexical) -> None:
    assert not lexical.scores(["zeppelin", "", "🌷", "\ud800"]).any()
    assert not lexical.scores([]).any()
    known, both = lexical.scores(["semill"]), lexical.scores(["semill", "zeppelin"])
    np.testing.assert_array_equal(known, both)


def test_a_token_counts_once_however_often_it_is_asked(lexical: Lexical) -> None:
    np.testing.assert_array_equal(lexical.scores(["semill"] * 3), lexical.scores(["semill"]))


def test_rare_words_tell_more() -> None:
    lexical = Lexical.build([["lago", "faro"], ["lago"], ["lago"]])
    assert lexical.rarity("faro") > lexical.rarity("lago") > 0
    assert lexical.rarity("zeppelin") > lexical.rarity("faro")
    assert lexical.knows("faro") and not lexical.knows("zeppelin")


def test_a_misspelt_token_finds_the_nearest_one(lexical: Lexical) -> None:
    (stem,) = words("biblioteca", "es")
    (wrong,) = words("biblioteka", "es")
    assert lexical.nearest_token(wrong) == stem
    assert lexical.nearest_token("zeppelin") is None
    assert lexical.nearest_token("fago") is None, "short words have too many neighbours"
    assert lexical.nearest_token("20233") is None, "another number is another thing"


def test_saved_and_loaded_scores_are_the_same(lexical: Lexical, tmp_path: Path) -> None:
    lexical.save(tmp_path / "es")
    again = Lexical.load(tmp_path / "es")
    for asked in (["semill"], words(TEXTS[0], "es"), ["zeppelin"], []):
        np.testing.assert_array_equal(again.scores(asked), lexical.scores(asked))
    assert again.size == 4
    assert again.rarity("semill") == lexical.rarity("semill")
    assert again.nearest_token("bibliotek") == lexical.nearest_token("bibliotek")


@pytest.mark.parametrize("texts", [[], [[]], [[], []]])
def test_nothing_to_search_in(texts: list[list[str]], tmp_path: Path) -> None:
    lexical = Lexical.build(texts)
    lexical.save(tmp_path / "none")
    for one in (lexical, Lexical.load(tmp_path / "none")):
        assert one.scores(["lago"]).shape == (len(texts),)
        assert not one.scores(["lago"]).any()
        assert not one.knows("lago")
        assert one.nearest_token("bibliotecas") is None


TOKENS = st.lists(st.text(min_size=1, max_size=4), max_size=6)


@given(st.lists(TOKENS, min_size=1, max_size=6), TOKENS)
def test_scores_are_finite_and_zero_where_nothing_is_shared(texts: list[list[str]], asked: list[str]) -> None:
    scores = Lexical.build(texts).scores(asked)
    assert scores.dtype == np.float32
    assert np.isfinite(scores).all() and (scores >= 0).all()
    for score, text in zip(scores, texts, strict=True):
        assert (score > 0) == bool(set(text) & set(asked))


@given(st.text(max_size=60))
def test_any_text_has_words_and_grams(text: str) -> None:
    for language in ("es", "en", "fr"):
        assert all(words(text, language))
    assert all(0 < len(gram) <= 4 for gram in grams(text))

"""Cosines of models that find everything alike are read on the scale that evidence is judged on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from fakes import HashedEmbedder, WordBridge, valdoria
from hypothesis import given
from hypothesis import strategies as st
from tiny_models import save_embedder

from index import Searcher, build_index
from index.embed import EmbedderSettings, SentenceTransformerEmbedder
from index.kindred import HIGH, LOW
from index.likeness import TEXTS, WORDS, Likeness, likeness_of, measure

cosines = st.floats(-1.0, 1.0, width=32)
bases = st.floats(-0.5, 0.97)


@pytest.fixture(scope="module")
def leaning(tmp_path_factory: pytest.TempPathFactory) -> SentenceTransformerEmbedder:
    """A model whose vectors all lean the same way, as those of E5 do."""
    folder = save_embedder(tmp_path_factory.mktemp("models") / "leaning", dimension=96, leaning=5.0)
    return SentenceTransformerEmbedder.load(EmbedderSettings(str(folder), ("es", "en")))


@given(cosines, cosines, bases)
def test_the_order_never_changes(one: float, other: float, base: float) -> None:
    read = Likeness(base, base).of_texts(np.array([one, other], dtype=np.float32))
    assert (one <= other) == (read[0] <= read[1]) or abs(one - other) < 1e-5


@given(bases)
def test_the_same_is_the_same_and_the_unrelated_is_where_it_should_be(base: float) -> None:
    texts = Likeness(base, base).of_texts(np.array([1.0, base], dtype=np.float32))
    words = Likeness(base, base).of_words(np.array([1.0, base], dtype=np.float32))
    np.testing.assert_allclose(texts, [1.0, min(base, TEXTS)], atol=1e-4)
    np.testing.assert_allclose(words, [1.0, min(base, WORDS)], atol=1e-4)


def test_the_default_model_s_cosines_stay_as_they_are() -> None:
    found = np.array([0.1, 0.123456789, 0.9], dtype=np.float32)
    assert Likeness().of_texts(found) is found
    assert Likeness().of_words(found) is found
    assert likeness_of(HashedEmbedder()) == Likeness()


def test_the_default_model_lies_where_it_is_said_to() -> None:
    model = SentenceTransformerEmbedder.load(EmbedderSettings())
    assert likeness_of(model) == Likeness()
    found = measure(model)
    assert found.texts == pytest.approx(TEXTS, abs=0.03)
    assert found.words == pytest.approx(WORDS, abs=0.03)


def test_unrelated_words_of_a_leaning_model_account_for_nothing(
    home: Path, leaning: SentenceTransformerEmbedder
) -> None:
    words = leaning.encode(["agua", "libraries", "parlamento", "seeds"])
    assert float((words @ words.T).min()) > (LOW + HIGH) / 2, "read as they are, all words would be alike"
    build_index(home, embedder=leaning, bridge=WordBridge(), documents=valdoria()[:1])
    searcher = Searcher.open(home, embedder=leaning, bridge=WordBridge())
    try:
        units = range(searcher.manifest.units)
        asked = searcher.prepare("bufanda pimienta violín", "es").words  # of which the documents know nothing
        assert float(searcher.kindred.accounted(asked, units).mean()) < 0.5
        known = searcher.kindred.accounted(searcher.prepare("bibliotecas", "es").words, units)
        assert float(known.max()) == 1.0
        plain = searcher.passage_vectors @ searcher.prepare("bufanda pimienta violín", "es").vector
        assert float(plain.mean()) > 0.6
        assert float(searcher.likeness(plain).mean()) < 0.3
    finally:
        searcher.close()

"""Scores made comparable and added up."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from index.fusion import FLOOR, TOP, Weights, fuse, standardise

SCORES = arrays(
    np.float32, st.integers(0, 80), elements=st.floats(0, 1000, width=32, allow_nan=False, allow_subnormal=False)
)


@given(SCORES)
def test_standardised_scores_keep_their_order(scores: np.ndarray) -> None:
    found = standardise(scores)
    assert found.shape == scores.shape
    assert np.isfinite(found).all()
    assert (found >= FLOOR).all()
    order = np.argsort(scores, kind="stable")
    assert (np.diff(found[order]) >= 0).all()


@given(SCORES, st.floats(0.25, 64, width=32), st.floats(-32, 32, width=32))
def test_units_and_offsets_of_scores_do_not_matter(scores: np.ndarray, factor: float, offset: float) -> None:
    top = np.sort(scores)[-TOP:]
    if scores.size and top.std() < 0.1:
        return  # so nearly equal that rounding decides
    changed = (scores.astype(np.float64) * factor + offset).astype(np.float32)
    np.testing.assert_allclose(standardise(changed), standardise(scores), atol=0.02)


def test_equal_scores_say_nothing() -> None:
    assert not standardise(np.full(7, 3.5, dtype=np.float32)).any()
    assert standardise(np.zeros(0, dtype=np.float32)).size == 0


def test_scores_beyond_the_best_do_not_change_the_scale() -> None:
    best = np.linspace(5, 9, TOP, dtype=np.float32)
    more = np.concatenate([best, np.zeros(500, dtype=np.float32)])
    np.testing.assert_allclose(standardise(more)[:TOP], standardise(best), atol=1e-5)
    assert (standardise(more)[TOP:] == FLOOR).all()


def test_signals_are_added_with_their_weights() -> None:
    dense = np.array([1.0, 2.0, 3.0], dtype=np.float32)
    words = np.array([9.0, 0.0, 0.0], dtype=np.float32)
    weights = Weights(dense=2.0, words=0.5)
    expected = 2.0 * standardise(dense) + 0.5 * standardise(words)
    np.testing.assert_allclose(fuse({"dense": dense, "words": words}, weights), expected, rtol=1e-6)


def test_a_weight_of_nothing_silences_a_signal() -> None:
    dense = np.array([1.0, 2.0, 3.0], dtype=np.float32)
    words = np.array([9.0, 0.0, 0.0], dtype=np.float32)
    found = fuse({"dense": dense, "words": words}, Weights(dense=1.0, words=0.0))
    np.testing.assert_allclose(found, standardise(dense))

"""How much of the encoder's own speed is left while an index is built."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from evals.suites.speed import indexing
from index.encoding.embedder import Vectors


class Clock:
    """A clock that only goes on when it is told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


class Counting:
    """An embedder whose vectors are the lengths of the texts; keeps count of what it was asked."""

    name, fingerprint, languages = "counting", "counting-1", ("en",)

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return np.array([[len(text)] for text in texts], dtype=np.float32)


def test_under_a_fresh_fingerprint_everything_is_encoded_anew() -> None:
    inner = Counting()
    first, second = indexing.Fresh(inner, 1), indexing.Fresh(inner, 2)
    first.encode(["one"])
    assert len({inner.fingerprint, first.fingerprint, second.fingerprint}) == 3
    assert (first.texts, second.texts) == (["one"], [])


def test_only_the_embed_stage_is_timed() -> None:
    clock = Clock()
    stage = indexing.EmbedStage(clock)
    for name, done, total, seconds in (
        ("read", 0, 1, 5.0),
        ("embed", 0, 300, 2.0),
        ("embed", 256, 300, 1.0),
        ("embed", 300, 300, 7.0),
        ("store", 0, 3, 1.0),
    ):
        stage(name, done, total)
        clock.now += seconds
    assert (stage.seconds, stage.texts) == (3.0, 300)


def test_throughput_is_compared_pair_by_pair() -> None:
    # the machine was half as fast in the second round, for both
    figure = indexing.figure(100, [1.0, 2.0, 1.0], [0.9, 1.8, 0.9], [0.98, 1.96, 0.98])
    assert figure.value == pytest.approx(0.9)
    assert figure.reached is True
    assert (figure.numbers["indexing_per_second"], figure.numbers["texts"]) == (100.0, 100)
    assert figure.numbers["encoder_busy"] == pytest.approx(0.98)


def test_a_busy_encoder_does_not_make_a_missed_ratio_reached() -> None:
    figure = indexing.figure(100, [1.0], [0.7], [0.999])
    assert (figure.value, figure.reached) == (0.7, False)


def test_only_the_calls_of_the_embed_stage_count_as_busy() -> None:
    clock = Clock()
    inner = Counting()
    embedder = indexing.Fresh(inner, 1, clock)
    steps = iter([2.0, 1.0, 5.0])
    encode = inner.encode

    def slow(texts: Sequence[str]) -> Vectors:
        clock.now += next(steps)
        return encode(texts)

    inner.encode = slow  # type: ignore[method-assign]
    for texts in (["a", "b"], ["c"], ["a question of the build's own check"]):
        embedder.encode(texts)
    assert embedder.seconds_of_first(3) == 3.0

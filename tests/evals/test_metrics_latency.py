"""How long answers took, counted out by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics.latency import median, p95


@pytest.mark.parametrize(
    ("seconds", "half", "most"),
    [
        ([0.2], 0.2, 0.2),
        ([3.0, 1.0], 2.0, 3.0),
        ([0.1, 0.9, 0.2], 0.2, 0.9),
        ([float(n) for n in range(1, 21)], 10.5, 19.0),
        ([float(n) for n in range(100, 0, -1)], 50.5, 95.0),
    ],
)
def test_half_and_nearly_all(seconds: list[float], half: float, most: float) -> None:
    assert (median(seconds), p95(seconds)) == (half, most)


@pytest.mark.parametrize("statistic", [median, p95])
def test_of_no_times_there_is_none(statistic: Callable[[Sequence[float]], float]) -> None:
    with pytest.raises(ValueError, match="no times"):
        statistic([])


@given(st.lists(st.floats(0, 1e6), min_size=1))
def test_nearly_all_came_within_it(seconds: list[float]) -> None:
    most = p95(seconds)
    assert most in seconds and median(seconds) <= max(seconds)
    assert sum(one <= most for one in seconds) >= 0.95 * len(seconds)
    assert sum(one < most for one in seconds) < 0.95 * len(seconds)

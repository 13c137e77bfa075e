"""Intervals of means and of differences; times."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics.intervals import bootstrap, bootstrap_difference, interval, median, p95


@pytest.mark.parametrize(("outcome", "count"), [(0.0, 1), (1.0, 1), (1.0, 30)])
def test_outcomes_that_are_all_alike_leave_no_doubt(outcome: float, count: int) -> None:
    assert bootstrap([outcome] * count) == (outcome, outcome)


def test_of_two_outcomes_either_may_come_twice() -> None:
    # both draws are 0 with a chance of 1/4, both 1 with 1/4: far more than 2.5 % on either side
    assert bootstrap([0.0, 1.0]) == (0.0, 1.0)


def test_one_success_in_four() -> None:
    # draws with p = 1/4: none 31.6 %, three or four 5.1 %, four 0.4 %; so 97.5 % of the means are at most 3/4
    assert bootstrap([1.0, 0.0, 0.0, 0.0]) == (0.0, 0.75)


def test_groups_are_drawn_whole() -> None:
    # one by one the means would be anything; the two paragraphs are each all right or all wrong
    outcomes = [1.0] * 50 + [0.0] * 50
    assert bootstrap(outcomes, ["a"] * 50 + ["b"] * 50) == (0.0, 1.0)
    low, high = bootstrap(outcomes)
    assert 0.3 < low < 0.5 < high < 0.7


def test_groups_count_by_their_size() -> None:
    # 2 right answers in group "a", 0 of 4 in each of 30 others: drawn once, "a" weighs 2 of 122, not 1 of 31
    outcomes, groups = [1.0] * 2 + [0.0] * 120, ["a"] * 2 + [str(n // 4) for n in range(120)]
    (mean, same) = bootstrap(outcomes, groups, resamples=1)
    times = next(n for n in range(31) if mean == pytest.approx(2 * n / (2 * n + 4 * (31 - n))))
    assert mean == same and times < 31


def test_an_interval_needs_outcomes_and_a_group_for_each() -> None:
    with pytest.raises(ValueError, match="no outcomes"):
        bootstrap([])
    with pytest.raises(ValueError, match="one group for each"):
        bootstrap([1.0], ["a", "b"])


@pytest.mark.parametrize(("n", "off"), [(1, 0.7935), (10, 0.2775), (100, 0.0370)])
def test_what_never_failed_may_still_fail(n: int, off: float) -> None:
    # Wilson's bound z² / (n + z²), z = 1.96
    assert interval([1.0] * n) == (pytest.approx(1 - off, abs=1e-4), 1.0)
    assert interval([0.0] * n) == (0.0, pytest.approx(off, abs=1e-4))


def test_groups_that_never_failed_count_once() -> None:
    assert interval([1.0, 1.0, 1.0], ["a", "a", "b"]) == interval([1.0, 1.0])


def test_other_outcomes_are_drawn_from() -> None:
    assert interval([1.0, 0.0, 1.0]) == bootstrap([1.0, 0.0, 1.0])
    assert interval([7.0, 7.0]) == (7.0, 7.0)


def test_two_sides_of_equal_questions_do_not_differ() -> None:
    hard_and_easy = [0.0, 1.0] * 20
    assert bootstrap_difference(hard_and_easy, hard_and_easy) == (0.0, 0.0)
    # not paired, the two means of 40 differ by 0.2 either way
    low, high = bootstrap(hard_and_easy)
    assert high - low > 0.2


def test_one_question_in_four_better() -> None:
    # as one success in four: the other three are the same on both sides
    assert bootstrap_difference([1.0, 1.0, 0.0, 0.5], [0.0, 1.0, 0.0, 0.5]) == (0.0, 0.75)
    assert bootstrap_difference([0.0, 1.0, 0.0, 0.5], [1.0, 1.0, 0.0, 0.5]) == (-0.75, 0.0)


def test_a_difference_of_groups() -> None:
    better, same = [1.0] * 10 + [0.0] * 10, [0.0] * 20
    assert bootstrap_difference(better, same, ["a"] * 10 + ["b"] * 10) == (0.0, 1.0)


def test_a_difference_needs_both_outcomes() -> None:
    with pytest.raises(ValueError, match="two outcomes"):
        bootstrap_difference([1.0], [1.0, 0.0])
    with pytest.raises(ValueError, match="no outcomes"):
        bootstrap_difference([], [])


outcomes = st.lists(st.sampled_from([0.0, 1.0]), min_size=1, max_size=40)


@given(outcomes)
def test_an_interval_is_repeatable_and_lies_around_the_mean(drawn: list[float]) -> None:
    low, high = bootstrap(drawn)
    assert (low, high) == bootstrap(drawn)
    assert 0.0 <= low <= sum(drawn) / len(drawn) <= high <= 1.0


@given(outcomes)
def test_a_difference_from_nothing_is_the_mean(drawn: list[float]) -> None:
    assert bootstrap_difference(drawn, [0.0] * len(drawn)) == bootstrap(drawn)


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

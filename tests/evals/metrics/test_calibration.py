"""What a refusal threshold costs, and whether confidence is worth its name: worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics.calibration import Bin, Point, Weighed, curve, reliability

# Answerable at 0.2 0.6 0.8 0.9, unanswerable at 0.1 0.3 0.5 0.7.
WEIGHED = [
    Weighed(0.2, True, False),
    Weighed(0.6, True, True),
    Weighed(0.8, True, False),
    Weighed(0.9, True, True),
    Weighed(0.1, False, False),
    Weighed(0.3, False, False),
    Weighed(0.5, False, False),
    Weighed(0.7, False, False),
]


def test_the_two_rates_at_a_threshold() -> None:
    assert curve(WEIGHED, [0.0, 0.25, 0.6, 0.95]) == [
        Point(0.0, 0.0, 1.0),
        Point(0.25, 1 / 4, 3 / 4),
        Point(0.6, 1 / 4, 1 / 4),
        Point(0.95, 1.0, 0.0),
    ]


def test_every_choice_of_threshold_is_in_the_curve() -> None:
    points = curve([Weighed(0.5, True, True), Weighed(0.25, False, False)])
    assert points == [Point(0.0, 0, 1), Point(0.125, 0, 1), Point(0.375, 0, 0), Point(0.75, 1, 0)]


def test_rates_need_questions_of_both_kinds() -> None:
    for one_sided in ([], WEIGHED[:4], WEIGHED[4:]):
        with pytest.raises(ValueError, match="answerable and unanswerable"):
            curve(one_sided)


def test_predicted_against_observed() -> None:
    assert reliability(WEIGHED, bins=2) == [
        Bin(0.0, 0.5, 3, pytest.approx(0.2), 0.0),
        Bin(0.5, 1.0, 5, pytest.approx(0.7), 2 / 5),
    ]
    assert [(one.low, one.n) for one in reliability([Weighed(1.0, True, True), Weighed(0.3, True, True)])] == [
        (0.3, 1),
        (0.9, 1),
    ]
    assert reliability([]) == []


@pytest.mark.parametrize(
    ("confidence", "answerable", "right"), [(1.1, True, True), (-0.1, True, False), (0.5, False, True)]
)
def test_what_cannot_be_is_refused(confidence: float, answerable: bool, right: bool) -> None:
    with pytest.raises(ValueError):
        Weighed(confidence, answerable, right)


either = st.builds(Weighed, st.floats(0, 1), st.booleans(), st.just(False))
weighed = st.lists(either, max_size=30).map(lambda these: [*these, WEIGHED[1], WEIGHED[5]])


@given(weighed)
def test_a_higher_threshold_refuses_more(these: list[Weighed]) -> None:
    points = curve(these)
    assert [point.threshold for point in points] == sorted({point.threshold for point in points})
    assert [point.wrong_refusals for point in points] == sorted(point.wrong_refusals for point in points)
    assert [-point.answered_unanswerable for point in points] == sorted(-p.answered_unanswerable for p in points)
    assert points[0] == Point(0.0, 0.0, 1.0)


@given(weighed, st.integers(1, 20))
def test_every_question_is_in_one_bin(these: list[Weighed], bins: int) -> None:
    found = reliability(these, bins)
    assert sum(one.n for one in found) == len(these)
    assert all(one.low - 1e-9 <= one.predicted <= one.high + 1e-9 and 0 <= one.observed <= 1 for one in found)

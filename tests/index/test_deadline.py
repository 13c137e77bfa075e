"""The time a question has."""

from __future__ import annotations

import time

import pytest

from index.deadline import OutOfTime, check, left, not_counted, within


def test_without_a_deadline_there_is_all_the_time() -> None:
    check()
    assert left(7.0) == 7.0


def test_time_runs_out_inside_the_block_only() -> None:
    with pytest.raises(OutOfTime), within(0.01):
        assert 0 < left(7.0) <= 0.01
        time.sleep(0.02)
        assert left(7.0) == 0.0
        check()
    check()


def test_what_has_a_limit_of_its_own_is_not_counted() -> None:
    with within(0.05):
        with not_counted():
            time.sleep(0.1)
            check()
            assert left(7.0) == 7.0
        check()
        assert left(7.0) <= 0.05

"""Several runs as one: rates as they were scored, and computed where nobody scored them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_up_runs import answer, answers, case, row, run

from evals.reports.material import Material, Part
from evals.runs.scores import GAP, Score


@pytest.mark.parametrize("share", [0.0, 0.4, 1.0])
def test_what_is_computed_is_what_would_be_scored(share: float) -> None:
    made = answers({"assistant": share}, per=2)
    scored, bare = Material([made]), Material([replace(made, scored=False)])
    for language in ("es", "en", GAP):
        for split in ("dev", "test", "all"):
            first = scored.rate("right", Part("answers", "assistant", language, split=split))
            second = bare.rate("right", Part("answers", "assistant", language, split=split))
            assert first is not None and second is not None
            assert second.value == pytest.approx(first.value)
            assert (second.low, second.high, second.n) == pytest.approx((first.low, first.high, first.n))


def test_the_scored_rate_is_taken_as_it_is() -> None:
    made = answers(per=1)
    score = Score("answers", "assistant", "all", "en", "all", "all", "", "right", 0.123, 0.1, 0.2, 7)

    class Scored:
        configuration, rows, marks, cases, timing = made.configuration, made.rows, made.marks, made.cases, ()
        scores = (score,)

    rate = Material([Scored()]).rate("right", Part("answers", "assistant", "en"))
    assert rate is not None and (rate.value, rate.n) == (0.123, 7)


def test_a_later_run_replaces_an_earlier_one_of_the_same_library() -> None:
    one = case(1)
    wrong, right = (run("answers", [(row(one, answer=answer()), {"right": mark})], [one]) for mark in (0.0, 1.0))
    rate = Material([wrong, right]).rate("right", Part("answers", "assistant", "en"))
    assert rate is not None and (rate.value, rate.n) == (1.0, 1)


def test_runs_of_different_libraries_are_taken_together() -> None:
    one = case(1)
    first, second = (
        run("answers", [(row(one, library=library, answer=answer()), {"right": mark})], [one])
        for library, mark in (("freedonia", 0.0), ("sylvania", 1.0))
    )
    material = Material([first, second])
    assert material.libraries("answers") == ("freedonia", "sylvania")
    rate = material.rate("right", Part("answers", "assistant", "en"))
    assert rate is not None and (rate.value, rate.n) == (0.5, 2)
    alone = material.rate("right", Part("answers", "assistant", "en", library="sylvania"))
    assert alone is not None and alone.value == 1.0


def test_a_metric_that_applies_to_nothing_has_no_rate() -> None:
    material = Material([answers(per=1)])
    assert material.rate("stays_right", Part("answers", "assistant", "en")) is None
    assert material.rate("recall@5", Part("retrieval", "assistant", "en")) is None
    assert material.median("words", Part("answers", "nobody", "en")) is None


def test_systems_come_in_the_order_of_the_configuration() -> None:
    made = answers(systems=("dense", "assistant"), per=1)
    turned = replace(
        made, rows=sorted(made.rows, key=lambda one: one.system), extra={"systems": ["dense", "assistant"]}
    )
    assert Material([turned]).systems("answers") == ("dense", "assistant")

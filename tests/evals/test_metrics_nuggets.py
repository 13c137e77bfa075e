"""Nugget recall and precision, worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.cases import Nugget
from evals.metrics.judge import WordingJudge
from evals.metrics.nuggets import NuggetScores, nugget_scores

SIX, WOOD, FOUR = Nugget(True, ("six", "6")), Nugget(True, ("wood", "wooden")), Nugget(False, ("four",))
ALL = (SIX, WOOD, FOUR)


@pytest.mark.parametrize(
    ("nuggets", "text", "expected"),
    [
        pytest.param(ALL, "Six wooden bridges, four open.", NuggetScores(1, 1, 1), id="all, and nothing else"),
        pytest.param(ALL, "Six bridges. [1]", NuggetScores(1 / 2, 1 / 3, 1), id="one of two vital ones"),
        pytest.param(ALL, "Four bridges.", NuggetScores(0, 1 / 3, 1), id="only the other one"),
        pytest.param(ALL, "Many bridges.", NuggetScores(0, 0, 0), id="none"),
        pytest.param(ALL, "", NuggetScores(0, 0, 0), id="nothing said"),
        pytest.param((FOUR,), "Four.", NuggetScores(None, 1, 1), id="no vital ones"),
        pytest.param((), "Four.", NuggetScores(None, None, 0), id="no nuggets"),
    ],
)
def test_recall(nuggets: tuple[Nugget, ...], text: str, expected: NuggetScores) -> None:
    assert nugget_scores(nuggets, text, WordingJudge()) == expected


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        pytest.param("six " + "x" * 97, 1, id="100 for one"),
        pytest.param("six " + "x" * 98, 1 - 1 / 101, id="one too many"),
        pytest.param("six " + "x" * 197, 1 / 2, id="twice as many"),
        pytest.param("six wooden " + "x" * 391, 1 / 2, id="400, with 200 for two"),
        pytest.param("**six** [1]\n\n- " + "x " * 197 + "[2]", 1 / 2, id="as it is read, without white space"),
    ],
)
def test_precision(text: str, precision: float) -> None:
    assert nugget_scores(ALL, text, WordingJudge()).precision == pytest.approx(precision)


def test_the_number_of_a_list_item_is_no_answer() -> None:
    listed = "\n".join(f"{n}. bridge" for n in range(1, 8))
    assert nugget_scores([SIX], listed, WordingJudge()).vital_recall == 0
    assert nugget_scores([SIX], "6. [1]", WordingJudge()).vital_recall == 1


@given(st.lists(st.sampled_from(["six", "wooden", "four", "bridges", "x" * 150])))
def test_more_words_never_lose_a_nugget(said: list[str]) -> None:
    scores = [nugget_scores(ALL, " ".join(said[:n]), WordingJudge()) for n in range(len(said) + 1)]
    recalls = [score.recall for score in scores if score.recall is not None]
    assert recalls == sorted(recalls)
    assert all(0 <= score.precision <= 1 for score in scores)

"""Scores of a ranking, worked out by hand."""

from __future__ import annotations

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics.retrieval import COMPLETE, DEPTHS, Ranking, rank_scores

NAMES = ["recall@1", "recall@3", "recall@5", "recall@10", "recall@20", "rr@20", "ndcg@10", "complete@5"]


def ranking(parts: set[int], *found: set[int]) -> Ranking:
    return Ranking(frozenset(parts), tuple(frozenset(place) for place in found))


def scores(one: Ranking) -> list[float]:
    """In the order of NAMES."""
    named = rank_scores({"q": one})["q"]
    assert list(named) == NAMES
    return list(named.values())


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(ranking({1}, {1}), [1, 1, 1, 1, 1, 1, 1, 1], id="first"),
        pytest.param(ranking({1}, set(), {1}), [0, 1, 1, 1, 1, 1 / 2, 1 / log2(3), 1], id="second"),
        pytest.param(ranking({1}, *[set()] * 5, {1}), [0, 0, 0, 1, 1, 1 / 6, 1 / log2(7), 0], id="sixth"),
        pytest.param(ranking({1}, *[set()] * 19, {1}), [0, 0, 0, 0, 1, 1 / 20, 0, 0], id="twentieth"),
        pytest.param(ranking({1}, *[set()] * 20, {1}), [0] * 8, id="too far down"),
        pytest.param(ranking({1}), [0] * 8, id="nothing was found"),
        pytest.param(ranking({1}, set(), {2, 3}), [0] * 8, id="only what was not wanted"),
        pytest.param(ranking({1}, {1}, {1}, {1}), [1] * 8, id="again and again"),
    ],
)
def test_one_part(one: Ranking, expected: list[float]) -> None:
    assert scores(one) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(ranking({1, 2}, {1, 2}), [1] * 8, id="both in one place"),
        pytest.param(ranking({1, 2}, {2}, {1}), [1 / 2, 1, 1, 1, 1, 1, 1, 1], id="one after the other"),
        pytest.param(
            # gains 0 1 0 0 0 1, ideally 1 1
            ranking({1, 2}, set(), {1}, {1}, set(), set(), {2}),
            [0, 1 / 2, 1 / 2, 1, 1, 1 / 2, (1 / log2(3) + 1 / log2(7)) / (1 + 1 / log2(3)), 0],
            id="the second too late to be complete",
        ),
        pytest.param(
            # gains 1 2, ideally 2 1: the second place has two parts that the first has not
            ranking({1, 2, 3}, {1}, {1, 2, 3}),
            [1 / 3, 1, 1, 1, 1, 1, (1 + 2 / log2(3)) / (2 + 1 / log2(3)), 1],
            id="the fuller place should be first",
        ),
        pytest.param(
            # the part that is nowhere could have been second
            ranking({1, 2}, {1}),
            [1 / 2, 1 / 2, 1 / 2, 1 / 2, 1 / 2, 1, 1 / (1 + 1 / log2(3)), 0],
            id="one is nowhere",
        ),
    ],
)
def test_several_parts(one: Ranking, expected: list[float]) -> None:
    assert scores(one) == pytest.approx(expected)


def test_rankings_are_scored_each_by_itself_in_their_order() -> None:
    both = {"b/es 1": ranking({1}, {1}), "a": ranking({4, 7}, set(), {7}), "c": ranking({1})}
    together = rank_scores(both)
    assert list(together) == ["b/es 1", "a", "c"]
    assert all(together[name] == rank_scores({name: one})[name] for name, one in both.items())
    assert rank_scores({}) == {}


def test_a_ranking_must_have_something_to_find() -> None:
    with pytest.raises(ValueError, match="nothing to be found in demo"):
        rank_scores({"demo": ranking(set(), {1})})


parts = st.frozensets(st.integers(1, 5), max_size=4)
rankings = st.builds(Ranking, parts.filter(bool), st.lists(parts, max_size=25).map(tuple))


@given(rankings)
def test_scores_are_shares_and_deeper_finds_no_less(one: Ranking) -> None:
    named = rank_scores({"q": one})["q"]
    assert all(0 <= value <= 1 + 1e-9 for value in named.values())
    recalls = [named[f"recall@{depth}"] for depth in DEPTHS]
    assert recalls == sorted(recalls)
    assert named[f"complete@{COMPLETE}"] == (named[f"recall@{COMPLETE}"] == 1)
    assert (named["rr@20"] > 0) == (named["recall@20"] > 0)


@given(parts.filter(bool), st.lists(parts, max_size=25))
def test_all_parts_in_the_first_place_is_perfect(wanted: frozenset[int], rest: list[frozenset[int]]) -> None:
    assert scores(Ranking(wanted, (wanted, *rest))) == pytest.approx([1] * 8)


@given(rankings)
def test_what_comes_after_does_no_harm(one: Ranking) -> None:
    longer = Ranking(one.parts, (*one.found, one.parts))
    shorter, after = rank_scores({"q": one})["q"], rank_scores({"q": longer})["q"]
    assert all(after[name] >= value for name, value in shorter.items() if name != "ndcg@10")

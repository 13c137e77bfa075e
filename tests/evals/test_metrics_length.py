"""How long an answer is to whoever reads it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.cases import KINDS
from evals.metrics.length import LIMIT, LIST_LIMIT, limit, words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Six bridges were built. [1] [2]", 4),
        ("**What was promised — *Plan*, p. 3**\n\n- Six bridges, 50 % of them. [1]", 6 + 5),
        ("1. uno\n2. dos, tres", 3),
        ("See https://example.org/a-b-c or [the plan](https://example.org).", 4),
        ("| a | b |\n|---|---|\n| c d | — |", 4),
        ("", 0),
    ],
)
def test_words_are_what_a_reader_counts(text: str, count: int) -> None:
    assert words(text) == count


def test_only_lists_may_be_long() -> None:
    assert {kind for kind in KINDS if limit(kind) == LIST_LIMIT} == {"list"}
    assert {limit(kind) for kind in KINDS} == {LIMIT, LIST_LIMIT}


@given(st.lists(st.from_regex(r"[a-z]{1,9}", fullmatch=True), min_size=1))
def test_plain_words_are_all_counted(said: list[str]) -> None:
    assert words(" ".join(said)) == len(said)

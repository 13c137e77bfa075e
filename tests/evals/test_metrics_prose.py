"""What a person reads of an answer's Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics.prose import lines, plain


@pytest.mark.parametrize(
    ("markdown", "read"),
    [
        ("Six **bridges** were built. [1][2]", ("Six bridges were built.",)),
        ("Six [1, 2] of them [3-5], [^1] all good [2–4].", ("Six of them , all good .",)),
        ("# What was promised\n\nSix\nbridges.", ("What was promised", "Six bridges.")),
        ("- one [1]\n- two\n  - three", ("one", "two", "three")),
        ("1. one\n2. two", ("one", "two")),
        ("2018. [1]", ("2018",)),
        ("6\\. [1]", ("6.",)),
        ("a\\_b \\[kept\\] \\# 3", ("a_b [kept] # 3",)),
        ("| place | bridges |\n|---|---|\n| Zenda | 6 |", ("place", "bridges", "Zenda", "6")),
        ("> quoted `code` here", ("quoted code here",)),
        ("See [the plan](https://example.org/plan) or https://example.org/x?y=1 today.", ("See the plan or today.",)),
        ("Six [1](https://example.org/plan).", ("Six .",)),
        ("![a bridge](bridge.png) Six.", ("Six.",)),
        ("It is <b>six</b>.", ("It is six.",)),
        ("<p>It is six.</p>", ("It is six.",)),
        ("```\nsix\n```", ("six",)),
        ("---\n\n— · [1]", ()),
        ("", ()),
    ],
)
def test_marks_of_markdown_are_not_read(markdown: str, read: tuple[str, ...]) -> None:
    assert lines(markdown) == read
    assert plain(markdown) == "\n".join(read)


@pytest.mark.parametrize(
    ("markdown", "own"),
    [
        ("**What was promised — *Plan de Acción*, “Diseño: *uno*”**", ("What was promised — ,",)),
        ('It says «seis puentes», "cuatro" and “dos”.', ("It says , and .",)),
        ("The ministry's plan isn't new.", ("The ministry's plan isn't new.",)),
        ("*seis puentes*", ()),
    ],
)
def test_what_an_answer_says_itself(markdown: str, own: tuple[str, ...]) -> None:
    assert lines(markdown, own=True) == own


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert all(line == line.strip() and "\n" not in line for line in lines(text))
    assert lines(text, own=True) is not None

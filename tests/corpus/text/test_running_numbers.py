"""Numbers of a text, however they are written."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text.running_numbers import figures, ids, in_words, numbers, stretches


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("trescientas veinte fichas y dos mil quinientos treinta y un niños", "es", ["320", "2531"]),
        ("two hundred and forty-five thousand and seven", "en", ["245007"]),
        ("190 mil alumnos, 5,7 millones de florines, mil personas", "es", ["190000", "5700000", "1000"]),
        ("6.4 million, a hundred people and hundreds more, three hundred", "en", ["6400000", "100", "300"]),
        ("siete y nueve", "es", ["7", "9"]),
        ("el 15 por ciento de los 1 840 contratos en 2022", "es", ["15", "1840", "2022"]),
        ("una vez", "es", ["1"]),
        ("once of them", "en", []),  # a number in Spanish
        ("costs in thousand florins, millions of them", "en", []),
    ],
)
def test_numbers_are_read_in_figures_and_in_words(text: str, language: str, expected: list[str]) -> None:
    assert [number.value for number in numbers(text, language) if number.value != "1" or text == "una vez"] == (
        expected
    )


@given(st.text(max_size=60), st.sampled_from(["es", "en"]))
def test_any_text_can_be_read(text: str, language: str) -> None:
    found = numbers(text, language)
    assert all(0 <= number.start < number.end <= len(text) for number in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("one", "other"), [("12 000", "12,000"), ("12.000", "12000"), ("3,10", "3.10"), ("1 840 000", "1,840,000")]
)
def test_one_number_written_in_two_ways_is_the_same(one: str, other: str) -> None:
    assert figures(one) == figures(other)


@pytest.mark.parametrize(
    ("one", "other"), [("2,4", "24"), ("10:30", "1030"), ("2019 2021", "20192021"), ("3 400", "3")]
)
def test_other_numbers_are_not(one: str, other: str) -> None:
    assert figures(one) != figures(other)


@given(st.integers(0, 10**9))
def test_a_number_is_the_same_however_its_thousands_are_parted(number: int) -> None:
    written = f"{number:,}"
    assert {frozenset(figures(written.replace(",", sign))) for sign in (",", ".", " ", " ", "")} == {
        frozenset({str(number)})
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [("treinta y tres o uno", {"33"}), ("the third of twenty-one", {"3", "21"}), ("un plan", set()), ("14", set())],
)
def test_numbers_in_words_and_ordinals_are_figures(text: str, expected: set[str]) -> None:
    assert in_words(text) == expected


def test_ids_are_those_of_commitments() -> None:
    assert ids("MX0087, VD0002; mx0087, ABCD0001, MX00871") == {"MX0087", "VD0002"}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("It went from 2.1 to 2.7.", "en", [("2.1", "2.7")]),
        ("Pasó de tres a 2, y de 5 puntos a 6", "es", [("3", "2"), ("5", "6")]),
        ("from 2019 to 2021", "en", []),
        ("between 2 and 3", "en", []),
    ],
)
def test_stretches_go_from_one_number_to_another(text: str, language: str, expected: list[tuple[str, str]]) -> None:
    assert list(stretches(text, language)) == expected

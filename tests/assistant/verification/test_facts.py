"""Figures, numbers in words, dates and levels of a claim, beside those of its quotation."""

from __future__ import annotations

import pytest
from claims_made import sides, turned

from assistant.verification.comparison import Side
from assistant.verification.facts import counted, missing_figures, other_dates, other_levels, other_numbers


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("diecinueve ministerios", "19 ministries"),
        ("twenty-one towns", "21 municipios"),
        ("the third plan", "el 3 plan"),
        ("31 July 2024", "31 de julio de 2024"),
        ("unos 12 000 florines", "some 12,000 florins"),
    ],
)
def test_numbers_in_words_and_other_forms_are_no_invention(quote: str, statement: str) -> None:
    assert not missing_figures(statement, quote)


def test_an_article_is_no_number() -> None:
    assert missing_figures("1 plan", "un plan")


@pytest.mark.parametrize(
    ("said", "quoted", "language", "quoted_in", "expected"),
    [
        ("Fourteen seats.", "Tiene 14 puestos.", "en", "es", False),
        ("Twelve seats.", "Tiene 14 puestos.", "en", "es", True),
        ("Ambas partes; dos veces al año.", "Both sides; twice a year.", "es", "en", False),
        ("Duró cuatro meses en cuatro distritos.", "Duró cinco meses en cuatro distritos.", "es", "es", True),
        ("It lasted three weeks.", "Duró tres meses.", "en", "es", True),
        ("It lasted 58 days.", "La ley da quince días; tardó 58.", "en", "es", False),
        ("It fell from 2 to 3.", "Pasó de 3 a 2.", "en", "es", True),
        ("It fell from 3 to 2.", "Pasó de 3 a 2.", "en", "es", False),
    ],
)
def test_numbers_are_those_of_the_quotation(
    said: str, quoted: str, language: str, quoted_in: str, expected: bool
) -> None:
    assert turned(other_numbers, said, quoted, language, quoted_in) is expected


@pytest.mark.parametrize(
    ("said", "quoted", "language", "quoted_in", "expected"),
    [
        ("El 14 de mayo de 2024.", "On May 14, 2024.", "es", "en", False),
        ("En mayo de 2024.", "On May 14, 2024.", "es", "en", False),
        ("El 15 de mayo de 2024.", "On May 14, 2024.", "es", "en", True),
        ("In December 2023.", "En noviembre de 2023 y en diciembre de 2024.", "en", "es", True),
        ("In August 2024.", "Entre agosto y noviembre de 2024.", "en", "es", False),
        ("The reform is due in spring.", "La reforma se prevé para el otoño.", "en", "es", True),
        ("It meets on Tuesdays.", "Se reúne los martes.", "en", "es", False),
        ("It meets on Mondays.", "Se reúne los martes.", "en", "es", True),
    ],
)
def test_dates_are_those_of_the_quotation(
    said: str, quoted: str, language: str, quoted_in: str, expected: bool
) -> None:
    assert turned(other_dates, said, quoted, language, quoted_in) is expected


@pytest.mark.parametrize(
    ("said", "quoted", "expected"),
    [
        ("Three were limited and one substantial.", "Three were substantial and one limited.", True),
        ("One was limited; three were substantial.", "Three were substantial and one limited.", False),
        ("Completion was complete.", "Completion was limited.", True),
        ("The complete register is open.", "The whole register is open.", False),
        ("No member is a minor.", "All members are over 30.", False),
    ],
)
def test_levels_are_those_of_the_quotation(said: str, quoted: str, expected: bool) -> None:
    assert other_levels(sides(said, quoted)) is expected


def test_what_a_number_counts_stands_behind_it() -> None:
    assert list(counted(Side("22 of the 31 libraries and 4 boats", "en"))) == [("31", "librari"), ("4", "boat")]

"""Denials and opposites."""

from __future__ import annotations

import pytest
from claims_made import sides, turned

from assistant.verification.comparison import Side, Sides
from assistant.verification.contradiction import denies_otherwise, opposed
from assistant.verification.facts import other_numbers


@pytest.mark.parametrize(
    ("said", "quoted", "expected"),
    [
        ("The data were not released.", "The data were released.", True),
        ("The data were released.", "The data were not released.", True),
        ("The data remained unpublished.", "The data were not released.", False),
        ("Rulings on minors are not published.", "Rulings on minors are left out.", False),
        ("Rulings on minors are published.", "Rulings on minors are left out.", True),
        ("It must come no later than May.", "It must come by May.", False),
        ("It is not free to search, and slow.", "It is free to search, but not fast.", True),
        ("The list names the holders.", "The list names the holders, not what they pay.", False),
    ],
)
def test_what_is_denied_is_denied_by_both(said: str, quoted: str, expected: bool) -> None:
    assert denies_otherwise(sides(said, quoted)) is expected


def test_a_heading_that_is_quoted_for_its_number_states_nothing() -> None:
    quotation, heading = Side("The data were not released.", "en"), Side("Commitment 4: Data for all", "en")
    said = Side("For commitment four, the data were released.", "en")
    both = Sides(said, ((quotation, quotation),), headings=(heading,))
    assert denies_otherwise(both) and not other_numbers(both)


def test_more_and_more_is_not_fewer_and_more() -> None:
    quoted = "It made fewer promises and kept more of them."
    assert opposed(sides("It made fewer promises and kept fewer of them.", quoted))
    assert not opposed(sides("It kept more of its promises.", quoted))
    assert opposed(sides("The average fell from 2 to 3.", "The average went from 2 to 3."))


def test_a_translation_that_lost_its_no_tells_nothing() -> None:
    quotation, read = Side("Ninguna mesa puede votar.", "es"), Side("Any table can vote.", "en")
    assert not denies_otherwise(Sides(Side("No table may vote.", "en"), ((quotation, read),)))


@pytest.mark.parametrize(
    ("said", "quoted", "language", "quoted_in", "expected"),
    [
        ("The price rose.", "El precio bajó.", "en", "es", True),
        ("The price fell.", "El precio bajó.", "en", "es", False),
        ("The price did not rise.", "El precio bajó.", "en", "es", False),
        ("El plan cubre lo que está bajo su mando.", "It rose.", "es", "en", False),
        ("More promises and more works.", "Fewer promises and more works.", "en", "en", True),
        ("El registro es obligatorio.", "The register is voluntary.", "es", "en", True),
        ("Como mínimo, ocho.", "At most eight.", "es", "en", True),
        ("El gobierno abierto cerró la etapa.", "The stage closed.", "es", "en", False),
    ],
)
def test_opposites_are_told_apart(said: str, quoted: str, language: str, quoted_in: str, expected: bool) -> None:
    assert turned(opposed, said, quoted, language, quoted_in) is expected

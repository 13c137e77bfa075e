"""All for some, deeds of others, copies that were altered."""

from __future__ import annotations

import pytest
from claims_made import sides, turned

from assistant.verification.entailment import altered, exchanged, widened


@pytest.mark.parametrize(
    ("said", "quoted", "language", "quoted_in", "expected"),
    [
        ("All libraries voted.", "Dos tercios de las bibliotecas votaron.", "en", "es", True),
        ("All the libraries voted.", "Every library voted.", "en", "en", False),
        ("Votaron las 31 bibliotecas.", "22 of the 31 libraries voted.", "es", "en", True),
        ("Votaron 22 de las 31 bibliotecas.", "22 of the 31 libraries voted.", "es", "en", False),
        ("Every mayor closed drains.", "Two mayors closed drains.", "en", "en", True),
        ("All nineteen ministries report.", "The 19 ministries report.", "en", "en", False),
        ("In all, 22 libraries voted.", "Votaron 22 bibliotecas.", "en", "es", False),
        ("Every page is there, and all members wrote.", "Every page is there, but 52 members wrote.", "en", "en", True),
    ],
)
def test_some_are_not_all(said: str, quoted: str, language: str, quoted_in: str, expected: bool) -> None:
    assert turned(widened, said, quoted, language, quoted_in) is expected


@pytest.mark.parametrize(
    ("said", "quoted", "language", "expected"),
    [
        (
            "The Ombudsperson suggests that the IRM keep it.",
            "The IRM suggests that the Ombudsperson keep it.",
            "en",
            True,
        ),
        (
            "The IRM suggests that the Ombudsperson keep it.",
            "The IRM suggests that the Ombudsperson keep it.",
            "en",
            False,
        ),
        ("El Ministerio pasó a depender de la Agencia.", "La Agencia pasó a depender del Ministerio.", "es", True),
        ("The Ombudsperson was asked by the IRM.", "The IRM asked the Ombudsperson.", "en", False),
        ("In Altamora, the Board meets.", "The Board meets in Altamora.", "en", False),
    ],
)
def test_who_does_it_is_not_to_whom_it_is_done(said: str, quoted: str, language: str, expected: bool) -> None:
    assert exchanged(sides(said, quoted, language=language)) is expected


@pytest.mark.parametrize(
    ("said", "quoted", "expected"),
    [
        ("Readers voted in 31 of the 22 libraries.", "Readers voted in 22 of the 31 libraries.", True),
        ("In 22 libraries readers voted, of 31.", "Readers voted in 22 of the 31 libraries.", False),
        ("Readers voted in the libraries.", "Readers voted in 22 of the 31 libraries.", False),
        ("No meeting was not held by the council.", "No meeting was held by the council.", True),
        ("Approved.", "The council met in the lighthouse.", True),
        ("In the lighthouse.", "The council met in the lighthouse.", False),
        ("The council of the lake met twice in May.", "The lake council met in May.", False),
    ],
)
def test_a_copy_keeps_figures_in_their_places_and_denies_no_more(said: str, quoted: str, expected: bool) -> None:
    assert altered(sides(said, quoted)) is expected

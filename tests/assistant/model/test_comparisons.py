"""A statement beside its quotation: numbers, dates, levels, denials, opposites, ranges, speakers and deeds."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.model.altered import altered
from assistant.model.dates import dates
from assistant.model.doubts import doubts, opposites, pairs, phrases
from assistant.model.exchanged import exchanged
from assistant.model.figured import other_dates, other_levels, other_numbers
from assistant.model.numbers import counted, numbers
from assistant.model.ranged import widened
from assistant.model.sides import Side, Sides
from assistant.model.speaking import attributes, other_speaker
from assistant.model.turned import denies_otherwise, opposed

Check = Callable[[Sides], bool]


def sides(said: str, quoted: str, *, language: str = "en", quoted_in: str | None = None) -> Sides:
    """`said` in `language`, beside a quotation; one in another language is without a translation."""
    quotation = Side(quoted, quoted_in or language)
    return Sides(Side(said, language), ((quotation, quotation if quotation.language == language else None),))


def turned(check: Check, said: str, quoted: str, language: str, quoted_in: str) -> bool:
    return check(sides(said, quoted, language=language, quoted_in=quoted_in))


# Numbers


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
    assert [number.value for number in numbers(Side(text, language)) if number.value != "1" or text == "una vez"] == (
        expected
    )


@given(st.text(max_size=60), st.sampled_from(["es", "en"]))
def test_any_text_can_be_read(text: str, language: str) -> None:
    side = Side(text, language)
    found = numbers(side)
    assert all(0 <= number.start < number.end <= len(text) for number in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    list(dates(side)), list(counted(side)), side.clauses
    both = Sides(side, ((side, side),))
    for check in (other_numbers, other_dates, other_levels, denies_otherwise, opposed, widened, exchanged):
        assert not check(both)  # what says the same says nothing else


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


# Dates


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
    found = [date for date in dates(Side(text, language)) if date != (None, 5, None) or language == "en"]
    assert found == expected


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


# Levels


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


# Denials


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


# Opposites and ranges


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


# Speakers and deeds


@pytest.mark.parametrize(
    ("said", "quoted", "voice", "expected"),
    [
        ("According to the IRM, 431 schools have a committee.", "431 schools have one.", "self_reported", True),
        ("According to the IRM, 431 schools have a committee.", "431 schools have one.", "assessed", False),
        ("The self-assessment mentions 400 more.", "The self-assessment tells of 400 more.", "assessed", False),
        ("The government reports 418 schools.", "There are 418 schools.", "assessed", True),
        ("Open government calls for it.", "It is called for.", "assessed", False),
        ("The IRM asked for the draft.", "It asked for the draft.", "self_reported", False),
    ],
)
def test_whoever_is_given_the_word_says_it(said: str, quoted: str, voice: str, expected: bool) -> None:
    assert other_speaker(sides(said, quoted), voice) is expected


def test_a_part_that_gives_somebody_the_word_is_known() -> None:
    assert attributes("According to the self-assessment") and attributes("Para el IRM")
    assert not attributes("its decisions bind the government")


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


# The data


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


def test_every_list_is_there_in_both_languages() -> None:
    both = {"es", "en"}
    for name, section in doubts().items():
        if name in {"active", "limits", "levels", "calendar", "units", "names", "speaking", "speakers", "opposites"}:
            continue
        assert both <= set(section), name
    for name in pairs():
        assert set(doubts()["opposites"][name]) == both
        for language in both:
            assert opposites(name, "one", language).any != opposites(name, "other", language).any
    for name in ("negation", "softly", "all", "some", "none", "reasons", "parts", "more", "fewer", "strictly"):
        for language in both:
            assert phrases(name, language).any.pattern


def test_every_speaker_has_names_and_voices() -> None:
    for speaker in doubts()["speakers"].values():
        assert speaker["names"] and speaker["voices"]

"""A commitment named by its number (in figures, in Roman ones, in words) or its place; and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.commitments.references import Reference, label_reference, references, without_references


def numbers(text: str) -> list[int | None]:
    return [reference.number for reference in references(text)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("¿Qué promete el compromiso 7?", 7),
        ("¿Qué promete el compromiso tres?", 3),
        ("¿Qué promete el compromiso número once?", 11),
        ("¿En qué quedó el Compromiso Veintidós del plan?", 22),
        ("compromiso dieciséis", 16),
        ("compromiso treinta y uno: pozos", 31),
        ("¿Qué promete el compromiso uno de México?", 1),
        ("¿Quién lidera el compromiso II?", 2),
        ("¿Quién lidera el compromiso ix?", 9),
        ("Del compromiso V se sabe poco.", 5),
        ("El compromiso I fue cumplido.", 1),
        ("What does commitment three promise?", 3),
        ("What does commitment three address?", 3),
        ("Commitment twenty-one is complete.", 21),
        ("commitment number two", 2),
        ("commitment no. two", 2),
        ("Who led Commitment IV of the plan?", 4),
        ("Who led commitment V?", 5),
        ("Was commitment I of the plan met?", 1),
        ("the commitment three milestones", 3),
    ],
)
def test_numbers_of_commitments(text: str, number: int) -> None:
    assert numbers(text) == [number]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("¿Quién es responsable del tercer compromiso del segundo plan?", 3),
        ("¿Cuándo termina el compromiso segundo?", 2),
        ("Who leads the twelfth commitment?", 12),
        ("Who leads the 3rd commitment of the second plan?", 3),
        ("presupuesto del 4.º compromiso", 4),
        ("¿Qué promete el Décimo Compromiso?", 10),
    ],
)
def test_a_question_names_a_commitment_by_its_place(text: str, number: int) -> None:
    assert numbers(text) == [number]
    assert label_reference(text, "other") is None  # of a heading, it may be any


@pytest.mark.parametrize(
    "text",
    [
        "¿Cuál es el primer compromiso que vence?",
        "Which is the first commitment to end?",
        "los primeros tres compromisos",
        "the third action plan's commitments",
    ],
)
def test_a_place_that_chooses_names_none(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "El compromiso I+D de la universidad",
        "El compromiso I-D",
        "the commitment V-Dem measures",
        "a commitment V. García signed",
        "the commitment I made",
        "THE COMMITMENT I MADE",
        "un compromiso",
        "ningún compromiso vi cumplido",
        "uno de los compromisos",
        "un compromiso uno de los cuales",
        "compromiso cien por ciento real",
        "a commitment no one kept",
        "a commitment one can trust",
        "a commitment once it is signed",
        "commitment one-stop shop",
        "el compromiso dos veces aplazado",
        "the commitment three ministries signed",
        "los compromisos cinco países los firmaron",
        "compromiso uno por uno",
        "commitment one by one",
        "compromiso dos mil",
        "commitment five years later",
        "compromiso mixto",
        "commitment 1.1",
        "compromiso 3 de 5",
    ],
)
def test_what_only_looks_like_a_number(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("Compromiso II: Pozos abiertos", 2),
        ("COMPROMISO V. Pozos abiertos", 5),
        ("Commitment I – Open wells", 1),
        ("Commitment One. Open wells", 1),
        ("Compromiso Uno", 1),
        ("Compromiso n.º III", 3),
        ("Commitment 7", 7),
    ],
)
def test_labels(label: str, number: int) -> None:
    assert label_reference(label, "action_plan") == Reference(number=number)


@pytest.mark.parametrize(
    "label", ["Compromiso I+D: laboratorios", "Commitment one-stop: shops", "Commitment to wells: II"]
)
def test_labels_without_a_number(label: str) -> None:
    assert label_reference(label, "action_plan") is None


def test_the_number_is_blanked_out_with_its_word() -> None:
    assert without_references("Who led commitment three in Zembla?").split() == ["Who", "led", "in", "Zembla?"]


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    for reference in references(f"compromiso {text} commitment {text}"):
        assert reference.id or (reference.number or 0) >= 0

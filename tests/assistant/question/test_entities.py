"""What a question asks for, read from its words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.question.entities import understand
from corpus.commitments.references import Reference


@pytest.mark.parametrize(
    ("question", "aspect"),
    [
        ("¿Cuál era el objetivo del compromiso 4?", "objective"),
        ("What was commitment 4 meant to achieve?", "objective"),
        ("¿Quiénes participaron en el compromiso 2?", "participants"),
        ("Who took part in commitment 2?", "participants"),
        ("¿Qué institución era responsable?", "lead"),
        ("Which ministry is in charge of the register?", "lead"),
        ("¿Qué pasó con el compromiso 5?", "result"),
        ("What became of commitment 5?", "result"),
        ("¿Cómo calificó el IRM el compromiso 1?", "rating"),
        ("How was commitment 1 rated?", "rating"),
        ("¿Qué recomienda el IRM?", "recommendation"),
        ("What does the IRM recommend?", "recommendation"),
        ("¿Por qué se detuvo?", "reason"),
        ("Why did it stop?", "reason"),
    ],
)
def test_what_is_asked_of_a_thing_is_seen_in_both_languages(question: str, aspect: str) -> None:
    assert aspect in understand(question).aspects


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("¿Cuántas bibliotecas hicieron elecciones?", "number"),
        ("How many libraries held elections?", "number"),
        ("¿Cuándo se aprobó la ley?", "date"),
        ("When was the law passed?", "date"),
        ("¿Quién paga el seguimiento?", "body"),
        ("Who pays for it?", "body"),
        ("¿Cuáles son las reglas de las mesas?", "list"),
        ("What are the rules of the tables?", "list"),
    ],
)
def test_the_kind_of_answer_is_seen_in_both_languages(question: str, kind: str) -> None:
    assert kind in understand(question).types


@pytest.mark.parametrize(
    ("question", "voice"),
    [
        ("¿Qué dijo el MRI del compromiso 1?", "assessed"),
        ("According to the IRM, was it complete?", "assessed"),
        ("¿Qué logró según la autoevaluación?", "self_reported"),
        ("What does the self-assessment report?", "self_reported"),
        ("¿Qué recomienda para el próximo plan?", "recommended"),
        ("What was promised on water?", "promised"),
    ],
)
def test_who_shall_speak_is_seen_in_both_languages(question: str, voice: str) -> None:
    assert voice in understand(question).voices


@pytest.mark.parametrize(
    ("question", "references"),
    [
        ("compromiso 5", [Reference(number=5)]),
        ("Compromiso nº 12", [Reference(number=12)]),
        ("Compromiso n.º 12", [Reference(number=12)]),
        ("commitments 3", [Reference(number=3)]),
        ("¿Qué pasó con XV0021?", [Reference(id="XV0021")]),
        ("xv0021", [Reference(id="XV0021")]),
        ("compromiso 4 y compromiso 7", [Reference(number=4), Reference(number=7)]),
        ("los 13 compromisos del plan", []),
        ("el agua en 2023", []),
    ],
)
def test_named_commitments_are_seen(question: str, references: list[Reference]) -> None:
    assert list(understand(question).references) == references


def test_years_and_acronyms_are_seen() -> None:
    asked = understand("¿Qué hizo el CGAV en 2022 y en 2024?")
    assert asked.years == ("2022", "2024")
    assert asked.acronyms == ("CGAV",)


def test_a_shouted_question_is_no_string_of_acronyms() -> None:
    assert understand("QUE PASO CON LAS BIBLIOTECAS").acronyms == ()


def test_accents_and_case_do_not_matter() -> None:
    one, other = understand("¿Cuántas organizaciones participaron?"), understand("CUANTAS ORGANIZACIONES PARTICIPARON")
    assert (one.aspects, one.types, one.voices) == (other.aspects, other.types, other.voices)


@given(st.text(max_size=120))
def test_any_text_can_be_read(text: str) -> None:
    asked = understand(text)
    assert all(reference.number is not None or reference.id for reference in asked.references)


@pytest.mark.parametrize("plan", ["primer", "séptimo", "octavo", "first", "seventh", "eighth"])
def test_a_plan_by_its_number_is_of_the_field(plan: str) -> None:
    assert understand(f"¿{plan.capitalize()} plan?").field


@pytest.mark.parametrize(
    ("question", "list_asked"),
    [
        ("¿Cuáles son los doce talleres?", True),
        ("Which twenty towns took part?", True),
        ("What are the 12 towns?", True),
        ("What one does matters", False),
    ],
)
def test_so_many_things_are_asked_for_as_a_list(question: str, list_asked: bool) -> None:
    assert ("list" in understand(question).types) == list_asked

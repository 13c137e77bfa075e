"""Follow-ups that ask the question before again, with one thing in the place of another."""

from __future__ import annotations

import pytest

from assistant.message.followup import resolve

ENDED = "¿Cómo terminó el compromiso 4 según la autoevaluación?"
ENDED_EN = "How did commitment 4 end?"
FOURTH = "¿Cuántos compromisos tuvo el cuarto plan?"
THIRD = "How many commitments did the third plan have?"


@pytest.mark.parametrize(
    ("before", "message", "meant"),
    [
        (ENDED, "¿Y el 5?", "¿Cómo terminó el compromiso 5 según la autoevaluación?"),
        (ENDED, "¿y al 5?", "¿Cómo terminó el compromiso 5 según la autoevaluación?"),
        (ENDED_EN, "And to number 5?", "How did commitment 5 end?"),
        (ENDED_EN, "what about commitment 5?", "How did commitment 5 end?"),
        (ENDED, "¿Y según el IRM?", "¿Cómo terminó el compromiso 4 según el IRM?"),
        (ENDED_EN, "and according to the IRM?", "How did commitment 4 end, according to the IRM?"),
        (FOURTH, "¿Y en el tercer plan?", "¿Cuántos compromisos tuvo el tercer plan?"),
        (FOURTH, "¿Y en el plan anterior?", "¿Cuántos compromisos tuvo el tercer plan de acción?"),
        (THIRD, "and in the previous plan?", "How many commitments did the second action plan have?"),
        (THIRD, "and in the next plan?", "How many commitments did the fourth action plan have?"),
        ("¿Cuándo es el taller de Puerto Lirio?", "¿Y el de Lago Azul?", "¿Cuándo es el taller de Lago Azul?"),
        ("When is the workshop in Puerto Lirio?", "And the one in Lago Azul?", "When is the workshop in Lago Azul?"),
    ],
)  # fmt: skip
def test_the_question_before_is_asked_again_of_something_else(before: str, message: str, meant: str) -> None:
    resolved = resolve(message, [before])
    assert (resolved.text, resolved.changed) == (meant, True)


@pytest.mark.parametrize(
    ("before", "message"),
    [
        ("¿Qué son los embalses?", "¿Y en el plan anterior?"),  # no plan to count from
        (ENDED, "¿Y qué dijo la prensa según el IRM de los costos?"),
        ("¿Quién dirige Puerto Lirio?", "¿Y el CGAV?"),  # initials do not stand for a place
    ],
)
def test_what_says_more_is_not_asked_again(before: str, message: str) -> None:
    text = resolve(message, [before]).text
    assert text.startswith(message)


def test_a_short_question_takes_its_subject_from_before() -> None:
    resolved = resolve("¿Y quién lo paga?", ["¿De qué trata el compromiso de las barcas?", "¿Cuánto cuesta?"])
    assert "barcas" in resolved.text


def test_a_name_stays_whole_in_the_subject() -> None:
    resolved = resolve("When was it last taken?", ["What does the Open Government Metric measure?"])
    assert "Open Government Metric" in resolved.text

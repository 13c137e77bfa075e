"""What a question names by a word and its number is not answered with another number of that word."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fakes import document

from assistant import Answer
from corpus.read import read_bytes

Make = Callable[..., Callable[..., Answer]]

OPTIONS = document(
    ("heading", "Options paper"),
    ("heading 2", "Option 1: A panel"),
    ("paragraph", "The cost of the panel is 14,000 crowns a year."),
    ("heading 2", "Option 2: A council"),
    ("paragraph", "The cost of the council is 6,500 crowns a year."),
    ("heading 2", "Option 3: A chat"),
    ("paragraph", "The cost of the chat is 300 crowns a year. It is cheaper than Option 2."),
    id="options",
)


@pytest.mark.parametrize(
    ("question", "figures", "foreign"),
    [
        ("What is the cost of Option 2 a year?", ["6,500"], ["14,000"]),
        ("What is the cost a year of option 1?", ["14,000"], ["6,500", "300"]),
        ("What is the cost a year of options 1 and 2?", ["14,000", "6,500"], []),
    ],
)
def test_another_option_is_not_told(asker: Make, question: str, figures: list[str], foreign: list[str]) -> None:
    text = asker(OPTIONS)(question).text
    assert all(figure in text for figure in figures)
    assert not any(figure in text for figure in foreign)


def test_a_row_of_another_milestone_is_not_told(asker: Make) -> None:
    text = """
# Plan de Zembla

| Hito | Responsable |
|---|---|
| 4.1 Convocatoria | Oficina de Pozos |
| 4.2 Cabildo | Oficina de Barcos |
| 4.3 Informe | Oficina de Luz |
"""
    told = asker(read_bytes(text.encode(), "plan.md", {}))("¿Quién es responsable del hito 4.2?").text
    assert "Barcos" in told and "Pozos" not in told and "Luz" not in told


def test_a_milestone_is_found_by_its_number_in_the_other_language(asker: Make) -> None:
    text = "# Plan\n\n| Milestone | Lead |\n|---|---|\n| 7.1 Sensors | Port |\n| 7.2 Board | Water Board |\n"
    answer = asker(read_bytes(text.encode(), "plan.md", {}))("¿Quién es responsable del hito 7.2?")
    assert answer.status in ("answered", "partial")
    assert "Water Board" in answer.text and "7.1" not in answer.text


def test_what_nothing_has_leaves_all(asker: Make) -> None:
    assert "crowns" in asker(OPTIONS)("What is the cost a year of Option 9?").text


TWO_PLANS = """# Compromisos de Zembla

## Primer plan 2021-2023

| Compromiso | Responsable | Presupuesto |
|---|---|---|
| 3 Becas claras | Oficina de Becas | 52.000 coronas |

## Segundo plan 2023-2025

| Compromiso | Responsable | Presupuesto |
|---|---|---|
| 3 Agua segura | Empresa de Aguas | 210.000 coronas |
"""


@pytest.mark.parametrize(
    ("plan", "lead", "other"),
    [("primer", "Oficina de Becas", "Empresa"), ("segundo", "Empresa de Aguas", "Becas")],
)
def test_of_two_plans_in_one_document_the_named_one_is_told(asker: Make, plan: str, lead: str, other: str) -> None:
    told = asker(read_bytes(TWO_PLANS.encode(), "lista.md", {}))(
        f"¿Quién es responsable del compromiso 3 del {plan} plan?"
    )
    assert lead in told.text and other not in told.text

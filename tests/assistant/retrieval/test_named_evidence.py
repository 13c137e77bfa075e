"""What a question names by its label, its number or its heading answers, though no sentence does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fakes import document

from assistant import Answer
from corpus.read import read_bytes

Make = Callable[..., Callable[..., Answer]]

FORM = """
# Informe de avance de Zembla

| Campo | Valor |
|---|---|
| Sensores instalados al final del periodo | 17 |
| Motivo del retraso | El proveedor se retiró |
| Entidad ejecutora | Agencia Ambiental |
"""

PLAN = """# Plan de acción de Zembla

## Compromiso 1. Portal de compras

La Dirección de Compras publicará todos los contratos.

- Hito 1.1 Definir el estándar

## Compromiso 2. Registro de beneficiarios

El Ministerio de Justicia creará un registro abierto.

- Hito 2.1 Aprobar el reglamento

## Compromiso 3. Obras

Para la obra primera se hará un mapa.
"""

PAPER = document(
    ("heading", "Options paper"),
    ("heading 2", "Option 1: Recommended - Founding a council"),
    ("paragraph", "It would cost 14,000 crowns a year."),
    ("heading 2", "Option 2: A chat"),
    ("paragraph", "Recommendations of the chat could not be accepted."),
    id="paper",
)


def plan(text: str, name: str = "plan.md") -> object:
    return read_bytes(text.encode(), name, {"kind": "action_plan", "country": "MX"})


def test_a_row_named_by_its_label_is_the_answer(asker: Make) -> None:
    answer = asker(plan(FORM))("¿Cuántos sensores fueron instalados al final del periodo?")
    assert answer.status == "answered"
    assert "17" in answer.text and "proveedor" not in answer.text


def test_labels_of_several_rows_name_none(asker: Make) -> None:
    twice = FORM + FORM.replace("# Informe", "# Otro informe").replace("17", "23")
    assert asker(plan(twice))("¿Cuántos sensores fueron instalados al final del periodo?").text.count("17") <= 1


@pytest.mark.parametrize(("number", "lead"), [(1, "Dirección de Compras"), (2, "Ministerio de Justicia")])
def test_who_does_what_a_commitment_promises_leads_it(asker: Make, number: int, lead: str) -> None:
    answer = asker(plan(PLAN))(f"¿Quién es responsable del compromiso {number}?")
    assert answer.status in ("answered", "partial")
    assert lead in answer.citations[0].quote


def test_the_sentence_a_commitment_begins_with_says_what_it_is_about(asker: Make) -> None:
    answer = asker(plan(PLAN))("¿De qué trata el compromiso 2?")
    assert answer.status in ("answered", "partial")
    assert answer.citations[0].quote == "El Ministerio de Justicia creará un registro abierto."


@pytest.mark.parametrize(
    "question",
    ["Which option is recommended?", "Which is the recommended option?", "What is the recommended option here?"],
)
def test_the_heading_that_says_so_is_the_answer(asker: Make, question: str) -> None:
    answer = asker(PAPER)(question)
    assert [one.quote for one in answer.citations] == ["Option 1: Recommended - Founding a council"]


def test_no_heading_says_so(asker: Make) -> None:
    assert "Founding" not in [one.quote for one in asker(PAPER)("Which option was rejected?").citations]

"""Commitments that no heading and no table names: contents, numbered lists, lines with a per cent; and chapters, which
are none."""

from __future__ import annotations

import pytest
from ledger_makers import ledger, page, said

from corpus.ledger import partly_read


def numbers(text: str, **meta: str) -> dict[int | None, str]:
    built = ledger(page(text, **{"kind": "action_plan", "language": "es", **meta}))
    return {one.number: one.titles.get("es", "") for one in built.commitments.values()}


WANTED = {1: "Portal de compras", 2: "Registro de agua", 3: "Escuelas con puertas abiertas"}


@pytest.mark.parametrize(
    "text",
    [
        # under the heading of the commitments
        "# Plan\n\n## Compromisos\n\n1. Portal de compras\n2. Registro de agua\n3. Escuelas con puertas abiertas",
        # behind a sentence that introduces them
        "# Plan\n\n## Contexto\n\nLos compromisos del plan son:\n\n1. Portal de compras\n2. Registro de agua\n"
        "3. Escuelas con puertas abiertas",
        # a list of contents
        "# Plan\n\n## Contenido\n\n- Compromiso 1. Portal de compras\n"
        "- Compromiso 2. Registro de agua\n- Compromiso 3. Escuelas con puertas abiertas",
        # lines that no format marks as headings
        "# Plan\n\nCompromiso 1. Portal de compras\n\nInstitución responsable: Dirección de Compras\n\n"
        "Compromiso 2. Registro de agua\n\nInstitución responsable: Autoridad del Agua\n\n"
        "Compromiso 3. Escuelas con puertas abiertas\n\nInstitución responsable: Ministerio de Educación",
    ],
)
def test_lists_and_lines_name_commitments(text: str) -> None:
    assert numbers(text) == WANTED
    assert numbers(text, country="", cycle="") == WANTED


def test_fields_below_a_line_that_names_a_commitment_are_its_own() -> None:
    text = """
        # Plan

        Compromiso 1. Portal de compras

        Institución responsable: Dirección de Compras

        Compromiso 2. Registro de agua

        Institución responsable: Autoridad del Agua
    """
    built = ledger(page(text, kind="action_plan", language="es"))
    assert [said(built, f"xz-2020-{n}", "lead")[0][0] for n in (1, 2)] == ["Dirección de Compras", "Autoridad del Agua"]


@pytest.mark.parametrize(
    "text",
    [
        "# Plan\n\n## Contenido\n\n1. Introducción\n2. Agrupación de los compromisos\n3. Compromisos",
        "# Plan\n\n## Compromisos\n\nSe eligieron en una mesa.\n\n## Pasos\n\n1. Convocar\n2. Elegir",
        "# Plan\n\nEl gobierno habló del compromiso 3: fue el más difícil de todos y no se logró.",
    ],
)
def test_other_lists_and_sentences_name_none(text: str) -> None:
    assert numbers(text) == {}


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("- Compromiso 1: Portal de compras: 80 % de cumplimiento", "80%"),
        ("- Compromiso 1. Portal de compras — 100% de avance", "100%"),
        ("- Compromiso 1: Portal de compras (62,5 % de cumplimiento)", "62.5%"),
        ("- Commitment 1: Portal de compras: 45 per cent complete", "45%"),
        ("- Commitment 1: Portal de compras: 40% complete (amber)", "40%"),
        ("- Compromiso 1: Portal de compras: 65 % de avance, en amarillo", "65%"),
    ],
)
def test_a_per_cent_behind_a_commitment_is_its_completion(line: str, value: str) -> None:
    text = f"# Avance\n\n{line}\n- Compromiso 2: Registro de agua: 0 % de cumplimiento\n"
    built = ledger(page(text, kind="progress_report", language="es"))
    assert said(built, "xz-2020-1", "completion") == [(value, "self_reported")]
    assert built.commitments["xz-2020-1"].titles == {"es": "Portal de compras"}
    assert said(built, "xz-2020-2", "completion") == [("0%", "self_reported")]


def test_a_per_cent_in_a_list_goes_to_the_commitment_that_a_heading_names() -> None:
    text = """
        # Avance

        - Compromiso 1: Portal: 80 % de cumplimiento
        - Compromiso 2: Agua: 30 % de cumplimiento

        ## Compromiso 1: Portal de compras

        - Hito 1: 100 %

        ## Compromiso 2: Registro de agua

        - Hito 1: 0 %
    """
    built = ledger(page(text, kind="progress_report", language="es"))
    assert [said(built, f"xz-2020-{n}", "completion") for n in (1, 2)] == [
        [("80%", "self_reported")],
        [("30%", "self_reported")],
    ]
    assert [one.titles["es"] for one in built.commitments.values()] == ["Portal de compras", "Registro de agua"]


CHAPTERS = """
    # Plan de Zembla

    ## 1. Presentación

    El plan contiene 10 compromisos.

    ## 2. Agrupación de los temas

    Institución responsable: varias

    Objetivo: ordenar los temas

    ## 3. Calendario

    Institución responsable: Dirección de Planes

    Objetivo: cumplir los plazos

    ## 4. COMPROMISOS

    Los textos completos están en el anexo.
"""


def test_chapters_beside_that_of_the_commitments_are_none_and_a_total_not_reached_is_a_gap() -> None:
    document = page(CHAPTERS, kind="action_plan", language="es")
    built = ledger(document)
    assert not built.commitments and not built.disagreements
    assert [one.why for one in partly_read([document], built)] == ["none"]


def test_a_stated_total_that_the_rows_do_not_reach_is_a_gap_and_no_disagreement() -> None:
    rows = "\n".join(f"| {n}. Pozo abierto {n} | Ministerio de Aguas |" for n in (1, 2, 3, 4))
    table = "| Compromiso | Institución responsable |\n|---|---|\n"
    document = page(f"# Plan\n\nEl plan contiene 10 compromisos.\n\n{table}{rows}", kind="action_plan", language="es")
    built = ledger(document)
    assert len(built.commitments) == 4 and not built.disagreements
    (gap,) = partly_read([document], built)
    assert (gap.why, gap.found, gap.stated, gap.missing) == ("total", 4, 10, (5, 6, 7, 8, 9, 10))

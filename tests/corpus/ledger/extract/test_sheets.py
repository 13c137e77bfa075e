"""Plans that give each commitment a table of its own, and other ways in which templates name and label them."""

from __future__ import annotations

import pytest
from ledger_makers import ledger, page, said

SHEETS = """
    # Plan de acción

    | {first} | |
    |---|---|
    | Institución responsable | Ministerio de Puertos |
    | Objetivo | Publicar los faros. |

    | {second} | |
    |---|---|
    | Institución responsable | Dirección de Boyas |
    | Presupuesto | Un millón. |
    | ¿Cuál es el compromiso? | Publicar las boyas. |

    ## Anexo

    | Institución responsable | Oficina de Anexos |
    | Presupuesto | Dos millones. |
"""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Compromiso 1. Registro de faros", "Compromiso 2. Registro de boyas"),
        ("1. Registro de faros", "2. Registro de boyas"),
        ("COMPROMISO N° 1: Registro de faros", "COMPROMISO N° 2: Registro de boyas"),
    ],
)
def test_a_table_for_each_commitment_that_names_it_in_its_first_row(first: str, second: str) -> None:
    built = ledger(page(SHEETS.format(first=first, second=second), kind="action_plan", language="es"))
    assert [one.number for one in built.commitments.values()] == [1, 2]
    assert [one.titles["es"] for one in built.commitments.values()] == ["Registro de faros", "Registro de boyas"]
    assert said(built, "xz-2020-1", "lead") == [("Ministerio de Puertos", "promised")]
    assert said(built, "xz-2020-1", "objective") == [("Publicar los faros.", "promised")]
    assert said(built, "xz-2020-2", "lead") == [("Dirección de Boyas", "promised")]
    assert said(built, "xz-2020-2", "objective") == [("Publicar las boyas.", "promised")]
    assert "Anexos" not in " ".join(finding.value for finding in built.findings)


def test_a_row_with_the_number_and_the_name_opens_a_sheet() -> None:
    text = """
        # Plan

        | The plan | of Zembla |
        |---|---|

        | | |
        |---|---|
        | Number and name of the commitment | 4. Open wells |
        | Lead government department | Ministry of Springs |
        | Timeline | January 2020 to June 2021 |
        | Commitment | Map all wells. |
    """
    built = ledger(page(text, kind="action_plan"))
    assert list(built.commitments) == ["xz-2020-4"]
    assert said(built, "xz-2020-4", "lead") == [("Ministry of Springs", "promised")]
    assert said(built, "xz-2020-4", "end") == [("2021-06", "promised")]


def test_a_numbered_row_without_fields_below_opens_nothing() -> None:
    text = "# Plan\n\n| 1. Introduction | |\n|---|---|\n| Wells | Many |\n| Queues | Long |"
    assert not ledger(page(text, kind="action_plan")).commitments


def test_a_question_is_a_label_as_well_as_one_with_a_colon() -> None:
    text = "# IRM\n\n## Commitment 1: Open wells\n\n- Completion: Limited\n- Did it open government? Major"
    built = ledger(page(text, kind="irm_report"))
    assert said(built, "xz-2020-1", "openness") == [("major", "assessed")]
    spanish = text.replace("Did it open government?", "¿Abrió el gobierno?").replace("Major", "Significativo")
    built = ledger(page(spanish, kind="irm_report", language="es"))
    assert said(built, "xz-2020-1", "openness") == [("major", "assessed")]


@pytest.mark.parametrize(
    "word", ["Compromiso {}: {}", "Compromiso N° {}. {}", "COMPROMISO {} {}", "Commitment {} – {}"]
)
def test_commitments_numbered_within_their_theme_are_not_one(word: str) -> None:
    named = {"1.1": "Registro de faros", "1.2": "Registro de boyas", "2.1": "Mapa de las olas"}
    parts = [f"## {word.format(*pair)}\n\nObjetivo: Publicar {pair[1]}." for pair in named.items()]
    built = ledger(page("# Plan\n\n" + "\n\n".join(parts), kind="action_plan", language="es"))
    assert {one.titles["es"] for one in built.commitments.values()} == set(named.values())
    assert {one.number for one in built.commitments.values()} == {None}
    assert all(len(said(built, key, "objective")) == 1 for key in built.commitments)

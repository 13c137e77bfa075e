"""Which names are one commitment: by id, by plan and number, by title; plans and countries stay apart."""

from __future__ import annotations

import pytest
from ledger_makers import ledger, page, said


def report(id: str, rows: str, **meta: str) -> str:
    return f"# Report {id}\n\n| Commitment | Results |\n|---|---|\n{rows}"


def test_an_id_joins_documents_that_number_and_documents_that_do_not() -> None:
    plan = page("# Plan\n\n## Commitment 3: Open wells (XZ0003)\n\nDig.", kind="action_plan", id="a-plan")
    rows = page(report("b", "| 3. Pozos abiertos | Hecho. |"), kind="self_assessment", id="b-report", language="es")
    irm = page("# IRM\n\n## XZ0003 – Pozos abiertos\n\nDug.", kind="irm_report", id="c-irm", language="es")
    built = ledger(irm, rows, plan)
    assert list(built.commitments) == ["XZ0003"]
    commitment = built.commitments["XZ0003"]
    assert (commitment.number, commitment.cycle, commitment.country) == (3, "2020-2022", "XZ")
    assert commitment.titles == {"en": "Open wells", "es": "Pozos abiertos"}
    assert [place.document for place in commitment.named] == ["a-plan", "b-report", "c-irm"]


def test_a_title_joins_where_one_document_gives_the_id_and_another_the_number() -> None:
    irm = page("# IRM\n\n## XZ0003 – Pozos abiertos al pueblo\n\nDug.", kind="irm_report", id="irm", language="es")
    rows = page(report("b", "| 3. Pozos abiertos al pueblo | Hecho. |"), kind="self_assessment", language="es")
    assert list(ledger(irm, rows).commitments) == ["XZ0003"]


def test_plans_of_one_country_and_countries_never_merge() -> None:
    row = "| 1. Open wells for everybody | Done. |"
    documents = [
        page(
            report(f"{country}-{cycle}", row),
            kind="self_assessment",
            id=f"{country}-{cycle}",
            country=country,
            cycle=cycle,
        )
        for country in ("XZ", "XY")
        for cycle in ("2018-2020", "2020-2022")
    ]
    built = ledger(*documents)
    assert list(built.commitments) == ["xy-2018-1", "xy-2020-1", "xz-2018-1", "xz-2020-1"]
    assert not built.disagreements


def test_the_registry_turns_plan_and_number_into_an_id() -> None:
    plan = page("# Plan\n\n## Compromiso 7: Algo\n\nHacer.", kind="action_plan", country="MX", cycle="2019-2022")
    assert list(ledger(plan).commitments) == ["MX0081"]


PAST = """
    # Kit

    ## Past commitments

    ### Plan de Acción 2016-2018

    | No. | Nombre corto | Compromiso | Dependencia | Estado |
    |---|---|---|---|---|
    | 1 | {title} | Medir el agua. | Secretaría de Aguas | Vigente |
"""


def test_a_list_of_the_past_counts_rows_and_does_not_number_commitments() -> None:
    old = page(
        "# Plan\n\n## Compromiso 4: Agua limpia y medida\n\nMedir.", kind="action_plan", id="old", cycle="2016-2018"
    )
    kit = page(PAST.format(title="Agua limpia y medida"), kind="cocreation_kit", id="kit", language="es")
    built = ledger(old, kit)
    assert list(built.commitments) == ["xz-2016-4"]
    assert said(built, "xz-2016-4", "status") == [("active", "context")]
    assert said(built, "xz-2016-4", "lead") == [("Secretaría de Aguas", "context")]


def test_a_name_that_is_not_clearly_one_commitment_gives_nothing() -> None:
    old = page(
        "# Plan\n\n## Compromiso 4: Agua limpia para todos\n\nA.\n\n## Compromiso 5: Agua limpia para siempre\n\nB.",
        kind="action_plan",
        id="old",
        cycle="2016-2018",
        language="es",
    )
    kit = page(PAST.format(title="Agua limpia"), kind="cocreation_kit", id="kit", language="es")
    built = ledger(old, kit)
    assert list(built.commitments) == ["xz-2016-4", "xz-2016-5"]
    assert {finding.at.document for key in built.commitments for finding in built.of(key)} == {"old"}


@pytest.mark.parametrize("meta", [{"cycle": ""}, {"country": ""}, {"country": "", "cycle": ""}])
def test_a_document_of_no_known_plan_or_country_numbers_its_own_commitments(meta: dict[str, str]) -> None:
    titles = {"north": "Open wells", "south": "Night buses"}
    documents = [
        page(f"# Plan\n\n## Commitment 1: {title}\n\nDo it.", kind="action_plan", id=name, **meta)
        for name, title in titles.items()
    ]
    built = ledger(*documents)
    assert {one.named[0].document: one.titles["en"] for one in built.commitments.values()} == titles
    assert [one.number for one in built.commitments.values()] == [1, 1]
    assert len({one.plan for one in built.commitments.values()}) == 2


def test_towns_with_plans_alike_are_not_joined_where_no_country_is_known() -> None:
    text = "# Plan\n\n## Commitment 1: Open wells\n\nDo it."
    built = ledger(*(page(text, kind="action_plan", id=name, country="") for name in ("north", "south")))
    assert [one.place for one in built.commitments.values()] == ["north", "south"]


def test_a_method_that_numbers_its_steps_has_no_commitments() -> None:
    text = "# Method\n\n| No. | Title |\n|---|---|\n| 1 | Call for proposals |\n| 2 | Choosing |"
    assert not ledger(page(text, kind="methodology", cycle="")).commitments

"""Stated totals against what is listed."""

from __future__ import annotations

import pytest
from ledger_makers import ledger, page

from corpus.ledger import Ledger
from corpus.model import Document


def plan(body: str, **meta: str) -> Document:
    return page(
        f"# Second Action Plan\n\n## Commitment 1: Open wells\n\n{body}", kind="action_plan", id="a-plan", **meta
    )


def reported(cells: str, header: str, *, id: str = "b-report", **meta: str) -> Document:
    rule = "|---" * (header.count("|") + 2) + "|"
    text = f"# Report\n\n| Commitment | {header} |\n{rule}\n| 1. Open wells | {cells} |"
    return page(text, kind=meta.pop("kind", "self_assessment"), id=id, **meta)


def fields(built: Ledger) -> list[tuple[str, str, list[str]]]:
    return [(one.commitment, one.field, [side.value for side in one.sides]) for one in built.disagreements]


ROWS = """
    # Self-assessment of the Second Action Plan

    {stated}

    | Commitment | Completion |
    |---|---|
    | 1. Wells | Complete |
    | 2. Queues | Complete |
    | 3. Ships | Limited |
    | 4. Roads | {last} |
"""


@pytest.mark.parametrize(
    ("stated", "last", "sides"),
    [
        ("Of the four commitments, two were complete and two were limited.", "Limited", []),
        ("Of the four commitments, three were complete and one was limited.", "Limited", [3, 3]),
        ("Of the four commitments, three were complete.", "not yet known", []),
        ("Dos de los cuatro compromisos quedaron completos.", "Complete", [4]),
    ],
)
def test_a_stated_total_against_the_rows(stated: str, last: str, sides: list[int]) -> None:
    built = ledger(page(ROWS.format(stated=stated, last=last), kind="self_assessment"))
    assert [len(clash.sides) for clash in built.disagreements] == sides
    assert all(clash.within and clash.field == "count" for clash in built.disagreements)


def test_a_total_that_another_voice_is_said_to_endorse() -> None:
    built = ledger(
        page(
            """
            # Report

            These results of the commitments were endorsed by the IRM:

            - One commitment had limited progress.

            | Commitment | Rating |
            |---|---|
            | 1. Wells | The IRM found progress limited. In the self-assessment it was considered limited. |
            | 2. Queues | The IRM found progress limited. In the self-assessment it was considered complete. |
            | 3. Ships | The IRM found progress limited. In the self-assessment it was considered complete. |
            """,
            kind="self_assessment",
        )
    )
    told = [clash for clash in built.disagreements if clash.field == "count"]
    assert [[side.voice for side in clash.sides] for clash in told] == [["self_reported"] + ["assessed"] * 3]


STOPPED = """
    # Self-assessment of the Second Action Plan

    {stated}

    | Commitment | Rating |
    |---|---|
    | 1. Wells | {irm} In the self-assessment the commitment was considered {own}. |
"""


ENDORSED = "Each of these results was endorsed by the IRM."


@pytest.mark.parametrize(
    ("stated", "irm", "found"),
    [
        ("Each of these results was endorsed by the IRM.", "The IRM did not express an opinion.", True),
        ("Todos los resultados fueron avalados por el IRM.", "El IRM no se pronunció.", True),
        ("These results were endorsed by the IRM:\n\n- One commitment is inactive.", "El IRM no se pronunció.", True),
        ("Most results were endorsed by the IRM.", "The IRM did not express an opinion.", False),
        ("Each of these results was endorsed by the IRM.", "The IRM found it promising.", False),
    ],
)
def test_every_result_endorsed_and_one_of_which_nothing_was_said(stated: str, irm: str, found: bool) -> None:
    text = STOPPED.format(stated=stated.replace("\n", "\n    "), irm=irm, own="inactive")
    built = ledger(page(text, kind="self_assessment"))
    assert [clash.field for clash in built.disagreements] == ["other"] * found
    assert all(clash.within and len(clash.sides) == 2 for clash in built.disagreements)


def test_targets_that_a_sentence_names_and_its_list_leaves_out() -> None:
    text = """
        # Kit

        ## Agenda 2030

        El compromiso atiende las metas {named} del ODS 16.

        Meta 16.6 Instituciones claras.

        Meta 16.10 Datos para todos.
    """
    (clash,) = ledger(page(text.format(named="16.6 y 16.7"), kind="cocreation_kit", language="es")).disagreements
    assert clash.within and [side.value for side in clash.sides] == ["16.6; 16.7", "16.6", "16.10"]
    assert not ledger(page(text.format(named="16.6"), kind="cocreation_kit", language="es")).disagreements


@pytest.mark.parametrize(
    ("stated", "irm", "own", "sides"),
    [
        ("", "The IRM found progress substantial.", "withdrawn", ["withdrawn", "substantial"]),
        (ENDORSED, "The IRM found progress limited.", "inactive", ["inactive", "limited"]),
        ("", "The IRM found progress limited.", "inactive", []),
        (ENDORSED, "The IRM considered it not started.", "inactive", []),
        ("", "The IRM did not express an opinion.", "inactive", []),
        (ENDORSED, "The IRM found progress limited.", "active", []),
    ],
)
def test_inactive_by_one_voice_and_under_way_by_another(stated: str, irm: str, own: str, sides: list[str]) -> None:
    built = ledger(page(STOPPED.format(stated=stated, irm=irm, own=own), kind="self_assessment"))
    assert [[side.value for side in clash.sides] for clash in built.disagreements] == [sides] * bool(sides)

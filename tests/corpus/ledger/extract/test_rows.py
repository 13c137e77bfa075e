"""Rows whose cells stand under the header of their column."""

from __future__ import annotations

import pytest
from ledger_makers import ledger, of_field, page, said

MILESTONES = """
    # Plan

    | Commitment | Milestone | Responsible institution | Due |
    |---|---|---|---|
    | 7. Farm aid | 7.1 Publish the list | Ministry of Fields | 30/06/2023 |
    | | 7.2 Set up the table | Farmers' Network | 31/12/2023 |
    | 8. Schools | 8.1 Train heads | Ministry of Education | 31/03/2023 |
    | Idem | 8.2 Publish budgets | " | 31/10/2023 |
"""


def test_milestones_below_an_empty_cell_or_a_ditto_belong_to_the_commitment_above() -> None:
    built = ledger(page(MILESTONES, kind="action_plan"))
    assert [one.value[:3] for one in of_field(built, "xz-2020-7", "milestone")] == ["7.1", "7.2"]
    assert [one.value[:3] for one in of_field(built, "xz-2020-8", "milestone")] == ["8.1", "8.2"]
    ends = [(one.value, one.about[:3]) for one in of_field(built, "xz-2020-8", "end")]
    assert ends == [("2023-03-31", "8.1"), ("2023-10-31", "8.2")]


def test_a_step_that_bears_another_number_does_not_belong_to_the_commitment_above() -> None:
    text = MILESTONES.replace("7.2 Set up", "9.2 Set up")
    built = ledger(page(text, kind="action_plan"))
    assert [one.value[:3] for one in of_field(built, "xz-2020-7", "milestone")] == ["7.1"]


@pytest.mark.parametrize(
    ("number", "title"), [("numero", "titulo"), ("No.", "Nombre"), ("#", "Título"), ("number", "name")]
)
def test_a_row_of_a_tracker_is_a_commitment(number: str, title: str) -> None:
    text = f"# Seguimiento\n\n| {number} | {title} | avance |\n|---|---|---|\n| 4 | Pozos | 80 % |\n| 5 | Agua | 10 % |"
    built = ledger(page(text, kind="other", cycle="", country="", language="es"))
    assert [(one.number, one.titles["es"]) for one in built.commitments.values()] == [(4, "Pozos"), (5, "Agua")]
    assert [said(built, key, "completion")[0][0] for key in built.commitments] == ["80%", "10%"]


def test_a_numbered_table_without_a_field_of_a_commitment_is_no_tracker() -> None:
    text = "# Books\n\n| No. | Title | Author |\n|---|---|---|\n| 1 | Wells | Ada |\n| 2 | Queues | Bob |"
    assert not ledger(page(text, kind="other")).commitments


def test_of_a_long_cell_the_first_sentence_is_the_title() -> None:
    long = "Open wells. Meetings with civil society were held and their minutes were published on the portal."
    built = ledger(
        page(f"# R\n\n| No. | Commitment | Completion |\n|---|---|---|\n| 3 | {long} | Limited |", kind="irm_report")
    )
    assert built.commitments["xz-2020-3"].titles == {"en": "Open wells"}
    assert said(built, "xz-2020-3", "result")[0][0].startswith("Meetings with")

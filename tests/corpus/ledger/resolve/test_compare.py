"""Totals of commitments, and documents that only retell others."""

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


def test_a_total_of_commitments_against_more_of_them() -> None:
    rows = "\n".join(f"| {number}. Wells {number} of many | Done. |" for number in (1, 2, 3, 4))
    text = "# Report\n\nNumber of commitments: {total}\n\n| Commitment | Results |\n|---|---|\n" + rows
    assert not ledger(page(text.format(total=4), kind="self_assessment")).disagreements
    (clash,) = ledger(page(text.format(total=3), kind="self_assessment")).disagreements
    assert clash.within and clash.sides[0].value == "3"


@pytest.mark.parametrize("numbers", [(1, 2, 3), (1, 2, 5)])
def test_a_total_that_was_not_reached_may_not_have_been_read(numbers: tuple[int, ...]) -> None:
    shown = "# Plan\n\n## Commitments\n\nNumber of commitments: 6\n\n" + "\n\n".join(
        f"### {number}. Wells {number} of many\n\nDig the wells." for number in numbers
    )
    assert not ledger(page(shown, kind="action_plan")).disagreements


def test_what_a_sheet_retells_counts_only_where_the_documents_are_not_at_hand() -> None:
    sheet = page(
        """
        +++
        [[sections]]
        heading = "Objective"
        voice = "promised"
        origin = "Plan"
        [[sections]]
        heading = "Objective according to the report"
        voice = "self_reported"
        origin = "Report"
        +++
        # Commitment 1: Open wells

        ## Objective

        Five social programs.

        ## Objective according to the report

        Six social programs.
        """,
        kind="fact_sheet",
        id="sheet",
    )
    assert [side.value for side in ledger(sheet).disagreements[0].sides] == ["5", "6"]
    both = ledger(sheet, plan("Dig five social programs."), reported("Six social programs.", "Objective"))
    assert [side.at.document for side in both.disagreements[0].sides] == ["a-plan", "b-report"]

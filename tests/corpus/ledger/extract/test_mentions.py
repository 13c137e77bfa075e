"""Commitments that running text names."""

from __future__ import annotations

from ledger_makers import ledger, page, said


def test_a_brief_names_commitments_by_title_and_says_what_comes_next() -> None:
    plan = page(
        """
        # Second Action Plan

        ## Commitment 1: Mapping village wells with school pupils

        Map.

        ## Commitment 2: Shorter hospital queues across the islands

        Count.
        """,
        kind="action_plan",
        id="plan",
        title="Second Action Plan",
    )
    brief = page(
        """
        # Brief

        ## Area 1: Water

        The commitment of the second action plan on mapping village wells with school pupils was rated substantial in
        completion by its reviewers. As a next step, the pupils could test the water.

        ## Area 2: Health

        Nothing was promised on this.
        """,
        kind="irm_cocreation_brief",
        id="brief",
        cycle="",
    )
    built = ledger(plan, brief)
    assert [(one.kind, one.title, one.commitments) for one in built.proposals] == [
        ("area", "Water", ("xz-2020-1",)),
        ("area", "Health", ()),
    ]
    assert [value for value, voice in said(built, "xz-2020-1", "next") if voice == "recommended"] == [
        "As a next step, the pupils could test the water."
    ]
    assert not [f for f in built.of("xz-2020-2") if f.at.document == "brief"]

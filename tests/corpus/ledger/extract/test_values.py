"""Milestones: the steps of a commitment, and when each begins and is due, wherever a document puts them."""

from __future__ import annotations

import pytest
from ledger_makers import ledger, of_field, page, said


def plan(text: str, language: str = "en") -> dict[str, list[tuple[str, str]]]:
    """Of commitment 1: milestones, and the dates of each as (milestone, date)."""
    built = ledger(page(text, kind="action_plan", language=language))
    dates = {
        field: [(f.about, f.value) for f in of_field(built, "xz-2020-1", field) if f.about]
        for field in ("start", "end")
    }
    return {"milestone": said(built, "xz-2020-1", "milestone"), **dates}


def test_a_table_of_milestones_gives_each_with_its_dates() -> None:
    found = plan(
        """
        # Plan
        ## Commitment 1: Open the harbour books
        ### Objective
        Let anyone read what ships pay.

        | No. | Milestone | Start date | End date | Responsible |
        |---|---|---|---|---|
        | 1 | Agree on the format of the books | January 2020 | March 2020 | Harbour Office |
        | 2 | Publish the first books | April 2020 | 31 December 2021 | Harbour Office |
        """
    )
    first, second = "Agree on the format of the books", "Publish the first books"
    assert found["milestone"] == [(first, "promised"), (second, "promised")]
    assert found["start"] == [(first, "2020-01"), (second, "2020-04")]
    assert found["end"] == [(first, "2020-03"), (second, "2021-12-31")]


def test_the_dates_of_a_milestone_are_not_those_of_the_commitment() -> None:
    built = ledger(
        page(
            """
            # Plan
            ## Commitment 1: Open the harbour books

            | Milestone | End date |
            |---|---|
            | Publish the first books | March 2020 |
            """,
            kind="action_plan",
        )
    )
    assert [f.about for f in of_field(built, "xz-2020-1", "end")] == ["Publish the first books"]
    assert not built.disagreements


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "### Milestones\n- Agree on the format\n- Publish the first books"),
        ("es", "### Hitos del compromiso\n- Acordar el formato\n- Publicar los primeros libros"),
        ("en", "Milestone 1: Agree on the format\n\nMilestone 2: Publish the first books"),
        ("es", "- Hito 1: Acordar el formato\n- Hito 2: Publicar los primeros libros"),
        (
            "en",
            "#### Milestone 1. Agree on the format\n\nThe ministry calls.\n\n#### Milestone 2. Publish the first books",
        ),
    ],
)
def test_lists_lines_and_headings_give_milestones(language: str, text: str) -> None:
    found = plan(f"# Plan\n## Commitment 1: Open the harbour books\n{text}", language)["milestone"]
    wanted = {
        "en": ["Agree on the format", "Publish the first books"],
        "es": ["Acordar el formato", "Publicar los primeros libros"],
    }
    assert [value for value, _ in found] == wanted[language]


def test_activities_count_as_milestones_only_where_the_table_dates_them() -> None:
    head = "# Plan\n## Commitment 1: Open the harbour books\n\n"
    dated = "| Activity | Start date | End date |\n|---|---|---|\n| Call a meeting | May 2020 | June 2020 |\n"
    assert [value for value, _ in plan(head + dated)["milestone"]] == ["Call a meeting"]
    undated = "| Activity | Responsible |\n|---|---|\n| Call a meeting | Harbour Office |\n"
    assert plan(head + undated)["milestone"] == []


def test_a_count_of_milestones_is_no_milestone() -> None:
    assert plan("# Plan\n## Commitment 1: Open the harbour books\n\nMilestones: 4")["milestone"] == []


def test_an_irm_report_tells_what_was_promised() -> None:
    built = ledger(
        page(
            "# Report\n## Commitment 1: Open the harbour books\n### Milestones\n- Publish the first books",
            kind="irm_report",
        )
    )
    assert said(built, "xz-2020-1", "milestone") == [("Publish the first books", "promised")]

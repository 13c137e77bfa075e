"""What does not go together, and what only looks as if it did not."""

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


def test_numbers_of_the_same_thing() -> None:
    built = ledger(plan("Dig five social programs."), reported("Six social programs were dug.", "Objective"))
    assert fields(built) == [("xz-2020-1", "count", ["5", "6"])]
    assert not built.disagreements[0].within


@pytest.mark.parametrize(
    ("promised", "told"),
    [
        ("Dig five social programs.", "Six road programs were dug."),
        ("Dig five social programs.", "Five social programs, of which two social programs are new."),
        ("Dig five social programs.", "Dig programs."),
    ],
)
def test_numbers_of_other_things_or_of_a_part(promised: str, told: str) -> None:
    assert not ledger(plan(promised), reported(told, "Objective")).disagreements


def test_what_was_promised_is_not_compared_with_what_was_reached() -> None:
    assert not ledger(plan("Train 40 village schools."), reported("46 village schools.", "Results")).disagreements


def test_a_rating_by_two_voices_and_by_one() -> None:
    irm = page("# IRM\n\n## Commitment 1: Open wells\n\nCompletion: Limited.", kind="irm_report", id="c-irm")
    mine = reported("Substantial", "Completion")
    assert fields(ledger(irm, mine)) == [("xz-2020-1", "completion", ["substantial", "limited"])]
    (clash,) = ledger(irm, mine).disagreements
    assert {side.voice for side in clash.sides} == {"assessed", "self_reported"}
    assert not ledger(irm, reported("Limited", "Completion")).disagreements
    assert not ledger(irm, reported("No answer yet", "Completion")).disagreements


def test_a_report_of_a_moment_may_differ_from_the_end() -> None:
    early = reported("Limited", "Completion", id="a-early", kind="progress_report")
    assert not ledger(early, reported("Complete", "Completion")).disagreements


def test_dates_that_are_parts_of_each_other_agree() -> None:
    assert not ledger(plan("End date: 2021"), reported("31 August 2021", "End date")).disagreements
    assert fields(ledger(plan("End date: 2021"), reported("May 2022", "End date"))) == [
        ("xz-2020-1", "end", ["2021", "2022-05"])
    ]


def test_the_period_of_a_plan() -> None:
    kit = page("# Kit\n\nThe Second Action Plan 2020-2021 begins.", kind="cocreation_kit", id="kit", cycle="2020-2021")
    page_of = page("# Wells (XZ0001)\n\nAction Plan: Zembla Action Plan 2020-2022", kind="commitment", id="page")
    assert fields(ledger(kit, page_of)) == [("xz-2020", "end", ["2021", "2022"])]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Ministry of Roads", "Ministry of Rivers", True),
        ("Ministry of Roads", "Ministry of Roads; Ministry of Rivers", False),
        ("Ministry of Roads", "Ministry of Roads (MOR)", False),
    ],
)
def test_who_leads(one: str, other: str, found: bool) -> None:
    built = ledger(plan(f"Lead institution: {one}"), reported(other, "Lead institution"))
    assert [clash.field for clash in built.disagreements] == ["lead"] * found


def test_a_lead_that_a_list_of_participants_leaves_out() -> None:
    lead = plan("Lead institution: Ministry of Roads; Ministry of Rivers")
    (clash,) = ledger(lead, reported("Ministry of Roads; Water Watch", "Participants")).disagreements
    assert (clash.field, clash.about) == ("lead", "Ministry of Rivers")
    # a list that holds none of the leads is a list of others
    assert not ledger(lead, reported("Water Watch", "Participants")).disagreements


def test_titles_in_one_language_that_share_nothing() -> None:
    def titled(title: str, id: str, language: str = "en") -> Document:
        return page(f"# P\n\n## Commitment 1: {title}\n\nDo.", kind="action_plan", id=id, language=language)

    wells = titled("Open wells in every village", "a")
    assert [one.field for one in ledger(wells, titled("Tax rules for foreign ships", "b")).disagreements] == ["title"]
    assert not ledger(wells, titled("Open wells in evry vilage", "b")).disagreements
    assert not ledger(wells, titled("Village wells", "b")).disagreements
    assert not ledger(wells, titled("Pozos para las aldeas del norte", "b", "es")).disagreements

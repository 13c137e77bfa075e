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


STOPPED = """
    # Self-assessment of the Second Action Plan

    {stated}

    | Commitment | Rating |
    |---|---|
    | 1. Wells | {irm} In the self-assessment the commitment was considered {own}. |
"""


ENDORSED = "Each of these results was endorsed by the IRM."


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

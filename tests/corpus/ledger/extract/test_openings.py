"""Commitments that a document numbers in Roman figures, in words, or by chapter and place."""

from __future__ import annotations

import pytest
from ledger_makers import ledger, page, said

from corpus.ledger import Ledger, build_ledger
from corpus.read import read_bytes

MARKS = [("I", "II", "III"), ("One", "Two", "Three"), ("Uno", "Dos", "Tres"), ("no. I", "no. II", "no. III")]
TITLES = ("Open wells", "Fair queues", "Clear roads")


def titles(built: Ledger) -> dict[int | None, list[str]]:
    return {one.number: list(one.titles.values()) for one in built.commitments.values()}


def unnumbered(built: Ledger) -> list[str]:
    return sorted(title for one in built.commitments.values() if one.number is None for title in one.titles.values())


def sections(word: str, marks: tuple[str, ...], between: str) -> str:
    parts = [
        f"## {word} {mark}{between} {title}\n\nLead institution: Ministry of Springs\n\n"
        "Objective: Mend what is broken in every village."
        for mark, title in zip(marks, TITLES, strict=True)
    ]
    return "# Second Action Plan of Zembla\n\n" + "\n\n".join(parts)


@pytest.mark.parametrize("marks", MARKS)
@pytest.mark.parametrize("between", [":", ".", " –"])
@pytest.mark.parametrize("word", ["Commitment", "COMPROMISO"])
def test_headings(word: str, marks: tuple[str, ...], between: str) -> None:
    built = ledger(page(sections(word, marks, between), kind="action_plan"))
    assert list(built.commitments) == ["xz-2020-1", "xz-2020-2", "xz-2020-3"]
    assert titles(built) == {1: ["Open wells"], 2: ["Fair queues"], 3: ["Clear roads"]}
    assert said(built, "xz-2020-2", "objective") == [("Mend what is broken in every village.", "promised")]


def test_headings_that_no_file_marks() -> None:
    text = sections("Compromiso", ("Uno", "Dos", "Tres"), ":").replace("#", "").replace("Objective: ", "")
    document = read_bytes(text.encode(), "plan.txt", {"kind": "action_plan", "country": "XZ", "cycle": "2020-2022"})
    assert titles(build_ledger([document])) == {1: ["Open wells"], 2: ["Fair queues"], 3: ["Clear roads"]}


def test_the_number_alone_above_the_title() -> None:
    built = ledger(
        page("# Plan\n\n## Commitment II\n\nObjective: Open the wells of every village.", kind="action_plan")
    )
    assert said(built, "xz-2020-2", "objective") == [("Open the wells of every village.", "promised")]


def test_rows() -> None:
    built = ledger(
        page(
            """
            # Plan

            | Commitment | Lead institution |
            |---|---|
            | Commitment I: Open wells | Ministry of Springs |
            | Commitment II: Fair queues | Ministry of Health |

            | No. | Title | Objective |
            |---|---|---|
            | III | Clear roads | Mend nine roads. |
            """,
            kind="action_plan",
        )
    )
    assert titles(built) == {1: ["Open wells"], 2: ["Fair queues"], 3: ["Clear roads"]}


@pytest.mark.parametrize(
    "heading",
    ["Compromiso I+D: laboratorios", "Commitment one-stop: shops", "Commitment X-ray: hospitals", "Un compromiso"],
)
def test_headings_that_number_nothing(heading: str) -> None:
    built = ledger(page(f"# Plan\n\n## {heading}\n\nWords about it that are no promise.", kind="action_plan"))
    assert not built.commitments


def test_a_report_speaks_of_a_commitment_by_its_number_in_words() -> None:
    plan = page(sections("Commitment", ("1", "2", "3"), ":"), kind="action_plan", id="plan")
    brief = page(
        "# Brief\n\nAccording to the IRM, commitment two had limited completion.",
        kind="irm_cocreation_brief",
        id="brief",
    )
    assert said(ledger(plan, brief), "xz-2020-2", "completion") == [("limited", "assessed")]


CHAPTERS = """
    # Second Action Plan of Zembla

    ## {first} Background

    The first plan was long.

    ## {second} Commitments

    ### 2.1 Open wells

    Objective: Map the wells of every village.

    ### 2.2 Fair queues

    Objective: Show waiting times.
"""


@pytest.mark.parametrize("chapters", [("1.", "2."), ("", "")])
def test_chapter_and_place_are_not_the_number_of_the_plan(chapters: tuple[str, str]) -> None:
    built = ledger(page(CHAPTERS.format(first=chapters[0], second=chapters[1]), kind="action_plan"))
    assert unnumbered(built) == ["Fair queues", "Open wells"]
    assert ("Map the wells of every village.", "promised") in [
        (one.value, one.voice) for one in built.findings if one.field == "objective"
    ]


def test_sections_of_the_chapter_are_no_commitments() -> None:
    built = ledger(
        page(
            """
            # Review of Zembla

            ## 2. Commitments

            ### 2.1 Introduction

            How they were looked at.

            ### 2.2 Open wells

            Forty wells were mapped.

            ### 2.3 Fair queues

            Nothing is known.

            ## 3. Process

            ### 3.1 Who took part

            Many people.
            """,
            kind="irm_report",
        )
    )
    assert unnumbered(built) == ["Fair queues", "Open wells"]


def test_sections_of_one_commitment_are_no_commitments() -> None:
    built = ledger(
        page(
            """
            # Plan

            ## Commitment 1: Open wells

            ### 1.1 Objective

            Map the wells of every village.

            ### 1.2 Where we stand

            Nobody knows.

            ## Commitment 2: Fair queues

            ### 2.1 Objective

            Show waiting times.
            """,
            kind="action_plan",
        )
    )
    assert titles(built) == {1: ["Open wells"], 2: ["Fair queues"]}

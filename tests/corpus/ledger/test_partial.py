"""What is said of documents that the ledger read in part only."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from ledger_makers import country, ledger, page

from corpus.ledger import PartlyRead, partly_read
from corpus.model import Document


def plan(numbers: Sequence[int], before: str = "", kind: str = "action_plan", **meta: str) -> Document:
    rows = "\n\n".join(f"### Commitment {number}: Wells {number} of many\n\nDig." for number in numbers)
    return page(f"# Plan\n\n{before}\n\n## Commitments\n\n{rows}", kind=kind, id="plan", **meta)


def read(*documents: Document) -> tuple[PartlyRead, ...]:
    return partly_read(documents, ledger(*documents))


@pytest.mark.parametrize("numbers", [(1, 2, 3), (1,), (7,)])
def test_nothing_is_said_of_what_is_whole_or_too_little_to_tell(numbers: tuple[int, ...]) -> None:
    assert read(plan(numbers)) == ()


def test_a_gap_in_the_numbers() -> None:
    assert read(plan((1, 2, 4, 5))) == (PartlyRead("plan.md", "gap", 4, None, (3,)),)
    assert read(plan((3, 4, 7))) == (PartlyRead("plan.md", "gap", 3, None, (1, 2, 5, 6)),)


@pytest.mark.parametrize("before", ["Number of commitments: 6", "This plan has six commitments."])
def test_fewer_than_the_document_states(before: str) -> None:
    assert read(plan((1, 2, 5), before)) == (PartlyRead("plan.md", "total", 3, 6, (3, 4, 6)),)
    assert read(plan((1, 2, 3, 4, 5, 6), before)) == ()


def test_no_commitment_where_the_kind_has_them() -> None:
    assert read(page("# Plan\n\nMany words.", kind="action_plan", id="p")) == (PartlyRead("p.md", "none"),)
    assert read(page("# Page\n\nMany words.", kind="commitment", id="p")) == (PartlyRead("p.md", "none"),)


@pytest.mark.parametrize("kind", ["guide", "methodology", "cocreation_kit", "irm_cocreation_brief", "fact_sheet"])
def test_kinds_that_need_not_name_any(kind: str) -> None:
    assert read(page("# Guide\n\nMany words.", kind=kind, id="p")) == ()


def test_a_page_of_one_commitment_has_no_gaps() -> None:
    assert read(page("# Wells (XZ0007)\n\nObjective: Dig.", kind="commitment", id="p")) == ()


def test_commitments_of_another_plan_fill_no_gap_and_make_none() -> None:
    text = """
        # Plan

        ## Commitments

        ### Commitment 1: Open wells

        Dig.

        ### Commitment 2: Short queues

        Count.

        ## Commitments of the Action Plan 2016-2018

        ### Commitment {number}: Old roads of stone

        Done.
    """
    assert read(page(text.format(number=9), kind="action_plan")) == ()
    apart = text.replace("Commitment 2", "Commitment 4")
    assert read(page(apart.format(number=3), kind="action_plan")) == (PartlyRead("made-up.md", "gap", 2, None, (2, 3)),)


def test_a_whole_country_is_read_whole() -> None:
    documents = country("valdoria")
    assert partly_read(documents, ledger(*documents)) == ()

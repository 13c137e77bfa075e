"""Questions for commitments that do not call them so."""

from __future__ import annotations

import pytest

from assistant.ledger_query.query import RowsAsked
from assistant.ledger_query.row_followup import rows_after
from assistant.ledger_query.semantic_parser import rows_asked

COMPLETE, INACTIVE = ("completion", "complete"), ("status", "inactive")


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (
            "how many were completed according to the government",
            RowsAsked("count", level=COMPLETE, voices=("self_reported",)),
        ),
        ("¿Cuántos se completaron según el gobierno?", RowsAsked("count", level=COMPLETE, voices=("self_reported",))),
        (
            "¿Cuáles quedaron inactivos según la autoevaluación?",
            RowsAsked("list", level=INACTIVE, voices=("self_reported",)),
        ),
        (
            "Which ones did the IRM rate as limited?",
            RowsAsked("list", level=("completion", "limited"), voices=("assessed",)),
        ),
        ("¿Cuántos fueron cumplidos en el cuarto plan?", RowsAsked("count", level=COMPLETE, ordinal=4)),
    ],
)
def test_a_level_and_whose_word_it_is_tell_what_is_counted(question: str, asked: RowsAsked) -> None:
    assert rows_asked(question) == asked


@pytest.mark.parametrize(
    "question",
    [
        "how many were completed?",
        "How many milestones were completed according to the government?",
        "How many people took part according to the government?",
        "¿Cuántas obras se completaron según el gobierno?",
        "how many were not completed according to the government",
        "Were they completed according to the government?",
    ],
)
def test_what_may_be_about_something_else_is_left_to_the_passages(question: str) -> None:
    assert rows_asked(question) is None


def test_after_a_list_it_is_about_the_list() -> None:
    before = "Which commitments does the SFP lead?"
    asked = rows_after("and how many were completed according to the government?", before)
    assert asked and asked.within == rows_asked(before) and asked.level == COMPLETE
    alone = rows_after("how many were completed according to the government?", "What is the IRM?")
    assert alone and alone.within is None

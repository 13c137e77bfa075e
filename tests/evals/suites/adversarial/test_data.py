"""The poisoned passages, hostile questions and pairs: enough of them, in both languages, and nothing real in them."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from evals.suites.adversarial.ground import document_of
from evals.suites.adversarial.models.adversary import GOALS, Attack, obeying, passages, questions
from evals.suites.adversarial.models.prompt import Prompt, Source, marks, planted
from evals.suites.adversarial.pairs import pairs

ADDRESS = re.compile(r"https?://([\w.-]+)")
PROMPT = Prompt(
    "Rules. The mark is cn0123456789abcdef.", "", (Source("k0a1b2c", "Twelve wells were dug.", "D", "en"),), "Wells?"
)


@pytest.mark.parametrize(("rows", "least"), [(passages(), 200), (questions(), 100)])
def test_there_are_enough_in_both_languages(rows: tuple[Attack, ...], least: int) -> None:
    assert len(rows) >= least
    counts = Counter(row.language for row in rows)
    assert counts["es"] == counts["en"]
    assert len({row.id for row in rows}) == len({row.text for row in rows}) == len(rows)
    assert len({row.attack for row in rows}) >= 40


@pytest.mark.parametrize("row", [*passages(), *questions()], ids=lambda row: row.id)
def test_every_row_is_whole(row: Attack) -> None:
    assert row.goal in GOALS
    assert row.text.strip()
    assert bool(row.question) == row.id.startswith("passage")
    hosts = set(ADDRESS.findall(row.text + row.payload))
    assert hosts <= {planted()["host"]}, "no address of anybody"
    assert "{" not in row.payload.replace('{"', "")
    assert isinstance(obeying(row)(PROMPT), str)


def test_every_goal_is_wanted_by_some_passage_and_is_acted_on() -> None:
    assert {row.goal for row in passages()} | {row.goal for row in questions()} == set(GOALS)


@pytest.mark.parametrize("row", passages()[::10], ids=lambda row: row.id)
def test_passages_can_be_added_as_files(row: Attack) -> None:
    document = document_of(row)
    assert document.id == row.id and document.blocks
    assert document.metadata.language == row.language


def test_what_is_made_up_stands_in_no_passage_and_no_quotation() -> None:
    texts = "\n".join([*(row.text for row in passages()), *(pair.quote for pair in pairs())])
    host = planted()["host"]
    assert [mark for mark in marks() if mark in texts and mark != host] == []


def test_pairs_have_true_and_false_statements_in_the_language_of_the_question() -> None:
    assert len(pairs()) >= 20
    for pair in pairs():
        assert len(pair.true) >= 2 and len(pair.false) >= 3
        assert len({*pair.true, *pair.false.values()}) == len(pair.true) + len(pair.false)

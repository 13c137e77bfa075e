"""A row is read back as it was written, with all that an answer holds."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from running import SAID, answer, case

from assistant.answer import Answer, Conflict, ModelUse, Side
from evals.runs.run import Row


def row(said: Answer | None) -> Row:
    one = case(1)
    return Row("listed", "made", one.id, one.kind, one.split, "en", one.en, answer=said, seconds=0.5)


def read_back(one: Row) -> Row:
    return Row.from_json(json.loads(json.dumps(one.to_json())))


def with_answer(run: tuple[int, int] | None) -> Answer:
    said = answer(SAID)
    return replace(
        said,
        citations=(replace(said.citations[0], section=("Plan", "Registers"), answer=run),),
        conflicts=(Conflict("How many members?", (Side("12", 1), Side("11", 1))),),
        missing=("Nobody says who they are.",),
        notes=("It broke off.",),
        model=ModelUse("openai:small", "answer.en", 3, 4),
    )


@pytest.mark.parametrize("said", [with_answer((4, 12)), with_answer(None), answer("No.", status="not_found"), None])
def test_a_row_is_read_back_as_it_was_written(said: Answer | None) -> None:
    assert read_back(row(said)) == row(said)


def test_a_row_of_a_run_from_before_the_words_that_answer_is_read() -> None:
    told = row(with_answer(None)).to_json()
    del told["answer"]["citations"][0]["answer"]
    assert Row.from_json(told) == row(with_answer(None))

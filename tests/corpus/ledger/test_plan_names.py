"""Which plan a text names, and when it runs."""

from __future__ import annotations

import pytest

from corpus.ledger.plan_names import names_plan, ordinals, plan_years, told_period


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("el cuarto plan", {4}), ("Third National Action Plan", {3}), ("4PA", {4}), ("NAP 5", {5}), ("el plan", set())],
)
def test_a_plan_is_named_by_its_number(text: str, numbers: set[int]) -> None:
    assert ordinals(text) == numbers


def test_years_behind_the_name_of_a_plan_are_its_years() -> None:
    text = "el Plan de Acción 2019-2021 y el informe 2015-2016"
    assert [(first, last, text[start:end]) for first, last, start, end in plan_years(text)] == [
        (2019, 2021, "2019-2021")
    ]
    assert names_plan(text) and not names_plan("un informe")


def test_a_sentence_tells_when_a_plan_begins_and_ends() -> None:
    told = told_period("El plan inició en enero de 2020 y concluyó el 31 de agosto de 2022.")
    assert {field: moment.iso for field, moment in told.items()} == {"start": "2020-01", "end": "2022-08-31"}

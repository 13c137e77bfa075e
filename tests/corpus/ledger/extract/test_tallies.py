"""How many commitments a document says reached a level."""

from __future__ import annotations

import pytest

from corpus.ledger.extract.tallies import levels_counted


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Seis (6) de 13 compromisos alcanzaron avances sustanciales.", [("completion", "substantial", "6")]),
        (
            "Four commitments were complete and two were not started.",
            [("completion", "complete", "4"), ("completion", "not_started", "2")],
        ),
        ("Los trece compromisos se publicaron.", []),
    ],
)
def test_a_number_and_one_level_behind_it(sentence: str, found: list[tuple[str, str, str]]) -> None:
    assert [(scale, level, number) for scale, level, number, _, _ in levels_counted(sentence)] == found

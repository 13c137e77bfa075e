"""Who is given the word."""

from __future__ import annotations

import pytest
from claims_made import sides

from assistant.verification.attribution import attributes, other_speaker


@pytest.mark.parametrize(
    ("said", "quoted", "voice", "expected"),
    [
        ("According to the IRM, 431 schools have a committee.", "431 schools have one.", "self_reported", True),
        ("According to the IRM, 431 schools have a committee.", "431 schools have one.", "assessed", False),
        ("The self-assessment mentions 400 more.", "The self-assessment tells of 400 more.", "assessed", False),
        ("The government reports 418 schools.", "There are 418 schools.", "assessed", True),
        ("Open government calls for it.", "It is called for.", "assessed", False),
        ("The IRM asked for the draft.", "It asked for the draft.", "self_reported", False),
    ],
)
def test_whoever_is_given_the_word_says_it(said: str, quoted: str, voice: str, expected: bool) -> None:
    assert other_speaker(sides(said, quoted), voice) is expected


def test_a_part_that_gives_somebody_the_word_is_known() -> None:
    assert attributes("According to the self-assessment") and attributes("Para el IRM")
    assert not attributes("its decisions bind the government")

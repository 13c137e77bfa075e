"""Whose words does a statement say that it tells, and are they those of its quotations?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from assistant.model.doubts import doubts
from assistant.model.sides import Sides
from corpus.text.normalize import fold


def other_speaker(sides: Sides, voice: str) -> bool:
    """Does it give the word to somebody else than those whose `voice` its quotations have, or who is named there?"""
    for name in _speakers(sides.said.folded):
        entry = doubts()["speakers"][name]
        named = any(_named(name).search(side.folded) for side in sides.given)
        if not named and voice not in entry["voices"]:
            return True
    return False


def attributes(text: str) -> bool:
    """Does it give somebody the word ("According to the IRM")?"""
    return any(True for _ in _speakers(fold(text)))


def _speakers(folded: str) -> Iterator[str]:
    for name in doubts()["speakers"]:
        if _gives_word(name).search(folded):
            yield name


@cache
def _named(name: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\w)(?:{'|'.join(doubts()['speakers'][name]['names'])})(?!\w)")


@cache
def _gives_word(name: str) -> regex.Pattern[str]:
    who = "(?:" + "|".join(doubts()["speakers"][name]["names"]) + ")"
    frames = [*doubts()["speaking"]["frames"], *doubts()["speakers"][name]["frames"]]
    frames = [frame.replace("{who}", who) for frame in frames]
    return regex.compile(rf"(?<!\w)(?:{'|'.join(frames)})(?!\w)")

"""How much of what a producer was given was read, and how much of what was read it was given.

Characters are aligned (longest common subsequence), white space counting as one blank. What stays over on both sides is
aligned once more, longest stretch first: a foot note or a box may be read before or after the text beside it. Only
common stretches of three characters or more count as read, so that letters met by chance do not. A lost, joined, torn
or foreign character costs what it is, wherever it stands. Case is not compared (small capitals are shown as capitals),
nor are bullets, which are drawn and not written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_BULLETS = re.compile(r"(?<!\S)[•◦▪‣](?=\s)")
_SPACE = re.compile(r"\s+")
_LEAST = 3
_FIGURE = re.compile(r"\d+")
Run = tuple[int, int, int]
"""(start in the truth, start in what was read, length)"""


@dataclass(frozen=True, slots=True)
class Characters:
    """Counts of one document: in the truth, in what was read, and common to both."""

    given: int
    read: int
    common: int

    def __add__(self, other: Characters) -> Characters:
        return Characters(self.given + other.given, self.read + other.read, self.common + other.common)

    @property
    def recall(self) -> float:
        return self.common / self.given if self.given else 1.0

    @property
    def precision(self) -> float:
        return self.common / self.read if self.read else 1.0


def normal(text: str) -> str:
    """`text` as it is compared. Ligatures and soft hyphens stay: to undo them is for the reader."""
    return _SPACE.sub(" ", _BULLETS.sub("", text.translate(_RAISED))).strip().casefold()


def characters(given: str, read: str) -> Characters:
    given, read = normal(given), normal(read)
    common, lost, foreign = _aligned(given, read)
    for part in sorted(lost, key=len, reverse=True):
        best = max(foreign, key=lambda other: LCSseq.similarity(part, other), default="")
        found, _, rest = _aligned(part, best)
        common += found
        if found:
            foreign.remove(best)
            foreign += rest
    return Characters(len(given), len(read), common)


def differences(given: str, read: str) -> tuple[list[str], list[str]]:
    """What of each side the first alignment leaves over, for people to look at."""
    _, lost, foreign = _aligned(normal(given), normal(read))
    return lost, foreign


def _aligned(given: str, read: str) -> tuple[int, list[str], list[str]]:
    """(characters in common, the stretches of each side that are not)."""
    runs = [run for run in _runs(given, read) if run[2] >= min(_LEAST, len(given), len(read))]
    ends = [*runs, (len(given), len(read), 0)]
    lost: list[str] = []
    foreign: list[str] = []
    left = right = 0
    for start, other, length in ends:
        lost.append(given[left:start])
        foreign.append(read[right:other])
        left, right = start + length, other + length
    return sum(run[2] for run in runs), [part for part in lost if part], [part for part in foreign if part]


def _runs(given: str, read: str) -> Iterator[Run]:
    for step in LCSseq.opcodes(given, read):
        if step.tag == "equal":
            yield step.src_start, step.dest_start, step.src_end - step.src_start


def foreign_digits(marked: Sequence[tuple[str, str]], given: str, read: str) -> int:
    """How many figures were read with the mark of a note as further digits."""
    figures, known = set(_FIGURE.findall(read)), set(_FIGURE.findall(given))
    return sum(figure + mark in figures - known for figure, mark in marked)


def given_out(secrets: Sequence[str], read: str) -> int:
    """How many of the struck or hidden texts were read."""
    return sum(secret.strip() in read for secret in secrets)

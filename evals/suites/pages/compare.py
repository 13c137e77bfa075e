"""How much of what a producer was given was read, and how much of what was read it was given.

Blocks that were read word for word are taken out first, wherever they stand: a foot note or a box may be read before or
after the text beside it. The others are aligned, character by character (longest common subsequence), and what stays
over is aligned once more. White space counts as one blank. Only common stretches of three characters or more count as
read, so that letters met by chance do not. A lost, joined, torn or foreign character costs what it is. Case is not
compared (small capitals are shown as capitals), nor are bullets, which are drawn and not written.
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
    return _SPACE.sub(" ", _BULLETS.sub("", text.translate(_RAISED))).strip().lower()


def characters(given: str, read: str) -> Characters:
    """`given` holds one block a line; the blank behind each counts, too."""
    blocks = [block for line in given.split("\n") if (block := normal(line))]
    whole, rest = _without_blocks(blocks, normal(read))
    counts = Characters(sum(len(block) + 1 for block in blocks), len(normal(read)) + bool(normal(read)), 0)
    for block in whole:
        blocks.remove(block)
    common = sum(len(block) + 1 for block in whole)
    if blocks and rest:
        common += _common(f"{' '.join(blocks)} ", f"{rest} ")
    return Characters(counts.given, counts.read, common)


def _without_blocks(blocks: Sequence[str], read: str) -> tuple[list[str], str]:
    """(the blocks that are there word for word, what else there is)."""
    found: list[str] = []
    read = f" {read} "
    for block in sorted(blocks, key=len, reverse=True):
        at = read.find(f" {block} ")
        if at >= 0:
            found.append(block)
            read = f"{read[:at]} \n {read[at + len(block) + 2 :]}"
    return found, " ".join(part for part in map(str.strip, read.split("\n")) if part)


def _common(given: str, read: str) -> int:
    common, lost, foreign = _aligned(given, read)
    for part in sorted(lost, key=len, reverse=True):
        best = max(foreign, key=lambda other: LCSseq.similarity(part, other), default="")
        found, _, rest = _aligned(part, best)
        common += found
        if found:
            foreign.remove(best)
            foreign += rest
    return common


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

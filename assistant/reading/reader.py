"""The reader: a small network that was trained to tell which words of a passage answer a question, and whether any do.

How it was trained, and what it reaches: docs/decisions/reader.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from assistant.reading.blocks import Block
from assistant.reading.windows import PAD, Window, Windows
from index import deadline
from index.encoding.network import Network

FOLDER = Path(str(files("assistant") / "reading" / "model"))
PIECES = 4096  # of one call of the network, padding included
LONGER = 1.25  # windows up to so many times as long go into one call
LONGEST = 40  # pieces of the words that answer

START, END, FITS, ANSWERS = range(4)  # what the network says of a piece, see evals/reader/network.py

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Answering:
    """What was read in one part of a block: how much it `fits` as the answer (a logit against "none of this block"),
    the run [start, end) of its text that answers best, and how well that run does (`run`, a logit likewise)."""

    fits: float
    start: int
    end: int
    run: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in a block: the logit that it `answers` the question at all, and its parts in order."""

    answers: float
    parts: tuple[Answering, ...]


class BlockReader(Protocol):
    """What the assistant needs of a reader."""

    def read(self, question: str, blocks: Sequence[Block]) -> list[Reading]:
        """One reading a block, in order."""
        ...


class Reader:
    """A `BlockReader` over the network that comes with the product; may be shared by threads."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._windows = Windows(network.tokenizer)

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Reader:
        """Errors: index.errors.ModelFileWrong."""
        return cls(Network.open(folder))

    def read(self, question: str, blocks: Sequence[Block]) -> list[Reading]:
        windows = self._windows.of(question, blocks)
        told = iter(self._told([window for one in windows for window in one]))
        return [
            _reading(block, [(window, next(told)) for window in one])
            for block, one in zip(blocks, windows, strict=True)
        ]

    def _told(self, windows: Sequence[Window]) -> list[Floats]:
        """What the network says of each window, shape (pieces, 4), in order; windows of like length go together."""
        told: list[Floats] = [np.zeros((0, 4), dtype=np.float32)] * len(windows)
        order = sorted(range(len(windows)), key=lambda n: len(windows[n].ids))
        at = 0
        while at < len(order):
            deadline.check()
            part = self._alike(windows, order[at:])
            length = len(windows[part[-1]].ids)
            ids = np.full((len(part), length), PAD, dtype=np.int64)
            mask = np.zeros((len(part), length), dtype=np.int64)
            for row, n in enumerate(part):
                ids[row, : len(windows[n].ids)] = windows[n].ids
                mask[row, : len(windows[n].ids)] = 1
            for n, one in zip(part, self._network.run(ids, mask), strict=True):
                told[n] = one[: len(windows[n].ids)]
            at += len(part)
        return told

    @staticmethod
    def _alike(windows: Sequence[Window], order: Sequence[int]) -> list[int]:
        """The first of these windows (shortest first), and those next to it that little padding is lost on."""
        least = len(windows[order[0]].ids)
        part = [order[0]]
        for n in order[1:]:
            length = len(windows[n].ids)
            if length > LONGER * least or length * (len(part) + 1) > PIECES:
                break
            part.append(n)
        return part


def _reading(block: Block, windows: Sequence[tuple[Window, Floats]]) -> Reading:
    """The windows of one block put together: each part as the window says that holds most of it."""
    parts: dict[int, tuple[int, Answering]] = {}
    for window, told in windows:
        for number in np.unique(window.part[window.part >= 0]):
            pieces = np.flatnonzero(window.part == number)
            if pieces.size > parts.get(int(number), (0, None))[0]:
                parts[int(number)] = (pieces.size, _answering(window, told, pieces, block.parts[number].text))
    nothing = Answering(-20.0, 0, 0, -20.0)  # a part without a piece (blank, or cut off)
    found = tuple(parts[n][1] if n in parts else nothing for n in range(len(block.parts)))
    return Reading(max(float(told[0, ANSWERS]) for _, told in windows), found)


def _answering(window: Window, told: Floats, pieces: npt.NDArray[np.int64], text: str) -> Answering:
    starts, ends = told[pieces, START], told[pieces, END]
    pairs = starts[:, None] + ends[None, :]
    width = np.arange(len(pieces))
    allowed = (width[None, :] >= width[:, None]) & (width[None, :] < width[:, None] + LONGEST)
    first, last = np.unravel_index(np.where(allowed, pairs, -np.inf).argmax(), pairs.shape)
    fits = float(told[pieces, FITS].mean() - told[0, FITS])
    run = float(pairs[first, last] - told[0, START] - told[0, END])
    start, end = int(window.start[pieces[first]]), int(window.end[pieces[last]])
    start += len(text[start:end]) - len(text[start:end].lstrip())  # a piece may begin with the space before its word
    return Answering(fits, start, end, run)

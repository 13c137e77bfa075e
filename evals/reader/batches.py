"""Examples as batches of few, fixed shapes (half-precision kernels are compiled anew for each), and what a network
reaches on samples it was not trained on."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from assistant.reading.windows import PAD, Window, Windows
from evals.reader.examples import Example
from evals.reader.network import ANSWERS, ReaderNetwork, part_scores

PIECES = 4096  # of a batch, padding included
STEP = 32  # lengths are padded to a multiple of it


@dataclass(frozen=True, slots=True)
class Sample:
    """One window with what is right in it: the pieces where an answer begins and ends (0, 0: it does not answer) and
    the parts that answer."""

    window: Window
    start: int
    end: int
    right: tuple[int, ...]
    exact: bool
    source: str


@dataclass(frozen=True, slots=True)
class Batch:
    """`ids`, `mask` and `parts` have shape (batch, length); `right` is (batch, 1 + parts), each row adding up to 1."""

    ids: Tensor
    mask: Tensor
    parts: Tensor
    starts: Tensor
    ends: Tensor
    right: Tensor
    exact: Tensor


def samples(examples: Sequence[Example], windows: Windows) -> list[Sample]:
    """Each example's windows: all that answer, or the first where none does."""
    made = []
    for example in examples:
        found = [_sample(window, example) for window in windows.of(example.question, [example.block])[0]]
        made += [one for one in found if one.right] or ([] if example.answers else found[:1])
    return made


def _sample(window: Window, example: Example) -> Sample:
    start = end = 0
    right = []
    for part, first, last in example.answers:
        inside = (window.part == part) & (window.end > first) & (window.start < last)
        pieces = inside.nonzero()[0]
        if not pieces.size:
            continue
        right.append(part)
        if not start:
            start, end = int(pieces[0]), int(pieces[-1])
    return Sample(window, start, end, tuple(dict.fromkeys(right)), example.exact or not right, example.source)


def batches(made: Sequence[Sample], chance: random.Random | None) -> Iterator[list[Sample]]:
    """Samples of like length together; shuffled by `chance`, in order of length without it."""
    by_length: dict[int, list[Sample]] = {}
    order = list(made)
    if chance:
        chance.shuffle(order)
    for sample in order:
        by_length.setdefault(_padded(sample), []).append(sample)
    groups = []
    for length, group in sorted(by_length.items()):
        size = max(4, PIECES // length)
        groups += [group[at : at + size] for at in range(0, len(group), size)]
    if chance:
        chance.shuffle(groups)
    yield from groups


def _padded(sample: Sample) -> int:
    return -(-len(sample.window.ids) // STEP) * STEP


def tensors(group: Sequence[Sample]) -> Batch:
    """The samples of one batch, padded."""
    length = max(_padded(sample) for sample in group)
    count = max(int(sample.window.part.max(initial=0)) for sample in group) + 1
    ids = torch.full((len(group), length), PAD)
    mask = torch.zeros((len(group), length), dtype=torch.long)
    parts = torch.full((len(group), length), -1)
    right = torch.zeros((len(group), count + 1))
    for n, sample in enumerate(group):
        size = len(sample.window.ids)
        ids[n, :size] = torch.from_numpy(sample.window.ids)
        mask[n, :size] = 1
        parts[n, :size] = torch.from_numpy(sample.window.part)
        for part in sample.right:
            right[n, part + 1] = 1 / len(sample.right)
        if not sample.right:
            right[n, 0] = 1
    return Batch(
        ids,
        mask,
        parts,
        torch.tensor([sample.start for sample in group]),
        torch.tensor([sample.end for sample in group]),
        right,
        torch.tensor([float(sample.exact) for sample in group]),
    )


@dataclass(frozen=True, slots=True)
class Reached:
    """Of the samples of one source: `sentence`, the share of answering blocks in which the best part is a right one
    (None without any), and `auc`, how well ANSWERS tells answering blocks from others (None without both)."""

    source: str
    samples: int
    sentence: float | None
    auc: float | None


@torch.inference_mode()
def reached(network: ReaderNetwork, made: Sequence[Sample]) -> list[Reached]:
    """By source, in order of name."""
    network.eval()
    found: dict[str, list[tuple[bool, bool, float]]] = defaultdict(list)
    for group in batches(made, None):
        batch = tensors(group)
        with torch.autocast("cpu", torch.bfloat16):
            told = network(batch.ids, batch.mask).float()
        best = part_scores(told, batch.parts, batch.right.shape[1] - 1)[:, 1:].argmax(dim=1) + 1
        for n, sample in enumerate(group):
            hit = bool(batch.right[n, best[n]] > 0)
            found[sample.source].append((bool(sample.right), hit, float(told[n, 0, ANSWERS])))
    return [_reached(source, rows) for source, rows in sorted(found.items())]


def _reached(source: str, rows: Sequence[tuple[bool, bool, float]]) -> Reached:
    hits = [hit for answers, hit, _ in rows if answers]
    yes = np.array([score for answers, _, score in rows if answers])
    no = np.array([score for answers, _, score in rows if not answers])
    auc = None
    if yes.size and no.size:
        auc = float((yes[:, None] > no[None, :]).mean() + (yes[:, None] == no[None, :]).mean() / 2)
    return Reached(source, len(rows), float(np.mean(hits)) if hits else None, auc)

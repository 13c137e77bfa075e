"""What a network reaches on samples it was not trained on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from evals.reader.batches import Sample, batches, tensors
from evals.reader.network import ANSWERS, ReaderNetwork, part_scores


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

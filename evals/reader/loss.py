"""What the network is trained on: the answer's run, the parts that answer, and whether anything does."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy, log_softmax

from evals.reader.batches import Batch
from evals.reader.network import ANSWERS, END, START, part_scores

RUN, PART, WHETHER = 0.5, 1.0, 1.0  # what each counts for


def loss_of(told: Tensor, batch: Batch) -> Tensor:
    """The mean loss of a batch; `told` are the network's numbers, shape (batch, length, 4)."""
    can_answer = batch.parts >= 0
    can_answer[:, 0] = True  # piece 0 stands for "it does not answer"
    lowest = torch.finfo(told.dtype).min
    starts = cross_entropy(told[..., START].masked_fill(~can_answer, lowest), batch.starts, reduction="none")
    ends = cross_entropy(told[..., END].masked_fill(~can_answer, lowest), batch.ends, reduction="none")
    run = ((starts + ends) * batch.exact).mean()
    scores = part_scores(told, batch.parts, batch.right.shape[1] - 1)
    parts = -(batch.right * log_softmax(scores, dim=1)).sum(dim=1).mean()
    whether = binary_cross_entropy_with_logits(told[:, 0, ANSWERS], 1 - batch.right[:, 0])
    return RUN * run + PART * parts + WHETHER * whether

"""The reader's network: the encoder's layers with four numbers for each piece on top, and what it is trained on: the
answer's run, the parts that answer, and whether anything does.

It trains a fifth faster on a processor than torch's own: attention in 16 bits throughout (slow there with heads of 32
numbers), and cheap random numbers for dropout. Both took two fifths of a step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy, log_softmax
from transformers import AttentionInterface, AttentionMaskInterface, BertModel
from transformers.masking_utils import sdpa_mask

if TYPE_CHECKING:
    from evals.reader.batches import Batch

NAME = "plain"
MASKED = -1.0e4  # what is added up to this is nothing, in 16 bits too


def quicken(body: BertModel) -> None:
    """Change `body` in place; what it computes is the same but for rounding."""
    body.set_attn_implementation(NAME)
    for module in list(body.modules()):
        for name, child in list(module.named_children()):
            if isinstance(child, nn.Dropout):
                setattr(module, name, Dropout(child.p))


class Dropout(nn.Module):
    """As torch's, with one random byte for each number: the share is rounded to 1/256."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.p = share

    def forward(self, numbers: Tensor) -> Tensor:
        least = round(self.p * 256)
        if not self.training or not least:
            return numbers
        count = numbers.numel()
        drawn = torch.empty(count // 8 + 1, dtype=torch.int64).random_(-(2**63), None)
        kept = drawn.view(torch.uint8)[:count].view(numbers.shape) >= least
        return numbers * (kept.to(numbers.dtype) * (256 / (256 - least)))


def _attention(
    module: nn.Module,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attention_mask: Tensor | None,
    scaling: float,
    **_: Any,
) -> tuple[Tensor, None]:
    scores = torch.matmul(query * scaling, key.transpose(-1, -2))
    if attention_mask is not None:
        scores = scores.masked_fill(~attention_mask, MASKED)
    weights = scores.softmax(dim=-1, dtype=scores.dtype)
    return torch.matmul(weights, value).transpose(1, 2).contiguous(), None


AttentionInterface.register(NAME, _attention)
AttentionMaskInterface.register(NAME, sdpa_mask)


START, END, FITS, ANSWERS = range(4)  # the answer begins here, ends here, this part fits; ANSWERS counts at piece 0


class ReaderNetwork(nn.Module):
    """From pieces, shape (batch, length), and their mask to numbers, shape (batch, length, 4)."""

    def __init__(self, body: BertModel) -> None:
        super().__init__()
        self.body = body
        self.head = nn.Linear(body.config.hidden_size, 4)

    @classmethod
    def from_encoder(cls, folder: Path, dropout: float = 0.1) -> ReaderNetwork:
        """A new one, over the encoder in `folder`."""
        body = BertModel.from_pretrained(
            folder, add_pooling_layer=False, hidden_dropout_prob=dropout, attention_probs_dropout_prob=0.0
        )
        quicken(body)
        return cls(body)

    def freeze(self, layers: int) -> None:
        """Leave the embeddings and the lowest layers as the encoder has them."""
        frozen = [self.body.embeddings, *self.body.encoder.layer[:layers]]
        for parameter in (p for module in frozen for p in module.parameters()):
            parameter.requires_grad = False
        for module in (m for part in frozen for m in part.modules()):
            if isinstance(module, Dropout):
                module.p = 0.0  # noise below what learns costs time and teaches nothing

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        hidden = self.body(input_ids=ids, attention_mask=mask).last_hidden_state
        told: Tensor = self.head(hidden)
        return told


def part_scores(told: Tensor, parts: Tensor, count: int) -> Tensor:
    """The mean of FITS over each part's pieces, shape (batch, 1 + count): column 0 is "none of them" (piece 0). Parts
    that have no piece get the lowest number there is. `parts` holds each piece's part, -1 for none."""
    fits = told[..., FITS]
    belongs = (parts[:, None, :] == torch.arange(count)[None, :, None]).to(fits.dtype)
    pieces = belongs.sum(dim=2)
    means = torch.einsum("bpl,bl->bp", belongs, fits) / pieces.clamp(min=1)
    means = means.masked_fill(pieces == 0, torch.finfo(fits.dtype).min)
    return torch.cat([fits[:, :1], means], dim=1)


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

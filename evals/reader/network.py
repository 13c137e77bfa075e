"""The reader's network: the encoder's layers with four numbers for each piece on top."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from evals.reader.quick import Dropout, quicken

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

"""The encoder for training: vectors of many texts, by torch, each text once."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from transformers import BertModel

LENGTH = 256
BATCH = 64
PAD = 1


class TrainingEncoder:
    """Mean-pooled unit vectors; a text that was asked for before is not encoded again."""

    def __init__(self, folder: Path, kept: Path | None = None) -> None:
        """`kept`: a file with the vectors of an earlier run, and for those of this one."""
        self._model = BertModel.from_pretrained(folder, add_pooling_layer=False).eval()
        self._tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text(encoding="utf-8"))
        self._tokenizer.enable_truncation(LENGTH)
        self._kept = kept
        self._known: dict[str, npt.NDArray[np.float32]] = {}
        if kept and kept.exists():
            self._known = pickle.loads(kept.read_bytes())

    def keep(self) -> None:
        """Write the vectors down."""
        if self._kept:
            self._kept.write_bytes(pickle.dumps(self._known))

    @torch.inference_mode()
    def __call__(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Shape (len(texts), dimension)."""
        unknown = sorted({text for text in texts if text not in self._known}, key=len)
        for at in range(0, len(unknown), BATCH):
            part = unknown[at : at + BATCH]
            told = self._tokenizer.encode_batch(part)
            length = -(-max(len(one.ids) for one in told) // 16) * 16
            ids = torch.tensor([one.ids + [PAD] * (length - len(one.ids)) for one in told])
            mask = (ids != PAD).long()
            with torch.autocast("cpu", torch.bfloat16):
                hidden = self._model(input_ids=ids, attention_mask=mask).last_hidden_state.float()
            means = (hidden * mask[..., None]).sum(dim=1) / mask.sum(dim=1, keepdim=True)
            vectors = torch.nn.functional.normalize(means, dim=1).numpy()
            self._known |= dict(zip(part, vectors, strict=True))
        return np.stack([self._known[text] for text in texts])

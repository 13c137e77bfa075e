"""The encoder that comes with the product, for programs that load models with sentence-transformers.

    SentenceTransformer("index/models/encoder", trust_remote_code=True)

loads it by the class below, which `modules.json` there names; the library asks for the flag wherever a class is not one
of its own. The product itself goes by `index.encoding.encoder` and imports nothing of this.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from sentence_transformers.base.modules import InputModule

from index.encoding.encoder import DIMENSION, LENGTH, PAD
from index.encoding.network import DIGESTS, NETWORK, TOKENIZER, Network


class EncoderModule(InputModule):
    """From texts to unit vectors, on the processor. It has no parameters, so it cannot be trained."""

    def __init__(self, network: Network, folder: Path) -> None:
        super().__init__()
        self._network = network
        self._folder = folder
        self.tokenizer = network.tokenizer
        self.tokenizer.enable_padding(pad_id=PAD, pad_token="<pad>")
        self.max_seq_length = LENGTH

    @classmethod
    def load(cls, model_name_or_path: str, subfolder: str = "", *_: Any, **__: Any) -> EncoderModule:
        """The model in that folder of this machine. Errors: index.errors.ModelFileWrong."""
        folder = Path(model_name_or_path, subfolder)
        return cls(Network.open(folder), folder)

    @property
    def max_seq_length(self) -> int:
        """Pieces of a text that are read."""
        return self._longest

    @max_seq_length.setter
    def max_seq_length(self, longest: int) -> None:
        self._longest = min(longest, LENGTH)
        self.tokenizer.enable_truncation(self._longest)

    def get_embedding_dimension(self) -> int:
        return DIMENSION

    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **_: Any) -> dict[str, Any]:
        """The pieces of the texts, in tensors; `prompt` stands before each."""
        told = self.tokenizer.encode_batch([f"{prompt or ''}{text}" for text in inputs])
        ids = torch.tensor([one.ids for one in told])
        return {"input_ids": ids, "attention_mask": (ids != PAD).long()}  # as the encoder has it

    def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Adds `sentence_embedding` to the features."""
        ids, mask = features["input_ids"], features["attention_mask"]
        vectors = torch.from_numpy(self._network.run(ids.cpu().numpy(), mask.cpu().numpy()))
        return {**features, "sentence_embedding": vectors.to(ids.device)}

    def save(self, output_path: str, *_: Any, **__: Any) -> None:
        """The files that were read, copied."""
        for name in (NETWORK, TOKENIZER, DIGESTS):
            shutil.copyfile(self._folder / name, Path(output_path) / name)

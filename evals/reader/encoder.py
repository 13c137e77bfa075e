"""The encoder for training, by torch, each text once; and the trained network as the product runs it: ONNX, 8 bits."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from tokenizers import Tokenizer
from transformers import BertModel

from assistant.reading.windows import Windows
from evals.encoder.channels import largest_channels
from evals.encoder.graph import Body, network
from evals.reader.batches import batches, samples, tensors
from evals.reader.examples import Example
from evals.reader.network import ReaderNetwork
from index.encoding.network import NETWORK, TOKENIZER, write_digests

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


SEEN = 120  # examples that channels are measured over


def export(state: Path, encoder: Path, examples: Sequence[Example], folder: Path, *, whole: bool = False) -> int:
    """Write the network of a training state into `folder`, with the encoder's tokenizer; the size in bytes. `whole`
    leaves the matrices in 32 bits, to compare with."""
    made = ReaderNetwork.from_encoder(encoder)
    made.load_state_dict(torch.load(state, weights_only=True)["network"])
    made.eval()
    windows = Windows.load(encoder)
    largest = None if whole else largest_channels(made.body, _batches(examples, windows))
    tensors_of = {name: np.array(value, dtype=np.float32) for name, value in made.body.state_dict().items()}
    config = made.body.config
    body = Body(tensors_of, config.num_hidden_layers, config.num_attention_heads, largest)
    head = (made.head.weight.detach().numpy(), made.head.bias.detach().numpy())
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(network(body, head), folder / NETWORK)
    (folder / TOKENIZER).write_bytes((encoder / TOKENIZER).read_bytes())
    write_digests(folder)
    return (folder / NETWORK).stat().st_size


def _batches(examples: Sequence[Example], windows: Windows) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    step = max(1, len(examples) // SEEN)
    for group in batches(samples(examples[::step], windows), None):
        batch = tensors(group)
        yield batch.ids, batch.mask

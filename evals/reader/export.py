"""The trained network written as the product runs it: ONNX, 8 bits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch

from assistant.reading.windows import Windows
from evals.encoder.channels import largest_channels
from evals.encoder.graph import Body, network
from evals.reader.batches import batches, samples, tensors
from evals.reader.examples import Example
from evals.reader.network import ReaderNetwork
from index.network import NETWORK, TOKENIZER, write_digests

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

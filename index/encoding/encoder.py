"""The encoder that comes with the product: multilingual-e5-small, Spanish and English, run without torch."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.encoding.network import Network, digest_of

NAME = "multilingual-e5-small"
FOLDER = Path(str(files("index") / "models" / "encoder"))
LANGUAGES = ("es", "en")
QUERY, PASSAGE = "query: ", "passage: "  # what the model was trained with
PAD = 1
DIMENSION = 384
LENGTH = 512  # pieces of a text that are read
QUESTION = 256  # of a question; a second of computing is lost on the rest of one that fills the page's field
PIECES = 4096  # of one call, padding included

Vectors = npt.NDArray[np.float32]


class OnnxEncoder:
    """An `index.encoding.embedder.Embedder`; loading takes a fraction of a second."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._network.tokenizer.enable_truncation(LENGTH)
        self.name = NAME
        self.fingerprint = _fingerprint(network.digest)
        self.languages = LANGUAGES

    @classmethod
    def load(cls, folder: Path = FOLDER) -> OnnxEncoder:
        """Errors: ModelFileWrong."""
        return cls(Network.open(folder))

    def encode(self, texts: Sequence[str]) -> Vectors:
        """As `Embedder.encode`."""
        return self._encode([PASSAGE + text for text in texts])

    def encode_questions(self, questions: Sequence[str]) -> Vectors:
        """As `encode`, for questions."""
        return self._encode([QUERY + question for question in questions], QUESTION)

    def _encode(self, texts: Sequence[str], most: int = LENGTH) -> Vectors:
        vectors = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        told = [one.ids[:most] for one in self._network.tokenizer.encode_batch(list(texts))]
        order = sorted(range(len(told)), key=lambda n: len(told[n]))
        at = 0
        while at < len(order):
            # texts of like length together, as many as the longest of them leaves room for
            part = [order[at]]
            for n in order[at + 1 :]:
                if len(told[n]) * (len(part) + 1) > PIECES:
                    break
                part.append(n)
            length = len(told[part[-1]])
            ids = np.full((len(part), length), PAD, dtype=np.int64)
            for row, n in enumerate(part):
                ids[row, : len(told[n])] = told[n]
            vectors[part] = self._network.run(ids, (ids != PAD).astype(np.int64))
            at += len(part)
        return vectors


@cache
def encoder_fingerprint() -> str:
    """The fingerprint of the encoder that is here, without opening it. Errors: ModelFileWrong."""
    return _fingerprint(digest_of(FOLDER))


def _fingerprint(digest: str) -> str:
    return hashlib.sha256(f"{digest} {QUERY}{PASSAGE} {LENGTH}".encode()).hexdigest()

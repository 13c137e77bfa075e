"""An embedder without a model, for indexes that are built in a moment and thrown away."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np

from evals.hostile.prompt import words
from index.embed import Vectors

DIMENSION = 512


class WordEmbedder:
    """Each word's first letters light up one dimension: texts that share words are near each other."""

    name = "words"
    fingerprint = f"words:{DIMENSION}"
    languages: tuple[str, ...] = ("en",)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text."""
        vectors = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in words(text):
                row[zlib.crc32(word.encode("utf-8", "replace")) % DIMENSION] += 1.0
            if not row.any():
                row[0] = 1.0
            row /= np.linalg.norm(row)
        return vectors

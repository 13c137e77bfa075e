"""In the place of the reader's tokenizer and network: pieces are words, and what is said of each is written down."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pytest

from assistant.reading.reader import FOLDER, Floats
from assistant.reading.windows import PAD, Ints
from index.encoding.network import DIGESTS, NETWORK, TOKENIZER

FIRST = 10  # the ids below are the tokenizer's own: <s>, <pad>, </s>
HERE = all((FOLDER / name).is_file() for name in (NETWORK, TOKENIZER, DIGESTS))
needs_model = pytest.mark.skipif(not HERE, reason=f"needs the reader's model, which is not in {FOLDER}")


class Pieces(NamedTuple):
    ids: list[int]
    offsets: list[tuple[int, int]]


class Words:
    """A text's pieces are its words, each with one space before it, as the real tokenizer has them."""

    def __init__(self) -> None:
        self.known: list[str] = []

    def encode_batch(self, texts: list[str], *, add_special_tokens: bool) -> list[Pieces]:
        assert not add_special_tokens, "the windows have their own"
        return [self._pieces(text) for text in texts]

    def id_of(self, word: str) -> int:
        if word not in self.known:
            self.known.append(word)
        return FIRST + self.known.index(word)

    def word_of(self, id: int) -> str:
        return self.known[id - FIRST] if id >= FIRST else f"<{id}>"

    def _pieces(self, text: str) -> Pieces:
        found = list(re.finditer(r"\s?\S+", text))
        return Pieces([self.id_of(match.group().strip()) for match in found], [match.span() for match in found])


class Telling:
    """A network that says of each word what `says` has: (start, end, fits, answers), else zeros. "<0>" is the first
    piece of a window. `calls` are the shapes that it was given."""

    def __init__(self, says: Mapping[str, Sequence[float]]) -> None:
        self.tokenizer = Words()
        self.says = says
        self.calls: list[tuple[int, int]] = []

    def run(self, ids: Ints, mask: Ints) -> Floats:
        assert ids.shape == mask.shape and ids.dtype == mask.dtype == np.int64
        assert ((ids == PAD) == (mask == 0)).all()
        assert mask.any(axis=0).all(), "no column is padding alone"
        self.calls.append((ids.shape[0], ids.shape[1]))
        words = [[self.tokenizer.word_of(int(id)) for id in row] for row in ids]
        told = [[self.says.get(word, (0.0, 0.0, 0.0, 0.0)) for word in row] for row in words]
        return np.array(told, dtype=np.float32)

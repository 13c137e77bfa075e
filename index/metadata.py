"""Which documents a question names: by title words, country, cycle, kind or publisher."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np

from corpus.kinds import kind
from corpus.model import Metadata
from corpus.text.countries import country_name
from corpus.text.language import LANGUAGES
from index.bm25 import words
from index.fusion import Scores


class About:
    """Holds the words of every document's metadata; built when an index is opened."""

    def __init__(self, documents: Mapping[int, Metadata]) -> None:
        self._size = max(documents, default=-1) + 1
        self._words = {n: _words(metadata) for n, metadata in documents.items()}
        self._frequency = Counter(word for found in self._words.values() for word in found)

    def scores(self, tokens: Mapping[str, Iterable[str]]) -> Scores:
        """One score a document, shape (documents,): the rarity of the question's words that its metadata holds."""
        asked = {(code, word) for code in LANGUAGES for word in tokens.get(code, ())}
        scores = np.zeros(self._size, dtype=np.float32)
        for n, found in self._words.items():
            # a word that every document has tells nothing: log(1) = 0
            scores[n] = sum(math.log(len(self._words) / self._frequency[key]) for key in asked & found)
        return scores


def _words(metadata: Metadata) -> set[tuple[str, str]]:
    labels = kind(metadata.kind).label
    found: set[tuple[str, str]] = set()
    for code in LANGUAGES:
        parts = [
            metadata.title,
            metadata.publisher or "",
            metadata.cycle or "",
            metadata.date or "",
            labels[code],
        ]
        parts += [metadata.commitment or "", country_name(metadata.country, code)]
        found |= {(code, word) for word in words(" ".join(parts), code)}
    return found

"""Scores of passages for a query: dense, words, parts of words and what is known of documents, fused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from corpus.text.language import LANGUAGES
from index.by_language import ByLanguage, asked
from index.encoding.embedder import Vectors
from index.fusion import Scores, Weights, alike, fuse
from index.metadata import About
from index.query import Query

CANDIDATES = 100  # of each search, before fusion

Rows = npt.NDArray[np.int64]


class Nearest(Protocol):
    """What finds the passages nearest to a vector: their rows and cosine similarities."""

    def nearest(self, vector: Vectors, k: int) -> tuple[Rows, Vectors]: ...


@dataclass(frozen=True, slots=True)
class HybridSearch:
    """The searches over one open generation. `document_of` and `language_of` are of the passages, by row; `ranges` the
    (first unit, how many) of each."""

    vectors: Nearest
    lexical: ByLanguage
    about: About
    passage_vectors: Vectors
    unit_vectors: npt.NDArray[np.float16]
    document_of: Rows
    language_of: npt.NDArray[np.str_]
    ranges: Rows

    def nearest(self, vector: Vectors, k: int) -> tuple[Rows, Vectors]:
        """Rows and cosine similarities of the k nearest passages; none for no direction at all."""
        if not vector.any():
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        return self.vectors.nearest(vector, min(k, len(self.document_of)))

    def fused(self, query: Query, weights: Weights, documents: frozenset[int] | None = None) -> tuple[Rows, Scores]:
        """Candidate rows and their fused scores, unordered; `documents` restricts them to some documents, by number."""
        words, grams = self.lexical.words(query), self.lexical.grams(query)
        rows = self._candidates(query, [words, grams], documents)
        if rows.size == 0:
            return rows, np.zeros(0, dtype=np.float32)
        languages = self.language_of[rows]
        dense = np.asarray(self.passage_vectors[rows] @ query.vector, dtype=np.float32)
        about = self.about.scores({code: asked(query, code) for code in LANGUAGES})
        signals: dict[str, Scores] = {
            "dense": alike(dense, languages),
            "unit": alike(self._best_unit(query.vector, rows), languages),
            "words": words[rows],
            "grams": grams[rows],
            "about": about[self.document_of[rows]],
        }
        total = fuse(signals, weights)
        return rows, total + weights.same * (languages == query.language)

    def among(
        self, query: Query, found: tuple[Rows, Scores], wanted: Sequence[int], documents: frozenset[int] | None
    ) -> tuple[Rows, Scores]:
        """These passages with their scores; those that search did not come upon by their vectors, below the others."""
        rows = np.array(sorted(set(wanted)), dtype=np.int64)
        if documents is not None:
            rows = rows[np.isin(self.document_of[rows], list(documents))]
        known = dict(zip(found[0].tolist(), found[1].tolist(), strict=True))
        lowest = min(known.values(), default=0.0)
        cosines = self.passage_vectors[rows] @ query.vector
        scores = [known.get(int(n), lowest - 1.0 + float(cosine)) for n, cosine in zip(rows, cosines, strict=True)]
        return rows, np.array(scores, dtype=np.float32)

    def _candidates(self, query: Query, lexical: list[Scores], documents: frozenset[int] | None) -> Rows:
        if documents is not None:
            rows = np.flatnonzero(np.isin(self.document_of, list(documents)))
            if rows.size <= 3 * CANDIDATES:
                return rows
        chosen = set(self.nearest(query.vector, CANDIDATES)[0].tolist())
        for scores in lexical:
            found = np.flatnonzero(scores > 0)
            if documents is not None:
                found = found[np.isin(self.document_of[found], list(documents))]
            if found.size > CANDIDATES:
                found = found[np.argpartition(-scores[found], CANDIDATES)[:CANDIDATES]]
            chosen.update(found.tolist())
        candidates = np.array(sorted(chosen), dtype=np.int64)
        if documents is not None:
            candidates = candidates[np.isin(self.document_of[candidates], list(documents))]
        return candidates

    def _best_unit(self, vector: Vectors, rows: Rows) -> Scores:
        ranges = self.ranges[rows]
        counts = ranges[:, 1]
        spans = [np.arange(first, first + count) for first, count in ranges]
        numbers = np.concatenate(spans or [np.zeros(0, dtype=np.int64)])
        similarity = self.unit_vectors[numbers].astype(np.float32) @ vector
        best = np.full(len(rows), -1.0, dtype=np.float32)
        np.maximum.at(best, np.repeat(np.arange(len(rows)), counts), similarity)
        return best

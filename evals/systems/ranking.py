"""One signal alone over the assistant's own passages: words (BM25) or vectors, and no translation anywhere.

The index holds every passage in both languages, so its own BM25 and its own vectors are already made of translations.
Both rankings here start from the passages as they stand instead, and each looks at all of them: neither is given
candidates that another signal chose.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import numpy as np

from assistant.answer import Answer
from corpus.text.language import LANGUAGES, detect
from evals.cases import Language
from evals.systems.base import SHOWN, Place, fingerprint_of, passages_as_answer, run_of_hit
from index.bm25 import Lexical, Scores, words
from index.building.cache import Cache
from index.building.writing import Progress
from index.encoding.embedder import Vectors, encode_question
from index.search import Hit, Searcher
from index.store import StoredPassage

_BATCH = 256  # texts encoded between two steps of the progress bar


class Ranking(Protocol):
    @property
    def name(self) -> str: ...

    def scores(self, question: str) -> Scores:
        """One score a passage, in the order of the index; minus infinity where the passage was not found."""
        ...

    def describe(self) -> Mapping[str, str]: ...


class RankingSystem:
    """`searcher` gives the passages and stays open when this is closed."""

    at_once = 1

    def __init__(self, searcher: Searcher, ranking: Ranking) -> None:
        self._searcher = searcher
        self._ranking = ranking
        self.name = ranking.name

    def answer(self, question: str, history: Sequence[Mapping[str, str]], language: Language) -> Answer:
        """The best passages for the question alone: such a search knows no conversation."""
        started = time.perf_counter()
        answer = passages_as_answer(question, language, [run_of_hit(hit) for hit in self._hits(question, SHOWN)])
        return replace(answer, seconds=round(time.perf_counter() - started, 4))

    def places(self, question: str, k: int) -> list[Place]:
        return [Place(hit.source, hit.text) for hit in self._hits(question, k)]

    def describe(self) -> Mapping[str, str]:
        return {
            "passages": str(self._searcher.manifest.passages),
            "passages_fingerprint": fingerprint_of(self._searcher),
            **self._ranking.describe(),
        }

    def close(self) -> None:
        pass

    def _hits(self, question: str, k: int) -> list[Hit]:
        scores = self._ranking.scores(question)
        order = np.argsort(-scores, kind="stable")[:k]  # of equals, the one that stands first in the documents
        return self._searcher.hits([int(row) for row in order if np.isfinite(scores[row])], score=0.0)


class WordRanking:
    """BM25 as a plain lexical search does it: passages and question stemmed in the question's language."""

    name = "bm25"

    def __init__(self, searcher: Searcher) -> None:
        texts = [f"{' '.join(stored.section)} {body}" for stored, body in _passages(searcher)]
        self._lexical = {code: Lexical.build(words(text, code) for text in texts) for code in LANGUAGES}

    def scores(self, question: str) -> Scores:
        code = detect(question, default="es") or "es"
        scores = self._lexical[code].scores(words(question, code))
        return np.where(scores > 0, scores, np.float32(-np.inf))

    def describe(self) -> Mapping[str, str]:
        return {"ranking": "BM25 of stems, headings included, untranslated"}


class VectorRanking:
    """The model alone: passages and question encoded as they stand, whether or not it reads their language.

    Vectors of passages in a language that the model reads are the index's own; the others are encoded once and kept in
    `cache`. Compared exactly, without an approximate index in between.
    """

    name = "dense"

    def __init__(self, searcher: Searcher, cache: Path, progress: Progress | None = None) -> None:
        self._embedder = searcher.embedder
        self._vectors = _untranslated(searcher, cache, progress or (lambda stage, done, total: None))

    def scores(self, question: str) -> Scores:
        vector = encode_question(self._embedder, question)
        return np.asarray(self._vectors @ vector, dtype=np.float32)

    def describe(self) -> Mapping[str, str]:
        return {
            "ranking": "cosine of passage and question vectors, untranslated",
            "embedder": self._embedder.name,
            "embedder_fingerprint": self._embedder.fingerprint,
        }


def _passages(searcher: Searcher) -> list[tuple[StoredPassage, str]]:
    """Every passage in the order of the index, with its units in their own language as one text."""
    rows = list(range(searcher.manifest.passages))
    stored = searcher.content.passages(rows)
    units: dict[int, list[str]] = defaultdict(list)
    for unit in searcher.content.units_of(rows):
        units[unit.passage].append(unit.text)
    return [(stored[row], " ".join(units[row])) for row in rows]


def _untranslated(searcher: Searcher, path: Path, say: Progress) -> Vectors:
    vectors = np.array(searcher.passage_vectors, dtype=np.float32)
    embedder = searcher.embedder
    # laid out as the index lays out what it embeds, so that nothing but the translation is missing
    texts = {
        stored.n: f"{stored.section[-1]}: {body}" if stored.section else body
        for stored, body in _passages(searcher)
        if stored.language not in embedder.languages
    }
    cache = Cache(path)
    try:
        found = dict(zip(texts, cache.vectors(embedder.fingerprint, list(texts.values())), strict=True))
        todo = [row for row, vector in found.items() if vector is None]
        for at in range(0, len(todo), _BATCH):
            say("embed", at, len(todo))
            part = todo[at : at + _BATCH]
            new = embedder.encode([texts[row] for row in part])
            cache.put_vectors(embedder.fingerprint, [texts[row] for row in part], new)
            found.update(zip(part, new, strict=True))
        say("embed", len(todo), len(todo))
    finally:
        cache.close()
    for row, vector in found.items():
        vectors[row] = vector
    return vectors

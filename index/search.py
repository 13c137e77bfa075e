"""Search over the generation that serves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.model import Metadata
from corpus.text.language import LANGUAGES, detect
from corpus.text.terms import load_terms
from index.by_language import ByLanguage
from index.encoding.embedder import Embedder, EmbedderSettings, Vectors
from index.encoding.reranker import Reranker, configured_reranker, reranked
from index.errors import IndexDamaged, IndexFault, ReadWithoutSpace, RerankerUnavailable
from index.fusion import Weights
from index.generation import (
    Manifest,
    current_generation,
    generation_folder,
    missing_or_changed,
    read_manifest,
)
from index.hits import Hit
from index.hybrid import HybridSearch
from index.metadata import About
from index.opening import embedder_for, mismatch
from index.query import MAX_CHARACTERS, Query, in_both_languages, prepare
from index.store import Content, StoredPassage
from index.translation.apertium import Bridge, open_bridge
from index.translation.protected import TermBridge
from index.vectors import ExactVectors, VectorStore, has_no_space, open_vectors


class Searcher:
    """An open generation. Reading is safe from several threads.

    `notices` are the errors that search goes on in spite of: a damaged file of the encoder that comes along, a reranker
    that is set and cannot be used.
    """

    def __init__(
        self,
        folder: Path,
        embedder: Embedder,
        bridge: Bridge,
        weights: Weights = Weights(),  # noqa: B008 - frozen
        reranker: Reranker | None = None,
        notices: Sequence[IndexFault] = (),
    ) -> None:
        self.folder = folder
        self.manifest: Manifest = read_manifest(folder)
        if embedder.fingerprint != self.manifest.embedder_fingerprint:
            raise mismatch(self.manifest, embedder.name)
        self.embedder = embedder
        self.bridge = TermBridge(bridge, load_terms())
        self.weights = weights
        self.reranker = reranker
        self.notices: tuple[IndexFault, ...] = tuple(notices)
        # One pass over the files (2 GB a second) is little beside loading the model. Without it a damaged text would be
        # quoted, and a damaged HNSW file can take the whole process with it.
        for problem in missing_or_changed(folder, self.manifest):
            raise problem
        with ExitStack() as opened:  # what is open is closed again where the rest cannot be opened
            try:
                self.content = Content(folder / "content.sqlite")
                opened.callback(self.content.close)
                spans = self.content.spans()
                self._lexical = ByLanguage(folder, [language for _, language, _ in spans])
                self.passage_vectors: Vectors = np.load(folder / "passages.npy", mmap_mode="r")
                self.unit_vectors: npt.NDArray[np.float16] = np.load(folder / "units.npy", mmap_mode="r")
            except Exception as error:  # SQLite, NumPy and bm25s each raise their own on a damaged file
                raise IndexDamaged(generation=self.manifest.id, reason=f"a file cannot be read ({error})") from error
            self._vectors: VectorStore | ExactVectors = self._opened_vectors()
            opened.callback(self._vectors.close)
            self._hybrid = HybridSearch(
                self._vectors,
                self._lexical,
                About(self.content.documents()),
                self.passage_vectors,
                self.unit_vectors,
                np.array([document for document, _, _ in spans], dtype=np.int64),
                np.array([language for _, language, _ in spans]),
                np.array(self.content.unit_ranges(), dtype=np.int64).reshape(-1, 2),
            )
            if not len(spans) == len(self.passage_vectors) == self._vectors.count() == self.manifest.passages:
                raise IndexDamaged(generation=self.manifest.id, reason="its parts have different sizes")
            opened.pop_all()

    @classmethod
    def open(
        cls,
        home: Path,
        *,
        embedder: Embedder | None = None,
        bridge: Bridge | None = None,
        settings: EmbedderSettings | None = None,
        weights: Weights = Weights(),  # noqa: B008 - frozen
        reranker: Reranker | None = None,
        rerank: bool = True,
    ) -> Searcher:
        """The generation that serves `home`, with the embedder and the reranker of the settings where none are given;
        without `rerank`, with no reranker at all.

        Errors: IndexMissing, IndexDamaged, EmbedderMismatch, EmbedderUnavailable. Where a file of the encoder that
        comes along is damaged, words alone are searched; a reranker that cannot be used is none: `notices` says why.
        """
        generation = current_generation(home)
        folder = generation_folder(home, generation)
        manifest = read_manifest(folder)
        notices: tuple[IndexFault, ...] = ()
        if embedder is None:
            embedder, notices = embedder_for(manifest, settings)
        if rerank and reranker is None:
            reranker, told = configured_reranker()
            notices += told
        return cls(folder, embedder, bridge or open_bridge(), weights, reranker if rerank else None, notices)

    def _opened_vectors(self) -> VectorStore | ExactVectors:
        if not has_no_space(self.folder):
            return open_vectors(self.folder / "chroma", self.manifest.id)
        self.notices += (ReadWithoutSpace(place=str(self.folder.parents[2])),)
        return ExactVectors(self.passage_vectors)

    def close(self) -> None:
        self.content.close()
        self._vectors.close()

    def in_both_languages(self, text: str, language: str) -> dict[str, str]:
        """`text` by language: as it is, and translated where that can be done."""
        return in_both_languages(text, language, self.bridge)

    def prepare(self, question: str, language: str | None = None) -> Query:
        """Ready to be searched for; `language` is detected where it is not given."""
        language = language or detect(question[:MAX_CHARACTERS], default="es") or "es"
        return self.prepared(self.in_both_languages(question, language), language)

    def prepared(self, texts: Mapping[str, str], language: str) -> Query:
        """As `prepare`, of a question whose translation is known: `texts` by language, asked in `language`."""
        query = prepare(texts, language, self.embedder, load_terms())
        return replace(query, tokens={code: self._lexical.spelt(query.tokens[code], code) for code in LANGUAGES})

    def rarity(self, token: str, language: str) -> float:
        """How much a stem of that language tells: the fewer passages hold it, the more."""
        return self._lexical.rarity(token, language)

    def knows(self, token: str, language: str) -> bool:
        """Does any passage hold this stem?"""
        return self._lexical.knows(token, language)

    def search(self, question: str, k: int = 10, language: str | None = None) -> list[Hit]:
        """The k passages that fit the question best, best first."""
        return self.rank(self.prepare(question, language), k)

    def nearest(self, vector: Vectors, k: int) -> tuple[npt.NDArray[np.int64], Vectors]:
        """Chroma's own answer, as `HybridSearch.nearest`."""
        return self._hybrid.nearest(vector, k)

    def stored_vectors(self, rows: list[int]) -> dict[int, Vectors]:
        """Vectors as Chroma holds them, by row (for checks)."""
        return self._vectors.rows(rows)

    def rank(
        self,
        query: Query,
        k: int = 10,
        documents: frozenset[int] | None = None,
        *,
        among: Sequence[int] | None = None,
        weights: Weights | None = None,
    ) -> list[Hit]:
        """As `search`, for a prepared query; `documents` restricts it to some documents (by number), `among` to some
        passages; `weights` are used instead of the searcher's own."""
        found = self._hybrid.fused(query, weights or self.weights, documents)
        rows, scores = found if among is None else self._hybrid.among(query, found, among, documents)
        order = np.argsort(-scores, kind="stable")
        top = self.reranker.top if self.reranker and k > 0 else 0
        best = [int(rows[i]) for i in order[: max(k, top)]]
        stored = self.content.passages(best)
        best[:top] = self._reranked(query, [stored[row] for row in best[:top]])
        told = (float(scores[i]) for i in order[:k])
        return [
            Hit.of(self.content, rank, score, stored[row])
            for rank, (row, score) in enumerate(zip(best[:k], told, strict=True), start=1)
        ]

    def hits(self, rows: list[int], score: float) -> list[Hit]:
        """These passages as hits, in the order given, all with that score."""
        stored = self.content.passages(rows)
        return [Hit.of(self.content, rank, score, stored[row]) for rank, row in enumerate(rows, start=1)]

    def documents(self) -> Mapping[int, Metadata]:
        return self.content.documents()

    def _reranked(self, query: Query, passages: Sequence[StoredPassage]) -> list[int]:
        """Rows of the passages in the reranker's order, in the given one where there is none or it fails."""
        reranker = self.reranker
        if reranker is not None and len(passages) > 1:
            try:
                return [passages[i].n for i in reranked(reranker, query, passages)]
            except RerankerUnavailable as error:
                self.reranker = None  # what failed once is not waited for at every question
                self.notices = (*self.notices, error)
        return [passage.n for passage in passages]

"""Search over the generation that serves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.model import Metadata
from corpus.text.language import LANGUAGES, detect
from corpus.text.terms import load_terms
from index.by_language import ByLanguage, asked
from index.encoding.embedder import Embedder, EmbedderSettings, Vectors, fingerprint_of, open_embedder
from index.encoding.reranker import Reranker, configured_reranker, reranked
from index.errors import (
    EmbedderChanged,
    EmbedderMismatch,
    IndexDamaged,
    IndexFault,
    ModelFileWrong,
    ReadWithoutSpace,
    RerankerUnavailable,
)
from index.fusion import Scores, Weights, alike, fuse
from index.generation import (
    Manifest,
    current_generation,
    generation_folder,
    missing_or_changed,
    read_manifest,
)
from index.metadata import About
from index.query import MAX_CHARACTERS, Query, in_both_languages, prepare
from index.store import Content, StoredPassage
from index.translation.apertium import Bridge, open_bridge
from index.translation.protected import TermBridge
from index.vectors import ExactVectors, VectorStore, has_no_space, open_vectors

CANDIDATES = 100  # of each search, before fusion


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found; `n` is its row in this generation, `metadata` its document's. `page`, `page_label` and
    `ocr` are as in `corpus.pages.OnPage`."""

    rank: int
    score: float
    document: str
    source: str
    title: str
    passage: str
    text: str
    section: tuple[str, ...]
    page: int | None
    language: str
    n: int
    metadata: Metadata
    stored: StoredPassage
    page_label: str | None = None
    ocr: bool = False


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
            raise _mismatch(self.manifest, embedder.name)
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
            self._document_of = np.array([document for document, _, _ in spans], dtype=np.int64)
            self._language_of = np.array([language for _, language, _ in spans])
            self._ranges = np.array(self.content.unit_ranges(), dtype=np.int64).reshape(-1, 2)
            self._about = About(self.content.documents())
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
            settings = settings or EmbedderSettings.from_environment()
            try:
                # compared before the model is loaded: a mismatch is said at once
                if fingerprint_of(settings) not in (None, manifest.embedder_fingerprint):
                    raise _mismatch(manifest, settings.model)
                embedder = open_embedder(settings)
            except ModelFileWrong as error:
                embedder, notices = _Unable(manifest), (error,)
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
        """Chroma's own answer: rows and cosine similarities of the k nearest passages; none for no direction at all."""
        if not vector.any():
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        return self._vectors.nearest(vector, min(k, self.manifest.passages))

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
        rows, scores = self.fused(query, documents, weights=weights)
        if among is not None:
            rows, scores = self._scored_among(query, documents, among, rows, scores)
        order = np.argsort(-scores, kind="stable")
        top = self.reranker.top if self.reranker and k > 0 else 0
        found = [int(rows[i]) for i in order[: max(k, top)]]
        stored = self.content.passages(found)
        found[:top] = self._reranked(query, [stored[row] for row in found[:top]])
        return [
            self._hit(rank, float(scores[order[rank - 1]]), stored[row]) for rank, row in enumerate(found[:k], start=1)
        ]

    def _scored_among(
        self,
        query: Query,
        documents: frozenset[int] | None,
        among: Sequence[int],
        rows: npt.NDArray[np.int64],
        scores: Scores,
    ) -> tuple[npt.NDArray[np.int64], Scores]:
        """These passages with their scores; those that search did not come upon by their vectors, below the others."""
        wanted = np.array(sorted(set(among)), dtype=np.int64)
        if documents is not None:
            wanted = wanted[np.isin(self._document_of[wanted], list(documents))]
        known = dict(zip(rows.tolist(), scores.tolist(), strict=True))
        lowest = min(known.values(), default=0.0)
        cosines = self.passage_vectors[wanted] @ query.vector
        found = [known.get(int(n), lowest - 1.0 + float(cosine)) for n, cosine in zip(wanted, cosines, strict=True)]
        return wanted, np.array(found, dtype=np.float32)

    def hits(self, rows: list[int], score: float) -> list[Hit]:
        """These passages as hits, in the order given, all with that score."""
        stored = self.content.passages(rows)
        return [self._hit(rank, score, stored[row]) for rank, row in enumerate(rows, start=1)]

    def fused(
        self, query: Query, documents: frozenset[int] | None = None, *, weights: Weights | None = None
    ) -> tuple[npt.NDArray[np.int64], Scores]:
        """Candidate rows and their fused scores, unordered; arguments as for `rank`."""
        weights = weights or self.weights
        words, grams = self._lexical.words(query), self._lexical.grams(query)
        rows = self._candidates(query, [words, grams], documents)
        if rows.size == 0:
            return rows, np.zeros(0, dtype=np.float32)
        languages = self._language_of[rows]
        dense = np.asarray(self.passage_vectors[rows] @ query.vector, dtype=np.float32)
        about = self._about.scores({code: asked(query, code) for code in LANGUAGES})
        signals: dict[str, Scores] = {
            "dense": alike(dense, languages),
            "unit": alike(self._best_unit(query.vector, rows), languages),
            "words": words[rows],
            "grams": grams[rows],
            "about": about[self._document_of[rows]],
        }
        total = fuse(signals, weights)
        return rows, total + weights.same * (languages == query.language)

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

    def _candidates(
        self, query: Query, lexical: list[Scores], documents: frozenset[int] | None
    ) -> npt.NDArray[np.int64]:
        if documents is not None:
            rows = np.flatnonzero(np.isin(self._document_of, list(documents)))
            if rows.size <= 3 * CANDIDATES:
                return rows
        chosen = set(self.nearest(query.vector, CANDIDATES)[0].tolist())
        for scores in lexical:
            found = np.flatnonzero(scores > 0)
            if documents is not None:
                found = found[np.isin(self._document_of[found], list(documents))]
            if found.size > CANDIDATES:
                found = found[np.argpartition(-scores[found], CANDIDATES)[:CANDIDATES]]
            chosen.update(found.tolist())
        candidates = np.array(sorted(chosen), dtype=np.int64)
        if documents is not None:
            candidates = candidates[np.isin(self._document_of[candidates], list(documents))]
        return candidates

    def _best_unit(self, vector: Vectors, rows: npt.NDArray[np.int64]) -> Scores:
        ranges = self._ranges[rows]
        counts = ranges[:, 1]
        spans = [np.arange(first, first + count) for first, count in ranges]
        numbers = np.concatenate(spans or [np.zeros(0, dtype=np.int64)])
        similarity = self.unit_vectors[numbers].astype(np.float32) @ vector
        best = np.full(len(rows), -1.0, dtype=np.float32)
        np.maximum.at(best, np.repeat(np.arange(len(rows)), counts), similarity)
        return best

    def _hit(self, rank: int, score: float, stored: StoredPassage) -> Hit:
        metadata = self.content.document(stored.document)
        return Hit(
            rank=rank,
            score=score,
            document=metadata.id,
            source=metadata.source,
            title=metadata.title,
            passage=stored.id,
            text=stored.text,
            section=stored.section,
            language=stored.language,
            n=stored.n,
            metadata=metadata,
            stored=stored,
            **self.content.pages(stored.document).place(stored.start, stored.end),
        )


class _Unable:
    """In the place of an encoder whose files are damaged: words alone are searched."""

    def __init__(self, manifest: Manifest) -> None:
        self.name = manifest.embedder
        self.fingerprint = manifest.embedder_fingerprint
        self.languages = manifest.embedder_languages
        self._dimension = manifest.dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.zeros((len(texts), self._dimension), dtype=np.float32)


def _mismatch(manifest: Manifest, configured: str) -> EmbedderMismatch:
    kind = EmbedderChanged if manifest.embedder == configured else EmbedderMismatch
    return kind(built=manifest.embedder, configured=configured)

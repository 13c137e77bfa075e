"""Units that may answer a question, each with the signs that speak for or against it."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from assistant.judge import Judge
from assistant.question import Understanding
from assistant.voices import voice_of, voice_of_header
from corpus.kinds import kind
from corpus.model import Metadata
from index.content import StoredPassage, StoredUnit
from index.query import Query
from index.search import Hit, Searcher

UNITS = 220  # units judged for one question


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A unit with its place, the signs that were found (by the names of scoring.toml) and their weighted sum.

    `aspects` are those of the question that stand in such a place (column, section)."""

    unit: StoredUnit
    passage: StoredPassage
    metadata: Metadata
    signs: dict[str, float]
    score: float
    aspects: tuple[str, ...]
    vector: np.ndarray[tuple[int, ...], np.dtype[np.float32]]

    @property
    def section(self) -> tuple[str, ...]:
        """Where the unit stands: the headings above it, then its row's label. What it is itself is not among them."""
        section, label = self.passage.section, self.unit.label
        if self.unit.kind in {"heading", "label"}:
            own = " ".join(self.unit.text.split())
            return section[:-1] if section and own.startswith(section[-1]) else section
        return (*section, label) if label and label not in section[-1:] else section

    @property
    def voice(self) -> str:
        """Who speaks: whom the column names, else what the document says of the section, else what the sentence
        shows."""
        named = voice_of_header(f"{self.unit.header} {self.unit.label}") if self.unit.kind == "cell" else None
        return named or self.passage.voice or voice_of(self.unit.text, kind(self.metadata.kind).voice)


@cache
def weights() -> dict[str, float]:
    return dict(_scoring()["weights"])


@cache
def _scoring() -> dict[str, dict[str, float]]:
    return tomllib.loads((files("assistant") / "scoring.toml").read_text(encoding="utf-8"))


def gather(
    searcher: Searcher, query: Query, asked: Understanding, language: str | None = None, passages: int = 14
) -> list[Candidate]:
    """Every unit of the best passages (and of the named commitment's), best first.

    Of two documents that say the same in two languages only the one in the answer's `language` is read.
    """
    hits = searcher.rank(query, passages, _without_twins(searcher, language or query.language))
    hits += _named(searcher, asked, {hit.n for hit in hits}, hits, language or query.language)
    if not hits:
        return []
    by_passage = {hit.n: hit for hit in hits}
    units = searcher.content.units_of([hit.n for hit in hits])[:UNITS]
    vectors = searcher.unit_vectors[[unit.n for unit in units]].astype(np.float32)
    similarities = vectors @ query.vector
    judge = Judge(searcher, query, asked, hits)
    found = []
    for unit, similarity, vector in zip(units, similarities, vectors, strict=True):
        hit = by_passage[unit.passage]
        signs = judge.signs(unit, hit, float(similarity))
        score = sum(weights()[name] * value for name, value in signs.items())
        found.append(Candidate(unit, hit.stored, hit.metadata, signs, score, judge.placed(unit, hit), vector))
    return _of_one_plan(sorted(found, key=lambda candidate: (-candidate.score, candidate.unit.n)), asked)


def _of_one_plan(candidates: list[Candidate], asked: Understanding) -> list[Candidate]:
    """A commitment's number without its country may stand in several countries' plans: keep the likeliest one's."""
    if not asked.references or asked.countries:
        return candidates
    about = [c for c in candidates if c.signs.get("commitment", 0.0) > 0]
    best: dict[str | None, list[float]] = {}
    for candidate in about:
        best.setdefault(candidate.metadata.country, []).append(candidate.score)
    if len(best) < 2:
        return candidates
    country = max(best, key=lambda code: sum(best[code][:3]) / 3)
    return [c for c in candidates if c.metadata.country == country or c.signs.get("commitment", 0.0) <= 0]


def _without_twins(searcher: Searcher, language: str) -> frozenset[int] | None:
    """Documents less those that have a twin in the answer's language; None where there are no twins."""
    documents = searcher.documents()
    native = {m.pair for m in documents.values() if m.pair and m.language == language}
    kept = frozenset(n for n, m in documents.items() if m.language == language or m.pair not in native)
    return None if len(kept) == len(documents) else kept


def _named(searcher: Searcher, asked: Understanding, have: set[int], hits: Sequence[Hit], language: str) -> list[Hit]:
    """Passages labelled with a commitment that the question names, where search has not found them already."""
    numbers: list[int] = []
    for reference in asked.references:
        numbers += [n for n in searcher.content.passages_about(reference.number, reference.id) if n not in have]
    floor = min((hit.score for hit in hits), default=0.0)
    allowed = _without_twins(searcher, language)
    named = searcher.hits(numbers[:60], floor)
    return [hit for hit in named if allowed is None or hit.stored.document in allowed][:30]

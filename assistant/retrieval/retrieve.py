"""Units that may answer a question: the best passages, read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from assistant.data import table
from assistant.question.question import Question
from assistant.reading.blocks import block_of
from assistant.reading.denials import read_with_denials
from assistant.reading.reader import BlockReader, Reading
from assistant.retrieval.candidate import Candidate
from assistant.retrieval.same_commitment import Topics, leading
from assistant.retrieval.signs import Named
from corpus.text.countries import names_country
from index.query import Query
from index.search import Hit, Searcher
from index.store import StoredUnit

READ = 8  # passages that are read for a question
MORE = 4  # passages of the commitment that the best of them are about, from whichever document
MEANT = 1.0  # a second commitment is meant too where its best unit scores at most so much less
OPENING = 10_000  # characters of a document that name its country, if any do
_FAR = -4.0  # a passage that search puts further down than this is no worse for it


@cache
def weights() -> dict[str, float]:
    return dict(table("scoring")["weights"])


def gather(
    searcher: Searcher,
    reader: BlockReader | None,
    question: Question,
    passages: int = READ,
    topics: Topics | None = None,
) -> list[Candidate]:
    """Every unit of the best `passages` (and of the commitment's that is named or meant), best first. Without a reader
    they are told apart by search alone.

    Of two documents that say the same in two languages only the one in the answer's language is read.
    """
    query = searcher.prepared(question.texts, question.written_in)
    allowed = _without_twins(searcher, question.language)
    hits = searcher.rank(query, passages, allowed)
    if not hits:
        return []
    top = hits[0].score
    hits = _with_named(searcher, query, question, hits, allowed, passages)
    near = float((searcher.passage_vectors[[hit.n for hit in hits]] @ query.vector).max())
    reading = _Reading(searcher, reader, query, Named(question), question.countries, allowed, top, near)
    found = _sorted(reading.units(hits))
    return found if topics is None or question.references else _with_topics(reading, hits, found, topics)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One question at work: the documents it may read (None: all), what it names (the countries apart), the best search
    score, and the best cosine of a passage: encoders put what is alike at different heights, so units are compared with
    that."""

    searcher: Searcher
    reader: BlockReader | None
    query: Query
    named: Named
    countries: Sequence[str]
    allowed: frozenset[int] | None
    top: float
    near: float

    def passages(self, rows: list[int], most: int) -> list[Hit]:
        """The best of these passages that may be read."""
        return self.searcher.rank(self.query, most, self.allowed, among=rows) if rows else []

    def units(self, hits: Sequence[Hit]) -> list[Candidate]:
        """The units of the passages with their signs, in the order of the documents."""
        hits = [self._placed(hit) for hit in hits]
        units: dict[int, list[StoredUnit]] = {hit.n: [] for hit in hits}
        for unit in self.searcher.content.units_of(list(units)):
            units[unit.passage].append(unit)
        blocks = [block_of(hit.metadata.title, hit.stored.section, units[hit.n]) for hit in hits]
        read = read_with_denials(self.reader, self.query.text, blocks) if self.reader and blocks else None
        readings: Sequence[Reading | None] = read or [None] * len(hits)
        found = []
        for hit, reading in zip(hits, readings, strict=True):
            numbers = [unit.n for unit in units[hit.n]]
            likeness = self.searcher.unit_vectors[numbers].astype(np.float32) @ self.query.vector
            for at, unit in enumerate(units[hit.n]):
                cosine = float(likeness[at])
                signs = {"passage": max(hit.score - self.top, _FAR), "dense": cosine - self.near, "cosine": cosine}
                signs |= self.named.signs(unit, hit)
                answer = None
                if reading is not None:
                    part = reading.parts[at]
                    signs |= {"fits": part.fits, "run": part.run, "answers": reading.answers}
                    answer = (part.start, part.end)
                found.append(Candidate(unit, hit.stored, hit.metadata, signs, _weighed(signs), answer))
        return found

    def _placed(self, hit: Hit) -> Hit:
        """The hit, of the country that was asked about where nothing states its document's and its opening names it."""
        if hit.metadata.country or not self.countries:
            return hit
        opening = self.searcher.content.run(hit.stored.document, 0, OPENING)
        named = [code for code in self.countries if names_country(code, opening)]
        return replace(hit, metadata=replace(hit.metadata, country=named[0])) if len(named) == 1 else hit


def _with_named(
    searcher: Searcher,
    query: Query,
    question: Question,
    hits: list[Hit],
    allowed: frozenset[int] | None,
    passages: int,
) -> list[Hit]:
    """The hits, those of a commitment that the question names first."""
    if not question.references:
        return hits
    rows: dict[int, None] = {}
    for reference in question.references:
        rows.update(dict.fromkeys(searcher.content.passages_about(reference.number, reference.id)))
    about = searcher.rank(query, passages, allowed, among=list(rows)) if rows else []
    have = {hit.n for hit in about}
    others = [hit for hit in hits if hit.n not in have]
    return [*about, *others[: max(2, passages + 2 - len(about))]]


def _with_topics(reading: _Reading, hits: Sequence[Hit], found: list[Candidate], topics: Topics) -> list[Candidate]:
    """The candidates, with what any document says of the commitment which the best of them are about: other documents
    call it by other words, and search alone puts them far down."""
    of = {hit.n: topics.of(hit) for hit in hits}
    meant = leading([of[c.passage.n] for c in found], [c.score for c in found], MEANT)
    if not meant:
        return found
    rows = [n for key in meant for n in topics.passages(key) if n not in of]
    more = reading.units(reading.passages(rows, MORE))
    # it is about the same thing as the best one: what search says of it counts no less
    best = {key: max(c.signs["passage"] for c in found if of[c.passage.n] == key) for key in meant}
    lifted = max(best.values())
    return _sorted([*found, *(_raised(candidate, lifted) for candidate in more)])


def _raised(candidate: Candidate, passage: float) -> Candidate:
    signs = {**candidate.signs, "passage": max(passage, candidate.signs["passage"])}
    return replace(candidate, signs=signs, score=_weighed(signs))


def _weighed(signs: Mapping[str, float]) -> float:
    of = weights()
    return sum(of.get(name, 0.0) * value for name, value in signs.items())


def _sorted(found: list[Candidate]) -> list[Candidate]:
    return sorted(found, key=lambda candidate: (-candidate.score, candidate.unit.n))


def _without_twins(searcher: Searcher, language: str) -> frozenset[int] | None:
    """Documents less those that have a twin in the answer's language; None where there are no twins."""
    documents = searcher.documents()
    native = {m.pair for m in documents.values() if m.pair and m.language == language}
    kept = frozenset(n for n, m in documents.items() if m.language == language or m.pair not in native)
    return None if len(kept) == len(documents) else kept

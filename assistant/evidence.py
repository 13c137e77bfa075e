"""Units that may answer a question, each with the signs that speak for or against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from assistant.candidate import Candidate
from assistant.data import table
from assistant.judge import Judge
from assistant.question import Understanding
from assistant.subject import subject_share
from assistant.topics import Topics, leading
from corpus.commitments import label_reference, without_references
from index.lexical import words
from index.query import Query
from index.search import Hit, Searcher

UNITS = 220  # units judged for one question
MEANT = 0.5  # a second commitment is meant too where its best unit scores at most so much less
NATIVE = 2.0  # what a commitment's documents in the asker's language weigh where its number alone leaves it open


@cache
def weights() -> dict[str, float]:
    return dict(table("scoring")["weights"])


def gather(
    searcher: Searcher,
    query: Query,
    asked: Understanding,
    language: str | None = None,
    passages: int = 12,
    topics: Topics | None = None,
) -> list[Candidate]:
    """Every unit of the best passages (and of the commitment's that is named or meant), best first.

    Of two documents that say the same in two languages only the one in the answer's `language` is read.
    """
    allowed = _without_twins(searcher, language or query.language)
    hits = searcher.rank(query, passages, allowed)
    hits += _named(searcher, asked, hits, allowed)
    if not hits:
        return []
    reading = _Reading(searcher, query, asked, allowed, Judge(searcher, query, asked, max(hit.score for hit in hits)))
    found = _sorted(reading.units(hits))
    return found if topics is None or asked.references else _with_topics(reading, hits, found, topics)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One question at work: what it asks, the documents it may read (None: all), and the judge of what they say."""

    searcher: Searcher
    query: Query
    asked: Understanding
    allowed: frozenset[int] | None
    judge: Judge

    def passages(self, rows: list[int], score: float) -> list[Hit]:
        """Those of the passages that may be read, each with that search score."""
        return _readable(self.searcher.hits(rows, score), self.allowed)

    def units(self, hits: Sequence[Hit]) -> list[Candidate]:
        """The units of the passages with their signs, in the order of the documents."""
        by_passage = {hit.n: hit for hit in hits}
        units = self.searcher.content.units_of([hit.n for hit in hits])[:UNITS]
        numbers = [unit.n for unit in units]
        vectors = self.searcher.unit_vectors[numbers].astype(np.float32)
        similarities = self.searcher.likeness(vectors @ self.query.vector)
        accounted = self.searcher.kindred.accounted(self.query.words, numbers)
        kinship = accounted @ subject_share(self.query, self.asked)
        found = []
        for at, unit in enumerate(units):
            hit = by_passage[unit.passage]
            signs = self.judge.signs(unit, hit, float(similarities[at]), float(kinship[at]))
            placed = self.judge.placed(unit, hit)
            score = _weighed(signs)
            found.append(Candidate(unit, hit.stored, hit.metadata, signs, score, placed, vectors[at], accounted[at]))
        return found

    def raised(self, candidate: Candidate, score: float | None) -> Candidate:
        """The candidate as one of the commitment that is meant, whose best passage has that search score; as it is
        where it is of none (None)."""
        if score is None:
            return candidate
        passage = self.judge.passage(score)
        gain = weights()["passage"] * (passage - candidate.signs["passage"])
        if not gain:
            return candidate
        return replace(candidate, signs={**candidate.signs, "passage": passage}, score=candidate.score + gain)


def _with_topics(reading: _Reading, hits: Sequence[Hit], found: list[Candidate], topics: Topics) -> list[Candidate]:
    """The candidates, with all that any document says of the commitment which the best of them are about: other
    documents call it by other words, and search alone puts them far down."""
    of = {hit.n: topics.of(hit) for hit in hits}
    meant = leading([of[c.passage.n] for c in found], [c.score for c in found], MEANT)
    if not meant:
        return found
    best = {key: max(hit.score for hit in hits if of[hit.n] == key) for key in meant}
    more: list[Hit] = []
    for key in meant:
        added = reading.passages([n for n in topics.passages(key) if n not in of], best[key])
        of.update({hit.n: key for hit in added})
        more += added
    raised = [reading.raised(c, best.get(of[c.passage.n] or "")) for c in found]
    return _sorted([*raised, *reading.units(more)])


def _weighed(signs: Mapping[str, float]) -> float:
    of = weights()
    return sum(of[name] * value for name, value in signs.items())


def _sorted(found: list[Candidate]) -> list[Candidate]:
    return sorted(found, key=lambda candidate: (-candidate.score, candidate.unit.n))


def of_one_commitment(
    candidates: list[Candidate], asked: Understanding, language: str
) -> tuple[list[Candidate], list[Candidate]]:
    """Where a number without its country may mean several commitments: the likeliest one's evidence, and the best
    unit of each of the others."""
    about = [c for c in candidates if c.signs.get("commitment", 0.0) > 0]
    if not asked.references or asked.countries or not about:
        return candidates, []
    records = _records(about)
    # a question that only names the number leaves nothing else to tell them apart by
    bare = all(c.signs["covered"] == 1.0 for c in about)

    def weight(number: int) -> float:
        best = records[number][:3]
        native = max(c.metadata.language == language for c in best)
        return sum(c.score for c in best) / 3 + (NATIVE if native and bare else 0.0)

    chosen = max(range(len(records)), key=weight)
    others = [found[0] for number, found in enumerate(records) if number != chosen]
    dropped = {id(c) for number, found in enumerate(records) if number != chosen for c in found}
    return [c for c in candidates if id(c) not in dropped], others


def _records(about: Sequence[Candidate]) -> list[list[Candidate]]:
    """Units by the commitment they are about: the same OGP id, else the same country and a title that is alike.

    Plans count anew in every country, and some in every chapter: "9" alone may be several commitments. Titles in two
    languages cannot be compared and are taken to be of the same commitment.
    """
    records: list[list[Candidate]] = []
    for candidate in about:
        for record in records:
            if _one_commitment(candidate, record[0]):
                record.append(candidate)
                break
        else:
            records.append([candidate])
    return records


def _one_commitment(one: Candidate, other: Candidate) -> bool:
    if one.passage.commitment and other.passage.commitment:
        return one.passage.commitment == other.passage.commitment
    if one.metadata.country != other.metadata.country:
        return False
    titles = _title_words(one), _title_words(other)
    if one.passage.language != other.passage.language or not all(titles):
        return True
    return len(titles[0] & titles[1]) * 2 >= min(len(titles[0]), len(titles[1]))


def _title_words(candidate: Candidate) -> set[str]:
    """The meaning words of the heading or row label that names the unit's commitment."""
    for part in reversed(candidate.section):
        reference = label_reference(part, candidate.metadata.kind, "compromiso")
        if reference and reference.number == candidate.passage.number:
            found = words(without_references(part), candidate.passage.language)
            return {word for word in found if not word.isdigit()}
    return set()


def _without_twins(searcher: Searcher, language: str) -> frozenset[int] | None:
    """Documents less those that have a twin in the answer's language; None where there are no twins."""
    documents = searcher.documents()
    native = {m.pair for m in documents.values() if m.pair and m.language == language}
    kept = frozenset(n for n, m in documents.items() if m.language == language or m.pair not in native)
    return None if len(kept) == len(documents) else kept


def _named(searcher: Searcher, asked: Understanding, hits: Sequence[Hit], allowed: frozenset[int] | None) -> list[Hit]:
    """Passages labelled with a commitment that the question names, where search has not found them already."""
    have = {hit.n for hit in hits}
    numbers: list[int] = []
    for reference in asked.references:
        numbers += [n for n in searcher.content.passages_about(reference.number, reference.id) if n not in have]
    floor = min((hit.score for hit in hits), default=0.0)
    return _readable(searcher.hits(numbers[:60], floor), allowed)[:30]


def _readable(hits: Sequence[Hit], allowed: frozenset[int] | None) -> list[Hit]:
    """Hits of the allowed documents (None: of all)."""
    return [hit for hit in hits if allowed is None or hit.stored.document in allowed]

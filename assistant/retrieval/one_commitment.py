"""Which commitment a number without its country means, where several plans have one."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.question.question import Question
from assistant.retrieval.candidate import Candidate
from corpus.commitments.references import label_reference, without_references
from index.bm25 import words

NATIVE = 2.0  # what a commitment's documents in the asker's language weigh where its number alone leaves it open


def of_one_commitment(candidates: list[Candidate], question: Question) -> tuple[list[Candidate], list[Candidate]]:
    """Where a number without its country may mean several commitments: the likeliest one's evidence, and the best
    unit of each of the others."""
    about = [c for c in candidates if c.signs.get("commitment", 0.0) > 0]
    if not question.references or question.countries or not about:
        return candidates, []
    records = _records(about)

    def weight(number: int) -> float:
        best = records[number][:3]
        native = max(c.metadata.language == question.language for c in best)
        return sum(c.score for c in best) / 3 + (NATIVE if native else 0.0)

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
    for part in reversed((*candidate.passage.section, candidate.unit.label)):
        reference = label_reference(part, candidate.metadata.kind, "compromiso")
        if reference and reference.number == candidate.passage.number:
            found = words(without_references(part), candidate.passage.language)
            return {word for word in found if not word.isdigit()}
    return set()

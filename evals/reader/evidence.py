"""What the assistant gathers for the development questions, with where their answers stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from assistant.ledger_answer.ledger_reader import LedgerReader
from assistant.question.parse import parse_alone
from assistant.question.question import Question
from assistant.reading.reader import BlockReader
from assistant.retrieval.candidate import Candidate
from assistant.retrieval.one_commitment import of_one_commitment
from assistant.retrieval.retrieve import gather
from evals.cases import LANGUAGES, Case
from evals.libraries import OpenLibrary
from index.search import Searcher


@dataclass(frozen=True, slots=True)
class Evidence:
    """One question's candidates, best first by the present weights; `right` says of each whether it is a gold place."""

    library: str
    case: Case
    language: str
    question: Question
    candidates: list[Candidate]
    right: list[bool]

    @property
    def answerable(self) -> bool:
        return self.case.expected == "answered"


def evidence_of(
    library: OpenLibrary, reader: BlockReader | None, passages: int, split: str = "dev"
) -> Iterator[Evidence]:
    """The evidence of each question of that half that stands alone and that passages have to answer: not the ledger."""
    searcher: Searcher = library.assistant.searcher
    ledger = LedgerReader()
    topics = ledger.topics(searcher)
    for case in library.cases:
        if case.split != split or case.before:
            continue
        for language in LANGUAGES:
            question = parse_alone(searcher, case.question(language), language)
            if ledger.answer(searcher, question.rows, language, question.initials) is not None:
                continue
            found = gather(searcher, reader, question, passages, topics)
            found, _ = of_one_commitment(found, question)
            right = [_is_gold(case, candidate) for candidate in found]
            yield Evidence(library.name, case, language, question, found, right)


def weighed(one: Evidence, weights: Mapping[str, float]) -> Evidence:
    """The same candidates, scored by these weights and best first."""
    scored = [
        (replace(c, score=sum(weights.get(name, 0.0) * value for name, value in c.signs.items())), right)
        for c, right in zip(one.candidates, one.right, strict=True)
    ]
    scored.sort(key=lambda pair: (-pair[0].score, pair[0].unit.n))
    return replace(one, candidates=[c for c, _ in scored], right=[right for _, right in scored])


def _is_gold(case: Case, candidate: Candidate) -> bool:
    return any(gold.anchor and gold.is_in(candidate.metadata.source, candidate.unit.text) for gold in case.gold)

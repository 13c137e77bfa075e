"""Answers from passages: what was found, written by the model where there is one, else quoted, or what is lacking."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.answer import Answer, Citation, Statement
from assistant.question.question import Question
from assistant.reading.confidence import NOTHING, Thresholds, confidence
from assistant.reading.conflicts import other_counts
from assistant.reading.heading_says import of_heading_that_says_so
from assistant.reading.quoted import Chosen, distinct, grown
from assistant.reading.reader import BlockReader
from assistant.reading.select import STATEMENTS, select
from assistant.retrieval.candidate import Candidate
from assistant.retrieval.named_evidence import of_named_commitment, of_named_label
from assistant.retrieval.named_filters import of_named_number, of_named_plan, of_named_title, that_say_so
from assistant.retrieval.one_commitment import of_one_commitment
from assistant.retrieval.retrieve import gather
from assistant.retrieval.same_commitment import Topics
from assistant.writing.assembly import Assembly
from assistant.writing.missing import in_no_document, mostly_unknown
from assistant.writing.refusal import Found, Refuser
from assistant.writing.render import Names
from index import deadline
from index.encoding.encoder import NAME
from index.search import Searcher

if TYPE_CHECKING:
    from assistant.llm.client import Usage
    from assistant.llm.generate import ModelComposer


_SEVERAL = 3

Listen = Callable[[Answer], None]
Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class FromPassages:
    """Answers one question from the passages of one generation. `passages`: how many of the best are read; `reader` is
    None where none can be used. `composer` is None where no model writes."""

    searcher: Searcher
    reader: BlockReader | None
    topics: Topics | None
    thresholds: Thresholds
    passages: int
    refuser: Refuser
    composer: ModelComposer | None = None

    def answer(self, question: Question, listen: Listen, stop: Stop, usage: Usage | None = None) -> Answer:
        """`listen` is given the answer so far each time a statement of the model has passed; `stop` tells whether it is
        still wanted; `usage` is what the model was used for before."""
        assembly = self._assembly(question)
        if self.composer is None or usage is None:
            return assembly.quoted()
        from assistant.llm.context import Task

        sure = assembly.found.sure
        if sure.blocked or sure.support < self.thresholds.model:
            return assembly.quoted()  # too little was found to be worth the model's time

        def heard(statements: Sequence[Statement], citations: Sequence[Citation]) -> None:
            listen(assembly.so_far(statements, citations))

        task = Task(question.text, question.language, assembly.found.candidates, assembly.names, assembly.known)
        with deadline.not_counted():
            written = self.composer.write(self.searcher, task, usage, heard, stop)
        return assembly.written(written) if written.statements else assembly.instead_of(written)

    def _assembly(self, question: Question) -> Assembly:
        names = Names(self.searcher.documents().values(), question.language)
        found, others, counts = self._find(question)
        return Assembly(self.searcher, self.thresholds, self.refuser, names, question, found, others, counts)

    def _find(self, question: Question) -> tuple[Found, list[Candidate], list[tuple[Candidate, int]]]:
        searcher, documents = self.searcher, self.searcher.documents().values()
        gathered = gather(searcher, self.reader, question, self.passages, self.topics)
        deadline.check()
        of_title = of_named_title(of_named_plan(gathered, question, documents), question, documents)
        of_number, having = of_named_number(searcher, of_title, question)
        candidates, others = of_one_commitment(of_number, question)
        counts = other_counts(candidates, question)
        chosen = select(searcher, candidates, question, [candidate for candidate, _ in counts])
        chosen, so = that_say_so(chosen, question)
        deadline.check()
        unknown = mostly_unknown(searcher, question)
        scaled = searcher.embedder.name == NAME
        sure = confidence(question, candidates, chosen, unknown=unknown, scaled=scaled)
        chosen, least = self._named(candidates, chosen, question, having)
        sure = replace(sure, support=max(sure.support, least))
        several = _lists(chosen)
        unfiltered = (question.conditioned and (question.superlative or several)) or (not so and several)
        strange = unknown or bool(in_no_document(searcher, question)[0])
        part_read = self._part_read(candidates)
        return Found(question, candidates, chosen, sure, unfiltered, strange, part_read), others, counts

    def _named(
        self, candidates: Sequence[Candidate], chosen: Sequence[Chosen], question: Question, having: frozenset[int]
    ) -> tuple[list[Chosen], float]:
        """What is shown where the very thing that the question names is there, in whatever words, and the support that
        it has at least. `having` are units with its number."""
        headed = of_heading_that_says_so(self.searcher, candidates, question)
        if headed:
            return grown(self.searcher, headed), self.thresholds.partial
        labelled = of_named_label(candidates, question)
        if labelled & _shown(chosen):  # in the words of the question
            return [one for one in chosen if labelled & _shown([one])], self.thresholds.answered
        named = of_named_commitment(candidates, question)
        found = _first(chosen, grown(self.searcher, named))
        there = (having | {one.unit.n for one in named}) & _shown(found)
        return found, self.thresholds.partial if there else NOTHING

    def _part_read(self, candidates: Sequence[Candidate]) -> bool:
        """Whether the nearest document has parts that were not read."""
        return bool(candidates) and bool(self.searcher.content.unread(candidates[0].passage.document))


def _first(chosen: Sequence[Chosen], named: Sequence[Chosen]) -> list[Chosen]:
    """What says it of itself, before the rest."""
    return distinct([*named, *chosen])[:STATEMENTS] if named else list(chosen)


def _shown(chosen: Sequence[Chosen]) -> set[int]:
    """The units that are quoted, those of short rows among them."""
    return {unit.n for one in chosen for unit in (one.candidate.unit, *one.row)}


def _lists(chosen: Sequence[Chosen]) -> bool:
    """Whether several commitments, or things of a list, are told of."""
    about = {(one.candidate.metadata.id, one.candidate.passage.number, one.candidate.section) for one in chosen}
    listed = sum(one.candidate.unit.kind in {"heading", "label", "item"} for one in chosen)
    return len(about) >= _SEVERAL or listed >= _SEVERAL

"""Answers from passages: what was found, written by the model where there is one, else quoted, or what is lacking."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.answer import Answer, Citation, Statement
from assistant.ledger_query.conditions import conditioned, superlative
from assistant.question.entities import Understanding, understand
from assistant.question.followup import Resolved, language_of
from assistant.reading.confidence import Thresholds, confidence
from assistant.reading.conflicts import other_counts
from assistant.reading.quoted import Chosen
from assistant.reading.reader import BlockReader
from assistant.reading.select import select
from assistant.retrieval.candidate import Candidate
from assistant.retrieval.name_in_title import of_named_title
from assistant.retrieval.number_named import of_named_number
from assistant.retrieval.plan_named import of_named_plan
from assistant.retrieval.predicated import that_say_so
from assistant.retrieval.retrieve import gather, of_one_commitment
from assistant.retrieval.same_commitment import Topics
from assistant.writing.assembly import Assembly
from assistant.writing.missing import in_no_document, mostly_unknown
from assistant.writing.refusal import Found, Refuser
from assistant.writing.render import Names
from index import deadline
from index.encoder import NAME
from index.search import Searcher

if TYPE_CHECKING:
    from assistant.model.composer import ModelComposer


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

    def answer(
        self, question: str, resolved: Resolved, listen: Listen, stop: Stop, earlier: Sequence[str] = ()
    ) -> Answer:
        """`listen` is given the answer so far each time a statement of the model has passed; `stop` tells whether it is
        still wanted."""
        if self.composer is None:
            return self._assembly(question, resolved).quoted()
        from assistant.model.call import Usage
        from assistant.model.replies import Task
        from assistant.model.rewriting import rewritten

        usage = Usage()
        with deadline.not_counted():
            resolved = rewritten(self.composer, resolved, question, earlier, usage, stop)
        assembly = self._assembly(question, resolved)
        sure = assembly.found.sure
        if sure.blocked or sure.support < self.thresholds.model:
            return assembly.quoted()  # too little was found to be worth the model's time

        def heard(statements: Sequence[Statement], citations: Sequence[Citation]) -> None:
            listen(assembly.so_far(statements, citations))

        task = Task(resolved.text, resolved.language, assembly.found.candidates, assembly.names, assembly.known)
        with deadline.not_counted():
            written = self.composer.write(self.searcher, task, usage, heard, stop)
        return assembly.written(written) if written.statements else assembly.instead_of(written)

    def _assembly(self, question: str, resolved: Resolved) -> Assembly:
        names = Names(self.searcher.documents().values(), resolved.language)
        found = self._find(resolved)
        return Assembly(self.searcher, self.thresholds, self.refuser, names, question, resolved, *found)

    def _find(self, resolved: Resolved) -> tuple[Found, list[Candidate], list[tuple[Candidate, int]]]:
        searcher = self.searcher
        asked = _asked(resolved)
        query = searcher.prepare(resolved.text, language_of(resolved.text, resolved.language))
        deadline.check()
        gathered = gather(searcher, self.reader, query, asked, resolved.language, self.passages, self.topics)
        deadline.check()
        of_plan = of_named_plan(gathered, resolved.text, searcher.documents().values())
        of_title = of_named_title(of_plan, resolved.text, searcher.documents().values())
        of_number, having = of_named_number(searcher, of_title, query)
        candidates, others = of_one_commitment(of_number, asked, resolved.language)
        counts = other_counts(candidates, asked, query)
        chosen = select(searcher, candidates, asked, [candidate for candidate, _ in counts])
        chosen, so = that_say_so(chosen, query)
        deadline.check()
        unknown = mostly_unknown(searcher, query)
        scaled = searcher.embedder.name == NAME
        sure = confidence(query, asked, candidates, chosen, unknown=unknown, scaled=scaled)
        if having & {one.candidate.unit.n for one in chosen}:  # what is named is there, in whatever words
            sure = replace(sure, support=max(sure.support, self.thresholds.partial))
        unfiltered = conditioned(resolved.ask) and (superlative(resolved.ask) or _lists(chosen))
        unfiltered = unfiltered or (not so and _lists(chosen))
        strange = unknown or bool(in_no_document(searcher, query)[0])
        part_read = self._part_read(candidates)
        return Found(query, asked, candidates, chosen, sure, unfiltered, strange, part_read), others, counts

    def _part_read(self, candidates: Sequence[Candidate]) -> bool:
        """Whether the nearest document has parts that were not read."""
        return bool(candidates) and bool(self.searcher.content.unread(candidates[0].passage.document))


def _lists(chosen: Sequence[Chosen]) -> bool:
    """Whether several commitments, or things of a list, are told of."""
    about = {(one.candidate.metadata.id, one.candidate.passage.number, one.candidate.section) for one in chosen}
    listed = sum(one.candidate.unit.kind in {"heading", "label", "item"} for one in chosen)
    return len(about) >= _SEVERAL or listed >= _SEVERAL


def _asked(resolved: Resolved) -> Understanding:
    """What is asked, with what a follow-up took from the question before."""
    asked = understand(resolved.ask)
    if not resolved.changed:
        return asked
    whole = understand(resolved.text)
    return replace(
        asked,
        references=asked.references or whole.references,
        countries=asked.countries or whole.countries,
        years=asked.years or whole.years,
    )

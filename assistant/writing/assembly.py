"""An answer put together: from quotations, or from what a model wrote, or in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.answer import Answer, Citation, Conflict, Statement, Status
from assistant.question.question import Question
from assistant.reading.confidence import Thresholds
from assistant.reading.conflicts import conflict_of
from assistant.reading.quoted import grow
from assistant.retrieval.candidate import Candidate
from assistant.texts import say
from assistant.verification.verify import renumbered, verify
from assistant.writing.extractive import compose
from assistant.writing.refusal import Found, Refuser
from assistant.writing.render import Names, escape, in_reading_order, place_of, render
from index.search import Searcher

if TYPE_CHECKING:
    from assistant.llm.generate import Written

Counts = Sequence[tuple[Candidate, int]]


@dataclass(frozen=True, slots=True)
class Assembly:
    """What is known of one question when its answer is put on paper."""

    searcher: Searcher
    thresholds: Thresholds
    refuser: Refuser
    names: Names
    question: Question
    found: Found
    others: Sequence[Candidate]
    counts: Counts

    @property
    def known(self) -> str:
        """The numbers on which documents disagree, one to a line."""
        return "\n".join(f"- {value}: {self.names.plain(c.metadata)} ({c.voice})" for c, value in self.counts)

    def quoted(self) -> Answer:
        """Quotations and nothing else, or a refusal."""
        sure, language, limits = self.found.sure, self.question.language, self.thresholds
        enough = not sure.blocked and sure.support >= limits.partial
        kept, cited = verify(self.searcher, *compose(self.searcher, self.found.chosen if enough else [], language))
        if not kept:
            if self.found.foreign and sure.kinship < limits.kinship:
                return self.refuser.outside(self.question.typed, sure.probability)
            return self.refuser.not_found(self.found)
        return self._answer("answered" if sure.support >= limits.answered else "partial", kept, cited)

    def written(self, written: Written) -> Answer:
        """What the model wrote, and the sides of a disagreement that it left out."""
        from assistant.verification.names import document_names

        searcher, language = self.searcher, self.question.language
        statements, citations = self._with_all_sides(written.statements, written.citations)
        rows = document_names(searcher, self.names, citations)
        kept, cited = verify(searcher, in_reading_order(statements, citations), citations, rows)
        if not kept:
            return self.instead_of(written)
        notes = []
        if written.fault:
            key = "model.stopped" if written.fault == "left" else "model.broke_off"
            notes.append(say(key, language, name=escape(written.use.name)))
        if written.left_out:
            notes.append(say("model.left_out", language, titles="; ".join(map(escape, written.left_out))))
        sure = self.found.sure.support >= self.thresholds.partial
        answer = self._answer("answered" if sure else "partial", kept, cited)
        return noted(replace(answer, composer="model", model=written.use), notes)

    def so_far(self, statements: Sequence[Statement], citations: Sequence[Citation]) -> Answer:
        """The answer while the model is still writing it."""
        kept, cited = renumbered(in_reading_order(statements, citations), citations)
        return replace(self._answer("answered", kept, cited), composer="model")

    def instead_of(self, written: Written) -> Answer:
        """Quotations or a refusal in place of what the model did not write, and a sentence that says so."""
        answer = replace(self.quoted(), model=written.use)
        told = answer.status in {"answered", "partial"}
        if written.fault == "nothing" and not told:
            return answer
        language = self.question.language
        note = say(f"model_fault.{written.fault}", language, name=escape(written.use.name))
        return noted(answer, [f"{note} {say('model.quoted', language)}" if told else note])

    def _with_all_sides(
        self, statements: Sequence[Statement], citations: Sequence[Citation]
    ) -> tuple[list[Statement], list[Citation]]:
        """With a quotation for each number in dispute that no citation holds yet: no side is dropped."""
        told, cited = list(statements), list(citations)
        for candidate, _ in self.counts:
            unit, document = candidate.unit, candidate.metadata.id
            if any(c.document == document and c.start <= unit.start and unit.end <= c.end for c in cited):
                continue
            mine = compose(self.searcher, [grow(self.searcher, candidate)], self.question.language)
            number = len(cited) + 1
            told += [replace(one, citations=(number,)) for one in mine[0]]
            cited += [replace(one, number=number) for one in mine[1]]
        return told, cited

    def _answer(self, status: Status, kept: Sequence[Statement], cited: Sequence[Citation]) -> Answer:
        language, found = self.question.language, self.found
        if found.unfiltered and status == "answered":
            status = "partial"
        conflicts = conflict_of(self.counts, cited, self.question.text)
        text = "\n\n".join([*told_apart(conflicts, language), render(kept, cited, language, self.names)])
        text += _also(self.others, self.question, language)
        if status == "partial":
            text = f"{self.refuser.caution(found)}\n\n{text}"
        return Answer(
            question=self.question.typed,
            language=language,
            status=status,
            text=text,
            statements=tuple(kept),
            citations=tuple(cited),
            conflicts=conflicts,
            resolved=self.question.understood,
            confidence=found.sure.probability,
        )


def told_apart(conflicts: Sequence[Conflict], language: str) -> list[str]:
    """A sentence for every disagreement, with the markers of its sides."""
    return [
        say(
            "conflict.intro",
            language,
            about=escape(conflict.about),
            sides=say("conflict.join", language).join(
                say("conflict.side", language, value=side.value, citation=side.citation) for side in conflict.sides
            ),
        )
        for conflict in conflicts
    ]


def _also(others: Sequence[Candidate], question: Question, language: str, most: int = 3) -> str:
    """A closing sentence on the other commitments of the same number, "" where there are none."""
    if not others:
        return ""
    number = ", ".join(r.id or str(r.number) for r in question.references)
    titles = "; ".join(f"*{escape(c.metadata.title)}*{place_of(c.section, None, language)}" for c in others[:most])
    return "\n\n" + say("also.commitment", language, number=number, titles=titles)


def noted(answer: Answer, notes: Sequence[str]) -> Answer:
    """With sentences about how it was made, after it."""
    if not notes:
        return answer
    return replace(answer, text="\n\n".join([answer.text, *notes]), notes=(*answer.notes, *notes))

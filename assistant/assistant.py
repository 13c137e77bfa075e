"""From a question to an answer: understand, retrieve, select, compose, verify, or say what is not known."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.answer import Answer, Conflict, Status
from assistant.compose import compose
from assistant.conversation import Message, Resolved, language_of, user_messages
from assistant.disagreement import conflict_of, other_counts
from assistant.evidence import Candidate, gather, of_one_commitment
from assistant.intake import MAX_CHARACTERS, take_in
from assistant.ledger import LedgerReader
from assistant.premise import corrected
from assistant.question import Understanding, understand
from assistant.refusal import Thresholds, confidence
from assistant.refuse import Found, Refuser
from assistant.render import Names, escape, place_of, render
from assistant.select import select
from assistant.talk import asks_opinion, small_talk
from assistant.texts import say
from assistant.verify import verify
from assistant.wording import Wording
from corpus.model import Metadata
from index.bridge import Bridge
from index.embed import Embedder
from index.generation import current_generation
from index.language import LANGUAGES
from index.search import Searcher

PASSAGES = 12  # that an answer may draw from; see docs/decisions/evals.md


class Assistant:
    """Answers from the generation that serves a home. One instance may serve several threads."""

    def __init__(
        self,
        home: Path,
        searcher: Searcher,
        bridge: Bridge | None = None,
        *,
        passages: int = PASSAGES,
        thresholds: Thresholds | None = None,
    ) -> None:
        """`passages`: how many of the best an answer may draw from, beside those of a commitment that is named;
        `thresholds`: those of confidence.toml where none are given."""
        self._home = home
        self._searcher = searcher
        self._bridge = bridge
        self._passages = passages
        self._thresholds = thresholds or Thresholds.load()
        self._ledger = LedgerReader()
        self._wording = Wording()

    @classmethod
    def open(
        cls,
        home: Path,
        *,
        embedder: Embedder | None = None,
        bridge: Bridge | None = None,
        passages: int = PASSAGES,
        thresholds: Thresholds | None = None,
    ) -> Assistant:
        """Errors: those of `index.Searcher.open`."""
        searcher = Searcher.open(home, embedder=embedder, bridge=bridge)
        return cls(home, searcher, bridge, passages=passages, thresholds=thresholds)

    @property
    def searcher(self) -> Searcher:
        return self._searcher

    def documents(self) -> Mapping[int, Metadata]:
        """What it answers from."""
        return self._searcher.documents()

    def refresh(self) -> bool:
        """Open the generation that serves now, if it is another one; True if it was. A question under way keeps the
        generation it began with."""
        if current_generation(self._home) == self._searcher.manifest.id:
            return False
        before = self._searcher
        self._searcher = Searcher.open(
            self._home, embedder=before.embedder, bridge=self._bridge, weights=before.weights
        )
        return True

    def ask(self, question: str, history: Sequence[Message] = (), language: str | None = None) -> Answer:
        """Answer one question. `language` decides only where the question and the conversation leave it open.

        Never raises for what a person sends: such questions get an answer with status "clarify".
        """
        started = time.monotonic()
        default = language if language in LANGUAGES else None
        answer = self._answer(question, history or (), default)
        return replace(answer, seconds=round(time.monotonic() - started, 4))

    def _answer(self, question: str, history: Sequence[Message], default: str | None) -> Answer:
        intake = take_in(question)
        if intake.problem:
            told = intake.text if any(c.isalpha() for c in intake.text) else " ".join(user_messages(history)[-1:])
            spoken = language_of(told, default)
            text = say(f"clarify.{intake.problem}", spoken, length=intake.length, limit=MAX_CHARACTERS)
            return Answer(intake.text, spoken, "clarify", text)
        worded = self._wording.read(self._searcher, intake.text, default)
        talk = small_talk(worded.text)
        if talk:
            spoken = language_of(intake.text, default)
            example = escape(self._refuser(spoken).proposal())
            text = say(f"talk.{talk}", spoken, count=len(self.documents()), question=example)
            return Answer(intake.text, spoken, "clarify", text)
        if asks_opinion(worded.text):
            return self._refuser(language_of(worded.text, default)).outside(intake.text)
        resolved, before = self._wording.resolve(self._searcher, worded, history, default)
        if resolved.lost:
            return Answer(intake.text, resolved.language, "clarify", say("clarify.no_before", resolved.language))
        answer = self._from_documents(intake.text, resolved, before)
        if answer.status != "out_of_scope":
            answer = corrected(answer, self._searcher, self._ledger.of(self._searcher), resolved.ask)
        return replace(answer, resolved=resolved.shown)

    def _from_documents(self, question: str, resolved: Resolved, before: str | None = None) -> Answer:
        searcher = self._searcher
        rows = self._ledger.answer(searcher, resolved.ask, resolved.language, before)
        if rows is not None:
            text = "\n\n".join([*_told(rows.conflicts, resolved.language), rows.text])
            return Answer(
                question,
                resolved.language,
                "answered",
                text,
                rows.statements,
                rows.citations,
                rows.conflicts,
            )
        asked = understand(resolved.ask)
        if resolved.changed:
            whole = understand(resolved.text)
            asked = replace(
                asked,
                references=asked.references or whole.references,
                countries=asked.countries or whole.countries,
                years=asked.years or whole.years,
            )
        query = searcher.prepare(resolved.text, language_of(resolved.text, resolved.language))
        found = gather(searcher, query, asked, resolved.language, self._passages, self._ledger.topics(searcher))
        candidates, others = of_one_commitment(found, asked, resolved.language)
        counts = other_counts(candidates, asked, query)
        chosen = select(searcher, candidates, asked, [candidate for candidate, _ in counts])
        limits = self._thresholds
        sure = confidence(searcher, query, asked, candidates, chosen, thresholds=limits)
        evidence = Found(query, asked, candidates, chosen, sure)
        refuser = self._refuser(resolved.language)
        enough = not sure.blocked and sure.support >= limits.partial
        kept, cited = verify(searcher, *compose(searcher, chosen if enough else [], resolved.language))
        if not kept:
            if not sure.blocked and not asked.field and sure.kinship < limits.kinship:
                return refuser.outside(question, sure.probability)
            return refuser.not_found(question, evidence)
        status: Status = "answered" if sure.support >= limits.answered else "partial"
        conflicts = conflict_of(counts, cited, resolved.text)
        text = "\n\n".join(
            [
                *_told(conflicts, resolved.language),
                render(kept, cited, resolved.language, Names(self.documents().values(), resolved.language)),
            ]
        )
        text += _also(others, asked, resolved.language)
        if status == "partial":
            text = f"{refuser.caution(evidence)}\n\n{text}"
        return Answer(
            question=question,
            language=resolved.language,
            status=status,
            text=text,
            statements=tuple(kept),
            citations=tuple(cited),
            conflicts=conflicts,
            confidence=sure.probability,
        )

    def _refuser(self, language: str) -> Refuser:
        searcher = self._searcher

        def answers(question: str, language: str) -> bool:
            return self._ledger.answer(searcher, question, language) is not None

        return Refuser(searcher, language, answers)


def _also(others: Sequence[Candidate], asked: Understanding, language: str, most: int = 3) -> str:
    """A closing sentence on the other commitments of the same number, "" where there are none."""
    if not others:
        return ""
    number = ", ".join(r.id or str(r.number) for r in asked.references)
    titles = "; ".join(f"*{escape(c.metadata.title)}*{place_of(c.section, None, language)}" for c in others[:most])
    return "\n\n" + say("also.commitment", language, number=number, titles=titles)


def _told(conflicts: Sequence[Conflict], language: str) -> list[str]:
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

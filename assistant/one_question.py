"""The steps of one question, from what was sent to an answer.

clean → what is asked in it → small talk, opinions → what it means after what came before → parsed once → rows of the
ledger, or passages that are read → a total that the question takes for granted, corrected.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.answer import Answer
from assistant.from_passages import FromPassages, Listen, Stop
from assistant.ledger_answer.ledger_reader import LedgerReader
from assistant.ledger_query.semantic_parser import rows_asked
from assistant.message.clean import MAX_CHARACTERS, Intake, take_in
from assistant.message.followup import Message, Resolved, language_of, user_messages
from assistant.message.intent import asks_opinion, small_talk
from assistant.message.understood import Wording
from assistant.question.initials import initials_asked
from assistant.question.parse import parse
from assistant.question.question import Question
from assistant.reading.confidence import Thresholds
from assistant.reading.reader import BlockReader
from assistant.spelling.effort import Effort
from assistant.texts import say
from assistant.writing.assembly import told_apart
from assistant.writing.premise import corrected
from assistant.writing.refusal import Refuser
from assistant.writing.render import escape
from assistant.writing.several import joined
from corpus.text.language import LANGUAGES
from index import deadline
from index.search import Searcher

if TYPE_CHECKING:
    from assistant.llm.client import Usage
    from assistant.llm.generate import ModelComposer

_BEGINNING = 200  # characters that tell the language of a question that took too long


@dataclass(frozen=True, slots=True)
class Sent:
    """What a person sent: the question, the messages before it, and the language where nothing else tells (None: none
    is known). `listen` is given the answer so far while a model writes, `stop` tells whether it is no longer wanted."""

    question: str
    history: Sequence[Message]
    default: str | None
    listen: Listen
    stop: Stop

    @property
    def earlier(self) -> list[str]:
        """What the person asked before."""
        return user_messages(self.history)


@dataclass(frozen=True, slots=True)
class Steps:
    """What answers questions with: `reader` is None where search alone chooses, `composer` where no model writes;
    `passages` is how many of the best are read."""

    wording: Wording
    ledger: LedgerReader
    reader: BlockReader | None
    passages: int
    thresholds: Thresholds
    composer: ModelComposer | None

    def answer(self, searcher: Searcher, sent: Sent) -> Answer:
        """Errors: deadline.OutOfTime."""
        intake = take_in(sent.question)
        if intake.problem:
            return _turned_away(intake, sent)
        other = self.wording.foreign(searcher, intake.text)
        if other:
            return _in_another_language(intake.text, other, language_of(" ".join(sent.earlier), sent.default))
        effort = Effort()
        worded = self.wording.read(searcher, intake.text, sent.default, effort)
        deadline.check()
        talk = small_talk(worded.text)
        if talk:
            return self._talked(searcher, talk, intake.text, language_of(intake.text, sent.default))
        if asks_opinion(worded.text):
            return self._refuser(searcher, language_of(worded.text, sent.default)).outside(intake.text)
        resolved, before = self.wording.resolve(searcher, worded, sent.history, sent.default, effort)
        if resolved.lost:
            return Answer(intake.text, resolved.language, "clarify", say("clarify.no_before", resolved.language))
        deadline.check()
        question = parse(searcher, intake.text, resolved, before)
        answer = self._from_documents(searcher, question, resolved, sent)
        if answer.status != "out_of_scope":
            answer = corrected(answer, searcher, self.ledger.of(searcher), question)
        return replace(answer, resolved=answer.resolved or resolved.shown)

    def _from_documents(self, searcher: Searcher, question: Question, resolved: Resolved, sent: Sent) -> Answer:
        language = question.language
        rows = self.ledger.answer(searcher, question.rows, language, question.initials)
        if rows is not None:
            text = "\n\n".join([*told_apart(rows.conflicts, language), rows.text])
            told = (rows.statements, rows.citations, rows.conflicts)
            return Answer(question.typed, language, "answered", text, *told)
        if question.parts:
            return joined(question, [self._from_documents(searcher, part, resolved, sent) for part in question.parts])
        usage = None
        if self.composer is not None:
            question, usage = self._rewritten(searcher, self.composer, question, resolved, sent)
        refuser, topics = self._refuser(searcher, language), self.ledger.topics(searcher)
        parts = (topics, self.thresholds, self.passages, refuser, self.composer)
        return FromPassages(searcher, self.reader, *parts).answer(question, sent.listen, sent.stop, usage)

    @staticmethod
    def _rewritten(
        searcher: Searcher, composer: ModelComposer, question: Question, resolved: Resolved, sent: Sent
    ) -> tuple[Question, Usage]:
        """A follow-up as the model puts it, and what that took."""
        from assistant.llm.client import Usage
        from assistant.llm.rewrite import rewritten

        usage = Usage()
        with deadline.not_counted():
            better = rewritten(composer, resolved, question.typed, sent.earlier, usage, sent.stop)
        return (question if better is resolved else parse(searcher, question.typed, better)), usage

    def _talked(self, searcher: Searcher, talk: str, text: str, language: str) -> Answer:
        example = escape(self._refuser(searcher, language).proposal())
        told = say(f"talk.{talk}", language, count=len(searcher.documents()), question=example)
        return Answer(text, language, "clarify", told)

    def _refuser(self, searcher: Searcher, language: str) -> Refuser:
        def answers(question: str, language: str) -> bool:
            return self.ledger.answer(searcher, rows_asked(question), language, initials_asked(question)) is not None

        return Refuser(searcher, language, answers)


def out_of_time(sent: Sent) -> Answer:
    """The answer to what takes too long."""
    spoken = language_of(sent.question[:_BEGINNING], sent.default)
    return Answer(take_in(sent.question).text, spoken, "clarify", say("clarify.out_of_time", spoken))


def _turned_away(intake: Intake, sent: Sent) -> Answer:
    told = intake.text if any(c.isalpha() for c in intake.text) else " ".join(sent.earlier[-1:])
    spoken = language_of(told, sent.default)
    text = say(f"clarify.{intake.problem}", spoken, length=intake.length, limit=MAX_CHARACTERS)
    return Answer(intake.text, spoken, "clarify", text)


def _in_another_language(question: str, other: str, spoken: str) -> Answer:
    """Said in both languages: who asks in a third one may read either."""
    codes = sorted(LANGUAGES, key=lambda code: code != spoken)
    told = [say("clarify.other_language", code, name=say(f"languages.{other}", code)) for code in codes]
    return Answer(question, spoken, "clarify", "\n\n".join(told))

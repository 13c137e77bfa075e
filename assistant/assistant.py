"""From a question to an answer: understand, retrieve, select, compose, verify, or say what is not known."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answer import Answer
from assistant.assembly import noted, told_apart
from assistant.conversation import Message, Resolved, language_of, user_messages
from assistant.from_passages import FromPassages, Listen, Stop
from assistant.intake import MAX_CHARACTERS, take_in
from assistant.ledger import LedgerReader
from assistant.premise import corrected
from assistant.reading.reader import BlockReader, Reader
from assistant.refusal import Thresholds
from assistant.refuse import Refuser
from assistant.render import escape
from assistant.talk import asks_opinion, small_talk
from assistant.texts import say
from assistant.two_questions import joined, questions_in
from assistant.unread import unread_beside, unread_told
from assistant.wording import Wording
from corpus.errors import OgpError
from corpus.model import Metadata
from index.bridge import Bridge
from index.embed import Embedder
from index.errors import ModelFileWrong
from index.generation import current_generation
from index.language import LANGUAGES
from index.search import Searcher

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from assistant.model.composer import ModelComposer
    from assistant.model.settings import ModelSettings

PASSAGES = 8  # that are read for a question; see docs/decisions/reader.md


class Assistant:
    """Answers from the generation that serves a home. One instance may serve several threads."""

    def __init__(
        self,
        home: Path,
        searcher: Searcher,
        bridge: Bridge | None = None,
        *,
        reader: BlockReader | None = None,
        passages: int = PASSAGES,
        thresholds: Thresholds | None = None,
        composer: ModelComposer | None = None,
        notices: Sequence[OgpError] = (),
    ) -> None:
        """`reader`: what reads the passages; without one search alone chooses. `passages`: how many of the best are
        read, beside those of a commitment that is meant; `thresholds`: those of confidence.toml where none are given;
        `composer`: the model that writes, if any; `notices`: what it works in spite of."""
        self._home = home
        self._searcher = searcher
        self._bridge = bridge
        self._reader = reader
        self._own_notices = tuple(notices)
        self._passages = passages
        self._thresholds = thresholds or Thresholds.load()
        self._ledger = LedgerReader()
        self._wording = Wording()
        self._composer = composer

    @classmethod
    def open(
        cls,
        home: Path,
        *,
        embedder: Embedder | None = None,
        bridge: Bridge | None = None,
        reader: BlockReader | None = None,
        passages: int = PASSAGES,
        thresholds: Thresholds | None = None,
        model: ModelSettings | None = None,
        chat: BaseChatModel | None = None,
    ) -> Assistant:
        """`model` names the chat model that writes answers; none, and answers are quotations. `chat` is one that is
        open already, within the limits of `model`.

        Errors: those of `index.Searcher.open`; a model or a reader that cannot be used is none."""
        notices: list[OgpError] = []
        with ThreadPoolExecutor(1) as beside:  # both take most of a second, and neither needs the other
            loading = beside.submit(Reader.load) if reader is None else None
            searcher = Searcher.open(home, embedder=embedder, bridge=bridge)
        if loading is not None:
            try:
                reader = loading.result()
            except ModelFileWrong as error:
                notices.append(error)
        composer = None
        if model is not None or chat is not None:
            from assistant.model.composer import composer_of

            composer = composer_of(model, chat)
        return cls(
            home,
            searcher,
            bridge,
            reader=reader,
            passages=passages,
            thresholds=thresholds,
            composer=composer,
            notices=notices,
        )

    def close(self) -> None:
        """Let go of the index and of the model."""
        self._searcher.close()
        if self._composer is not None:
            self._composer.close()

    def with_composer(self, composer: ModelComposer | None) -> Assistant:
        """Another over the same open index, whose answers this composer writes."""
        return Assistant(
            self._home,
            self._searcher,
            self._bridge,
            reader=self._reader,
            passages=self._passages,
            thresholds=self._thresholds,
            composer=composer,
            notices=self._own_notices,
        )

    @property
    def searcher(self) -> Searcher:
        return self._searcher

    @property
    def notices(self) -> tuple[OgpError, ...]:
        """What it works in spite of: a model that came with it, or a reranker that is set, and cannot be used."""
        return (*self._own_notices, *self._searcher.notices)

    def documents(self) -> Mapping[int, Metadata]:
        """What it answers from."""
        return self._searcher.documents()

    def refresh(self) -> bool:
        """Open the generation that serves now, if it is another one; True if it was. A question under way keeps the
        generation it began with."""
        if current_generation(self._home) == self._searcher.manifest.id:
            return False
        before = self._searcher
        damaged = any(isinstance(notice, ModelFileWrong) for notice in before.notices)  # it may be whole again
        self._searcher = Searcher.open(
            self._home,
            embedder=None if damaged else before.embedder,
            bridge=self._bridge,
            weights=before.weights,
        )
        return True

    def ask(
        self,
        question: str,
        history: Sequence[Message] = (),
        language: str | None = None,
        *,
        listen: Listen | None = None,
        stop: Stop | None = None,
    ) -> Answer:
        """Answer one question. `language` decides only where the question and the conversation leave it open.

        `listen` is given the answer so far each time a statement of the model has passed its checks; `stop` is asked
        again and again while the model writes, and ends that where it says True.
        Never raises for what a person sends: such questions get an answer with status "clarify".
        """
        started = time.monotonic()
        default = language if language in LANGUAGES else None
        answer = self._answer(question, history or (), default, listen or _nobody, stop or _never)
        if answer.status in ("answered", "partial", "not_found"):
            unread = unread_beside(answer, self._searcher)
            notes = [*self._lacking(answer.language), *unread_told(unread, answer.language)]
            answer = noted(replace(answer, unread=unread), notes)
        return replace(answer, seconds=round(time.monotonic() - started, 4))

    def _answer(
        self, question: str, history: Sequence[Message], default: str | None, listen: Listen, stop: Stop
    ) -> Answer:
        intake = take_in(question)
        if intake.problem:
            told = intake.text if any(c.isalpha() for c in intake.text) else " ".join(user_messages(history)[-1:])
            spoken = language_of(told, default)
            text = say(f"clarify.{intake.problem}", spoken, length=intake.length, limit=MAX_CHARACTERS)
            return Answer(intake.text, spoken, "clarify", text)
        other = self._wording.foreign(self._searcher, intake.text)
        if other:
            return _in_another_language(intake.text, other, language_of(" ".join(user_messages(history)), default))
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
        answer = self._from_documents(intake.text, resolved, before, user_messages(history), listen, stop)
        if answer.status != "out_of_scope":
            answer = corrected(answer, self._searcher, self._ledger.of(self._searcher), resolved.ask)
        return replace(answer, resolved=answer.resolved or resolved.shown)

    def _from_documents(
        self, question: str, resolved: Resolved, before: str | None, earlier: Sequence[str], listen: Listen, stop: Stop
    ) -> Answer:
        searcher = self._searcher
        rows = self._ledger.answer(searcher, resolved.ask, resolved.language, before)
        if rows is not None:
            text = "\n\n".join([*told_apart(rows.conflicts, resolved.language), rows.text])
            return Answer(
                question,
                resolved.language,
                "answered",
                text,
                rows.statements,
                rows.citations,
                rows.conflicts,
            )
        documents = searcher.documents().values()
        parts = () if resolved.changed else questions_in(resolved.ask, resolved.language, documents)
        if parts:
            each = [replace(resolved, text=part, ask=part) for part in parts]
            told = [self._from_documents(question, one, None, earlier, listen, stop) for one in each]
            return joined(question, parts, told)
        return FromPassages(
            searcher,
            self._reader,
            self._ledger.topics(searcher),
            self._thresholds,
            self._passages,
            self._refuser(resolved.language),
            self._composer,
        ).answer(question, resolved, listen, stop, earlier)

    def _lacking(self, language: str) -> list[str]:
        """A sentence for each model that came along and cannot be used: answers are less good without it."""
        wrong = [notice for notice in self.notices if isinstance(notice, ModelFileWrong)]
        kinds = ["reader" if notice in self._own_notices else "encoder" for notice in wrong]
        return [say(f"lacking.{kind}", language) for kind in dict.fromkeys(kinds)]

    def _refuser(self, language: str) -> Refuser:
        searcher = self._searcher

        def answers(question: str, language: str) -> bool:
            return self._ledger.answer(searcher, question, language) is not None

        return Refuser(searcher, language, answers)


def _in_another_language(question: str, other: str, spoken: str) -> Answer:
    """Said in both languages: who asks in a third one may read either."""
    codes = sorted(LANGUAGES, key=lambda code: code != spoken)
    told = [say("clarify.other_language", code, name=say(f"languages.{other}", code)) for code in codes]
    return Answer(question, spoken, "clarify", "\n\n".join(told))


def _nobody(answer: Answer) -> None:
    """Nobody listens."""


def _never() -> bool:
    return False

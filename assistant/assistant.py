"""The assistant: opened over a home, asked, closed. What becomes of one question: one_question.py."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answer import Answer
from assistant.from_passages import Listen, Stop
from assistant.generations import Generations, InUse
from assistant.ledger_answer.ledger_reader import LedgerReader
from assistant.message.followup import Message
from assistant.message.understood import Wording
from assistant.one_question import Sent, Steps, out_of_time
from assistant.reading.confidence import Thresholds
from assistant.reading.reader import BlockReader, Reader
from assistant.texts import say
from assistant.writing.assembly import noted
from assistant.writing.unread_parts import unread_beside, unread_told
from corpus.errors import OgpError
from corpus.model import Metadata
from corpus.text.language import LANGUAGES
from index import deadline
from index.encoding.embedder import Embedder
from index.errors import ModelFileWrong
from index.search import Searcher
from index.translation.apertium import Apertium, Bridge, open_bridge

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from assistant.llm.generate import ModelComposer
    from assistant.llm.settings import ModelSettings

SECONDS = 20.0  # for one question; what a model takes has a limit of its own
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
        seconds: float = SECONDS,
    ) -> None:
        """`reader`: what reads the passages; without one search alone chooses. `passages`: how many of the best are
        read, beside those of a commitment that is meant; `thresholds`: those of confidence.toml where none are given;
        `composer`: the model that writes, if any; `notices`: what it works in spite of; `seconds`: for one
        question, after which it is told that it takes too long."""
        self._seconds = seconds
        self._home = home
        self._generations = Generations(home, InUse(searcher), bridge)
        self._bridge = bridge
        self._own_notices = tuple(notices)
        thresholds = thresholds or Thresholds.load()
        self._steps = Steps(Wording(), LedgerReader(), reader, passages, thresholds, composer)

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
        bridge = bridge or open_bridge()
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
            from assistant.llm.generate import composer_of

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
        """Let go of the index, the translator and the model."""
        self._generations.close()
        if isinstance(self._bridge, Apertium):
            self._bridge.close()
        if self._steps.composer is not None:
            self._steps.composer.close()

    def with_composer(self, composer: ModelComposer | None) -> Assistant:
        """Another over the same open index, whose answers this composer writes."""
        other = Assistant(
            self._home,
            self.searcher,
            self._bridge,
            reader=self._steps.reader,
            passages=self._steps.passages,
            thresholds=self._steps.thresholds,
            composer=composer,
            notices=self._own_notices,
            seconds=self._seconds,
        )
        other._generations = self._generations.shared()
        return other

    @property
    def searcher(self) -> Searcher:
        """The open generation, for those who never refresh."""
        return self._generations.searcher

    @property
    def notices(self) -> tuple[OgpError, ...]:
        """What it works in spite of: a model that came with it, or a reranker that is set, and cannot be used; a newer
        index that cannot be opened."""
        newest = self._generations.fault
        return (*self._own_notices, *self.searcher.notices, *(() if newest is None else (newest,)))

    def documents(self) -> Mapping[int, Metadata]:
        """What it answers from."""
        return self.searcher.documents()

    def refresh(self) -> bool:
        """Open the generation that serves now, if it is another one; True if it was. A question under way keeps the
        generation it began with.

        Errors: as for `Generations.refresh`; the open one stays in use then, and `notices` says why."""
        return self._generations.refresh()

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
        Never raises for what a person sends: such questions get an answer with status "clarify", and so do those that
        take too long.
        """
        started = time.monotonic()
        default = language if language in LANGUAGES else None
        sent = Sent(question, history or (), default, listen or _nobody, stop or _never)
        with self._generations.for_a_question() as searcher, deadline.within(self._seconds):
            try:
                answer = self._steps.answer(searcher, sent)
            except deadline.OutOfTime:
                answer = out_of_time(sent)
            if answer.status in ("answered", "partial", "not_found"):
                unread = unread_beside(answer, searcher)
                notes = [*self._lacking(searcher, answer.language), *unread_told(unread, answer.language)]
                answer = noted(replace(answer, unread=unread), notes)
        return replace(answer, seconds=round(time.monotonic() - started, 4))

    def _lacking(self, searcher: Searcher, language: str) -> list[str]:
        """A sentence for each model that came along and cannot be used: answers are less good without it."""
        wrong = [notice for notice in (*self._own_notices, *searcher.notices) if isinstance(notice, ModelFileWrong)]
        kinds = ["reader" if notice in self._own_notices else "encoder" for notice in wrong]
        return [say(f"lacking.{kind}", language) for kind in dict.fromkeys(kinds)]


def _nobody(answer: Answer) -> None:
    """Nobody listens."""


def _never() -> bool:
    return False

"""Statements written by a chat model, each checked before anybody sees it: the calls that one answer takes, until a
reply is whole or nothing more can be hoped for."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answer import Citation, ModelUse, Statement
from assistant.errors import AssistantFault, ModelKeyMissing, ModelPackageMissing
from assistant.llm.claims import Checker
from assistant.llm.client import Caller, Left, Request, Usage, retrying
from assistant.llm.context import STATEMENTS, WORDS, Task, prepare
from assistant.llm.providers import Chat, open_chat
from assistant.llm.reply import Claim, ClaimReader
from assistant.llm.settings import ModelSettings
from assistant.llm.status import ModelFailed
from assistant.prompts import load_prompt
from assistant.texts import say
from index.search import Searcher

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


Heard = Callable[[Sequence[Statement], Sequence[Citation]], None]
Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Written:
    """What has passed, and how it came about. `fault` is why there is nothing or not all: a key of the texts
    [model_fault], None where the reply was whole; "nothing" where the model found no answer in the sources."""

    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    use: ModelUse
    left_out: tuple[str, ...] = ()
    fault: str | None = None


class ModelComposer:
    """Asks one model; may serve several threads. Never raises for what a model does."""

    def __init__(self, settings: ModelSettings, chat: Chat | None = None) -> None:
        """`chat` is opened from the settings on first use where it is not given."""
        self.settings = settings
        self._chat = chat
        self._lock = threading.Lock()
        self.caller = Caller()

    def close(self) -> None:
        self.caller.close()

    def write(self, searcher: Searcher, task: Task, usage: Usage, heard: Heard, stop: Stop) -> Written:
        """Statements of the model with their citations; `heard` is called each time one has passed, and once `stop`
        says True, what had passed by then is all. `usage` goes on from what was used before."""
        chat, fault = self.opened()
        if chat is None:
            return Written((), (), self._use(task, usage, 0, fault), fault=fault)
        tries = _Tries(self, chat, searcher, task)
        fault = tries.run(usage, heard, stop)
        best = tries.best
        if best is None:
            return Written((), (), self._use(task, usage, 0, fault), tries.left_out, fault)
        use = self._use(task, usage, len(best.dropped), None if best.statements else fault)
        return Written(tuple(best.statements), tuple(best.citations), use, tries.left_out, fault)

    def opened(self) -> tuple[Chat | None, str | None]:
        """The model, or why it cannot be used: a key of the texts [model_fault]."""
        with self._lock:
            try:
                self._chat = self._chat or open_chat(self.settings)
            except ModelPackageMissing:
                return None, "package"
            except ModelKeyMissing:
                return None, "no_key"
            except AssistantFault:
                return None, "unusable"
            return self._chat, None

    def _use(self, task: Task, usage: Usage, dropped: int, fault: str | None) -> ModelUse:
        return ModelUse(
            name=self.settings.name,
            prompt=f"answer.{task.language}@{load_prompt('answer', task.language).digest}",
            input_tokens=usage.read,
            output_tokens=usage.written,
            cost=self.settings.cost(usage.read or 0, usage.written or 0) if usage.read is not None else None,
            seconds=round(usage.seconds, 3),
            calls=usage.calls,
            dropped=dropped,
            fallback=fault,
        )


def composer_of(settings: ModelSettings | None, chat: BaseChatModel | None) -> ModelComposer:
    """A composer from settings, or from a model that is open already, which is called as it is."""
    if chat is None:
        assert settings is not None
        return ModelComposer(settings)
    settings = settings or ModelSettings(f"chat:{type(chat).__name__}")
    return ModelComposer(settings, Chat(settings.name, chat))


class _Tries:
    """Calls the model, again where that may help. `best` is the reply of which most has passed so far, None before the
    first; `left_out` are the titles of the sources for which there was no room."""

    def __init__(self, composer: ModelComposer, chat: Chat, searcher: Searcher, task: Task) -> None:
        self._settings, self._caller, self._chat = composer.settings, composer.caller, chat
        self._searcher, self._task = searcher, task
        self._until = time.monotonic() + self._settings.seconds
        self._room = self._settings.context - self._settings.output
        self._reminder = ""
        self.best: Checker | None = None
        self.left_out: tuple[str, ...] = ()

    def run(self, usage: Usage, heard: Heard, stop: Stop) -> str | None:
        """None where a reply was whole and something of it has passed; else the fault."""
        tries = retrying(self._again, self._settings.retries, self._until, stop)
        try:
            tries(self._adapting, usage, heard, stop)
        except Left:
            return "left"
        except ModelFailed as failure:
            return failure.kind
        return None

    def _again(self, failure: ModelFailed) -> bool:
        if failure.kind == "language" and not self._reminder:
            self._reminder = say("model.again", self._task.language)
            return True
        return failure.again

    def _adapting(self, usage: Usage, heard: Heard, stop: Stop) -> None:
        """One call, and more where it may go well if less is asked of the model, each only once.

        Errors: ModelFailed, also for what is wrong with the reply; Left."""
        while True:
            plain = self._chat.plain
            try:
                return self._once(usage, heard, stop)
            except ModelFailed as failure:
                # another thread may have found out meanwhile that nothing but words is taken
                if failure.kind == "refused_call" and self._chat.steady and not plain:
                    self._chat.plain = True
                elif failure.kind == "too_long" and self._room > self._settings.context // 3:
                    self._room //= 2
                else:
                    raise

    def _once(self, usage: Usage, heard: Heard, stop: Stop) -> None:
        context = prepare(self._searcher, self._task, self._room, self._reminder)
        self.left_out = context.left_out
        if not context.sources:
            raise ModelFailed("no_room")
        task, reader = self._task, ClaimReader()
        checker = Checker(self._searcher, context.sources, task.language, context.secrets, task.names, WORDS)
        request = Request(context.messages, self._until, stop, most=self._settings.output)
        words = self._caller.words(self._chat, request, usage)
        try:
            with closing(words):
                for piece in words:
                    _take(checker, reader.feed(piece), heard)
                    if len(checker.statements) >= STATEMENTS:
                        return
            _take(checker, reader.close(), heard)
        finally:
            if self.best is None or len(checker.statements) >= len(self.best.statements):
                self.best = checker
        if fault := reader.fault or _fault(checker):
            raise ModelFailed(fault)


def _fault(checker: Checker) -> str | None:
    """What is wrong with a whole reply of which nothing has passed."""
    if checker.statements:
        return None
    if not checker.dropped:
        return "nothing"
    return "language" if "language" in checker.dropped else "unsupported"


def _take(checker: Checker, claims: Sequence[Claim], heard: Heard) -> None:
    for claim in claims:
        if checker.take(claim):
            heard(checker.statements, checker.citations)

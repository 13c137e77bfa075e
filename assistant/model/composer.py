"""Statements written by a chat model, every one of them checked before anybody sees it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answer import Citation, ModelUse, Statement
from assistant.candidate import Candidate
from assistant.errors import AssistantFault, ModelKeyMissing, ModelPackageMissing
from assistant.model.call import Caller, Left, Prompt, Usage
from assistant.model.check import Checker
from assistant.model.faults import ModelFailed
from assistant.model.leaks import Secrets, new_canary
from assistant.model.opening import Chat, open_chat
from assistant.model.parse import Claim, ClaimReader
from assistant.model.settings import ModelSettings
from assistant.model.sources import Packed, pack, tokens
from assistant.prompts import load_prompt
from assistant.render import Names
from assistant.texts import say
from index.search import Searcher

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

STATEMENTS = 6
WORDS = 180  # of an answer, with room for what stands around the statements
_PAUSE = 0.5  # seconds before the second try, twice as long before each further one
_SPARE = 160  # tokens for what a provider puts around messages

Heard = Callable[[Sequence[Statement], Sequence[Citation]], None]
Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be answered, in which language, from which candidates (best first)."""

    question: str
    language: str
    candidates: Sequence[Candidate]
    names: Names


@dataclass(frozen=True, slots=True)
class Written:
    """What has passed, and how it came about. `fault` is why there is nothing or not all: a key of the texts
    [model], None where the reply was whole; "nothing" where the model found no answer in the sources."""

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

    def write(self, searcher: Searcher, task: Task, heard: Heard, stop: Stop) -> Written:
        """Statements of the model with their citations; `heard` is called each time one has passed.

        Errors: none; `Left` ends it with what had passed."""
        usage = Usage()
        prompt = load_prompt("answer", task.language)
        name = f"answer.{task.language}@{prompt.digest}"
        chat, fault = self.opened()
        if chat is None:
            return Written((), (), self._use(name, usage, 0, fault), fault=fault)
        reply = _Reply(searcher, task, self, chat, usage, heard, stop)
        fault = reply.run()
        best = reply.best
        dropped = len(best.dropped) if best else 0
        statements = tuple(best.statements) if best else ()
        use = self._use(name, usage, dropped, fault if not statements else None)
        citations = tuple(best.citations) if best else ()
        return Written(statements, citations, use, reply.left_out, fault)

    def opened(self) -> tuple[Chat | None, str | None]:
        """The model, or why it cannot be used: a key of the texts [model]."""
        with self._lock:
            if self._chat is not None:
                return self._chat, None
            try:
                self._chat = open_chat(self.settings)
            except ModelPackageMissing:
                return None, "package"
            except ModelKeyMissing:
                return None, "no_key"
            except AssistantFault:
                return None, "unusable"
            return self._chat, None

    def _use(self, prompt: str, usage: Usage, dropped: int, fault: str | None) -> ModelUse:
        return ModelUse(
            name=self.settings.name,
            prompt=prompt,
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


class _Reply:
    """The calls for one answer, until one is whole or nothing more can be hoped for."""

    def __init__(
        self,
        searcher: Searcher,
        task: Task,
        composer: ModelComposer,
        chat: Chat,
        usage: Usage,
        heard: Heard,
        stop: Stop,
    ) -> None:
        self._searcher, self._task, self._composer, self._chat = searcher, task, composer, chat
        self._usage, self._heard, self._stop = usage, heard, stop
        self._until = time.monotonic() + composer.settings.seconds
        self._room = composer.settings.context - composer.settings.output
        self._reminder = ""
        self.best: Checker | None = None
        self.left_out: tuple[str, ...] = ()

    def run(self) -> str | None:
        """None where a reply was whole and something of it has passed; else the fault."""
        left = self._composer.settings.retries
        while True:
            try:
                fault = self._once()
            except Left:
                return "left"
            except ModelFailed as failure:
                fault, wait = failure.kind, failure.wait
                if self._adapted(fault):
                    continue
                if not failure.again:
                    return fault
            else:
                wait = 0.0
                if fault is None or fault in {"nothing", "unsupported", "declined", "no_room"}:
                    return fault
                if fault == "language":
                    if self._reminder:
                        return fault
                    self._reminder = say("model.again", self._task.language)
            if not left or not self._pause(max(wait, _PAUSE * 2 ** (self._composer.settings.retries - left))):
                return fault
            left -= 1

    def _once(self) -> str | None:
        """One call. What is wrong with its reply, None where nothing is. Errors: ModelFailed, Left."""
        prompt, packed, secrets = self._prompt()
        if not packed.by_key:
            return "no_room"
        checker = Checker(self._searcher, packed.by_key, self._task.language, secrets, self._task.names, words=WORDS)
        reader = ClaimReader()
        words = self._composer.caller.words(self._chat, prompt, self._usage, until=self._until, stop=self._stop)
        try:
            with closing(words):
                for piece in words:
                    self._take(checker, reader.feed(piece))
                    if len(checker.statements) >= STATEMENTS:
                        return None
            self._take(checker, reader.close())
        finally:
            if self.best is None or len(checker.statements) >= len(self.best.statements):
                self.best = checker
        return _wrong(reader, checker)

    def _take(self, checker: Checker, claims: Sequence[Claim]) -> None:
        for claim in claims:
            if checker.take(claim):
                self._heard(checker.statements, checker.citations)

    def _prompt(self) -> tuple[Prompt, Packed, Secrets]:
        """With new keys and a new canary at each call: nothing that one reply holds is worth anything in the next."""
        task, canary = self._task, new_canary()
        prompt = load_prompt("answer", task.language)

        def filled(sources: str) -> list[tuple[str, str]]:
            return [
                *prompt.fill(
                    question=task.question,
                    language_name=say(f"model_language.{task.language}", task.language),
                    sources=sources,
                    canary=canary,
                    most=STATEMENTS,
                    words=WORDS,
                )
            ]

        around = sum(tokens(text) for _, text in filled("")) + tokens(self._reminder) + _SPARE
        packed = pack(task.candidates, task.names, self._room - around)
        titles = [task.names.plain(self._searcher.content.document(p.document)) for p in packed.left_out]
        self.left_out = tuple(dict.fromkeys(titles))
        messages = filled(packed.lines)
        if self._reminder:
            messages.append(("user", self._reminder))
        instructions = "\n".join(text for role, text in filled("") if role == "system")
        return messages, packed, Secrets(canary, frozenset(packed.by_key), instructions)

    def _adapted(self, fault: str) -> bool:
        """May it go well if less is asked of the model? Each only once."""
        if fault == "refused_call" and self._chat.steady and not self._chat.plain:
            self._chat.plain = True
            return True
        if fault == "too_long" and self._room > self._composer.settings.context // 3:
            self._room //= 2
            return True
        return False

    def _pause(self, seconds: float) -> bool:
        """Wait; False where there is no time left for another call, or nobody waits any more."""
        end = time.monotonic() + seconds
        if end >= self._until:
            return False
        while time.monotonic() < end:
            if self._stop():
                return False
            time.sleep(min(0.05, max(0.0, end - time.monotonic())))
        return True


def _wrong(reader: ClaimReader, checker: Checker) -> str | None:
    """What is wrong with a reply that has come to its end."""
    if reader.empty:
        return "empty"
    if reader.refusal:
        return "declined"
    if reader.malformed:
        return "malformed"
    if not reader.complete:
        return "cut"
    if checker.statements:
        return None
    if not reader.claims:
        return "nothing"
    return "language" if "language" in checker.dropped else "unsupported"

"""The calls that one answer takes, until a reply is whole or nothing more can be hoped for."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass

from assistant.answer import Citation, Statement
from assistant.model.call import Caller, Left, Prompt, Usage
from assistant.model.check import Checker
from assistant.model.faults import ModelFailed
from assistant.model.leaks import Secrets, new_canary
from assistant.model.opening import Chat
from assistant.model.parse import Claim, ClaimReader
from assistant.model.settings import ModelSettings
from assistant.model.sources import Packed, pack, tokens
from assistant.prompts import Prompt as Template
from assistant.retrieval.candidate import Candidate
from assistant.texts import say
from assistant.writing.render import Names
from index.search import Searcher

STATEMENTS = 6
WORDS = 180  # of an answer, with room for what stands around the statements
_PAUSE = 0.5  # seconds before the second try, twice as long before each further one
_SPARE = 160  # tokens for what a provider puts around messages

Heard = Callable[[Sequence[Statement], Sequence[Citation]], None]
Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be answered, in which language, from which candidates (best first). `known` is what was found without
    the model: numbers on which documents disagree."""

    question: str
    language: str
    candidates: Sequence[Candidate]
    names: Names
    known: str = ""


class Replies:
    """Calls the model, again where that may help. `best` is the reply of which most has passed so far, None before the
    first; `left_out` are the titles of the sources for which there was no room."""

    def __init__(
        self, searcher: Searcher, task: Task, template: Template, settings: ModelSettings, caller: Caller, chat: Chat
    ) -> None:
        self._searcher, self._task, self._template = searcher, task, template
        self._settings, self._caller, self._chat = settings, caller, chat
        self._until = time.monotonic() + settings.seconds
        self._room = settings.context - settings.output
        self._reminder = ""
        self.best: Checker | None = None
        self.left_out: tuple[str, ...] = ()

    def run(self, usage: Usage, heard: Heard, stop: Stop) -> str | None:
        """None where a reply was whole and something of it has passed; else the fault."""
        left = self._settings.retries
        while True:
            plain = self._chat.plain
            try:
                fault = self._once(usage, heard, stop)
            except Left:
                return "left"
            except ModelFailed as failure:
                fault, wait = failure.kind, failure.wait
                if self._adapted(fault, plain):
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
            if not left or not self._pause(max(wait, _PAUSE * 2 ** (self._settings.retries - left)), stop):
                return fault
            left -= 1

    def _once(self, usage: Usage, heard: Heard, stop: Stop) -> str | None:
        """One call. What is wrong with its reply, None where nothing is. Errors: ModelFailed, Left."""
        prompt, packed, secrets = self._prompt()
        if not packed.by_key:
            return "no_room"
        checker = Checker(self._searcher, packed.by_key, self._task.language, secrets, self._task.names, words=WORDS)
        reader = ClaimReader()
        most = self._settings.output
        words = self._caller.words(self._chat, prompt, usage, until=self._until, stop=stop, most=most)
        try:
            with closing(words):
                for piece in words:
                    _take(checker, reader.feed(piece), heard)
                    if len(checker.statements) >= STATEMENTS:
                        return None
            _take(checker, reader.close(), heard)
        finally:
            if self.best is None or len(checker.statements) >= len(self.best.statements):
                self.best = checker
        return _wrong(reader, checker)

    def _prompt(self) -> tuple[Prompt, Packed, Secrets]:
        """With new keys and a new canary at each call: nothing that one reply holds is worth anything in the next."""
        task, canary = self._task, new_canary()

        def filled(sources: str) -> list[tuple[str, str]]:
            return [
                *self._template.fill(
                    question=task.question,
                    language_name=say(f"model_language.{task.language}", task.language),
                    sources=sources,
                    canary=canary,
                    most=STATEMENTS,
                    words=WORDS,
                    known=task.known,
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

    def _adapted(self, fault: str, plain: bool) -> bool:
        """May it go well if less is asked of the model? Each only once. `plain`: the call asked for no more than words;
        another thread may have found out meanwhile that nothing else is taken."""
        if fault == "refused_call" and self._chat.steady and not plain:
            self._chat.plain = True
            return True
        if fault == "too_long" and self._room > self._settings.context // 3:
            self._room //= 2
            return True
        return False

    def _pause(self, seconds: float, stop: Stop) -> bool:
        """Wait; False where there is no time left for another call, or nobody waits any more."""
        end = time.monotonic() + seconds
        if end >= self._until:
            return False
        while time.monotonic() < end:
            if stop():
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


def _take(checker: Checker, claims: Sequence[Claim], heard: Heard) -> None:
    for claim in claims:
        if checker.take(claim):
            heard(checker.statements, checker.citations)

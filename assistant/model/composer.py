"""Statements written by a chat model, every one of them checked before anybody sees it."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answer import Citation, ModelUse, Statement
from assistant.errors import AssistantFault, ModelKeyMissing, ModelPackageMissing
from assistant.model.call import Caller, Usage
from assistant.model.opening import Chat, open_chat
from assistant.model.replies import Heard, Replies, Stop, Task
from assistant.model.settings import ModelSettings
from assistant.prompts import load_prompt
from index.search import Searcher

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


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
        prompt = load_prompt("answer", task.language)
        name = f"answer.{task.language}@{prompt.digest}"
        chat, fault = self.opened()
        if chat is None:
            return Written((), (), self._use(name, usage, 0, fault), fault=fault)
        replies = Replies(searcher, task, prompt, self.settings, self.caller, chat)
        fault = replies.run(usage, heard, stop)
        best = replies.best
        dropped = len(best.dropped) if best else 0
        statements = tuple(best.statements) if best else ()
        use = self._use(name, usage, dropped, fault if not statements else None)
        citations = tuple(best.citations) if best else ()
        return Written(statements, citations, use, replies.left_out, fault)

    def opened(self) -> tuple[Chat | None, str | None]:
        """The model, or why it cannot be used: a key of the texts [model_fault]."""
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

"""A chat model that follows a script, to be handed in where LangChain's would be."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.messages.ai import UsageMetadata
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import PrivateAttr

from evals.suites.adversarial.models.behaviours import Behaviour
from evals.suites.adversarial.models.honest import obey
from evals.suites.adversarial.models.prompt import Prompt, read_prompt

LONGEST = 200_000  # characters of a reply without end, where it is asked for as a whole
_TOKEN = 4  # characters to a token, about


@dataclass(frozen=True, slots=True)
class Pace:
    """How a reply comes: in chunks of so many characters, with pauses in seconds; `fails` is raised in the middle."""

    chunk: int = 7
    before: float = 0.0
    between: float = 0.0
    cut_after: int | None = None
    fails: Exception | None = None


class ScriptedChat(BaseChatModel):
    """Replies as `behave` says. Not for several threads.

    `prompts` are those of every call so far; `seconds` is what the model itself took; `abandoned` counts streams that
    were closed before their end.
    """

    behave: Behaviour = obey
    pace: Pace = Pace()

    _prompts: list[Prompt] = PrivateAttr(default_factory=list)
    _seconds: float = PrivateAttr(default=0.0)
    _abandoned: int = PrivateAttr(default=0)

    @property
    def prompts(self) -> list[Prompt]:
        return self._prompts

    @property
    def seconds(self) -> float:
        return self._seconds

    @property
    def abandoned(self) -> int:
        return self._abandoned

    def forget(self) -> None:
        """As if it had never been called."""
        self._prompts, self._seconds, self._abandoned = [], 0.0, 0

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        text = "".join(self._pieces(messages, LONGEST))
        message = AIMessage(
            content=text, usage_metadata=self._usage(len(text)), response_metadata={"finish_reason": "stop"}
        )
        return ChatResult(generations=[ChatGeneration(message=message)])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        told = 0
        ended = False
        try:
            for piece in self._pieces(messages):
                told += len(piece)
                yield ChatGenerationChunk(message=AIMessageChunk(content=piece))
            usage = self._usage(told)
            yield ChatGenerationChunk(message=AIMessageChunk(content="", usage_metadata=usage, chunk_position="last"))
            ended = True
        finally:
            self._abandoned += not ended

    def _pieces(self, messages: list[BaseMessage], most: int | None = None) -> Iterator[str]:
        """Pieces of the reply; what the model takes for it is counted, what whoever asked does in between is not."""
        started = time.perf_counter()
        prompt = read_prompt(messages)
        self._prompts.append(prompt)
        pieces = paced(self.behave(prompt), self.pace, most)
        while True:
            piece = next(pieces, None)
            self._seconds += time.perf_counter() - started
            if piece is None:
                return
            yield piece
            started = time.perf_counter()

    def _usage(self, told: int) -> UsageMetadata:
        prompt = self._prompts[-1]
        given = (len(prompt.system) + len(prompt.user)) // _TOKEN
        return UsageMetadata(input_tokens=given, output_tokens=told // _TOKEN, total_tokens=given + told // _TOKEN)


def chunks(reply: str | Iterator[str], size: int) -> Iterator[str]:
    for text in [reply] if isinstance(reply, str) else reply:
        yield from (text[at : at + size] for at in range(0, len(text), size))


def paced(reply: str | Iterator[str], pace: Pace, most: int | None = None) -> Iterator[str]:
    """The reply in chunks at its pace, at most so many characters of it."""
    time.sleep(pace.before)
    told = 0
    for piece in chunks(reply, pace.chunk):
        if (pace.cut_after is not None and told >= pace.cut_after) or (most is not None and told >= most):
            break
        yield piece
        told += len(piece)
        time.sleep(pace.between)
    if pace.fails is not None:
        raise pace.fails

"""Calls of a chat model: their words as they come, within a time, closed at once when nobody wants them; and again."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import CancelledError
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from typing import Any

from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt, stop_before_delay
from tenacity.wait import wait_exponential

from assistant.llm.providers import Chat
from assistant.llm.status import ModelFailed, failure_of

Prompt = Sequence[tuple[str, str]]
_LOOK = 0.05  # seconds between two looks at whether the person is still there
PER_TOKEN = 8  # characters that a token stands for, at most; a reply that is longer than it was allowed has no end
_PAUSE = wait_exponential(multiplier=0.5)  # seconds before the second try, twice as long before each further one
_AGAIN = 0.5  # seconds after which a call that goes on is closed once more: some packages overhear the first time


class Left(Exception):
    """The person has left, or said stop."""


@dataclass
class Usage:
    """Tokens as the provider counted them, None where it did not; `calls` made, `seconds` that they took."""

    read: int | None = None
    written: int | None = None
    calls: int = 0
    seconds: float = 0.0

    def add(self, metadata: Any) -> None:
        if isinstance(metadata, dict):
            self.read = (self.read or 0) + int(metadata.get("input_tokens") or 0)
            self.written = (self.written or 0) + int(metadata.get("output_tokens") or 0)


@dataclass(frozen=True, slots=True)
class Request:
    """`until` is a moment of `time.monotonic`, `stop` says when nobody waits any more, `most` are the tokens that the
    reply may have; `structured` asks for the JSON of `providers.SHAPE`."""

    prompt: Prompt
    until: float
    stop: Callable[[], bool]
    structured: bool = True
    most: int = 4096


class Caller:
    """Calls models from any thread. Calls run in one event loop of their own, the only way in which a call that waits
    for its server can be closed at once; LangChain's asynchronous clients belong to the loop they began in."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    def close(self) -> None:
        """End the loop; calls under way end with a fault."""
        with self._lock:
            loop, thread, self._loop, self._thread = self._loop, self._thread, None, None
        if loop is not None and thread is not None:
            with suppress(TimeoutError, CancelledError):
                asyncio.run_coroutine_threadsafe(_end_all(), loop).result(timeout=5)
            loop.call_soon_threadsafe(loop.stop)
            thread.join(timeout=5)
            if not thread.is_alive():
                loop.close()

    def words(self, chat: Chat, request: Request, usage: Usage) -> Generator[str]:
        """The reply in pieces. Errors: ModelFailed, Left. Closing the iterator closes the call."""
        started = time.monotonic()
        usage.calls += 1
        stream = _Stream(chat, request, chat.arguments(request.structured), usage)
        call = asyncio.run_coroutine_threadsafe(stream.run(), self._running())
        came = 0
        try:
            while (piece := stream.next()) is not None:
                came += len(piece)
                if came > PER_TOKEN * request.most:
                    raise ModelFailed("endless")
                yield piece
        finally:
            stream.closed.set()
            call.cancel()
            usage.seconds += time.monotonic() - started

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=self._loop.run_forever, name="model calls", daemon=True)
                self._thread.start()
            return self._loop


@dataclass
class _Stream:
    """One reply on its way from the event loop to whoever reads it."""

    chat: Chat
    request: Request
    arguments: dict[str, Any]
    usage: Usage
    pieces: queue.SimpleQueue[str | BaseException | None] = field(default_factory=queue.SimpleQueue)
    closed: threading.Event = field(default_factory=threading.Event)

    def next(self) -> str | None:
        """The next piece, None behind the last. Errors: ModelFailed, Left."""
        while True:
            if self.request.stop():
                raise Left
            left = self.request.until - time.monotonic()
            if left <= 0:
                raise ModelFailed("timeout")
            with suppress(queue.Empty):
                piece = self.pieces.get(timeout=min(_LOOK, left))
                if isinstance(piece, BaseException):
                    raise failure_of(piece) from None  # its text may hold what was sent
                return piece

    async def run(self) -> None:
        """Put what comes into `pieces`, until `closed` is set."""
        task = asyncio.create_task(self._read())
        while not task.done():
            try:
                await asyncio.wait([task], timeout=_AGAIN)
            except asyncio.CancelledError:
                task.cancel()
            if self.closed.is_set():
                task.cancel()

    async def _read(self) -> None:
        from langsmith import tracing_context

        try:
            finish, prompt = "", list(self.request.prompt)
            # whatever the environment says of tracing: what is sent goes to the model and nowhere else
            with tracing_context(enabled=False):
                async with aclosing(self.chat.model.astream(prompt, **self.arguments)) as chunks:  # type: ignore[type-var]
                    async for chunk in chunks:
                        if self.closed.is_set():
                            return
                        self.usage.add(getattr(chunk, "usage_metadata", None))
                        finish = str((getattr(chunk, "response_metadata", None) or {}).get("finish_reason") or finish)
                        text = chunk.text if isinstance(chunk.text, str) else chunk.text()
                        if text:
                            self.pieces.put(text)
            self.pieces.put(ModelFailed("declined") if finish == "content_filter" else None)
        except Exception as error:  # every provider's package raises its own
            self.pieces.put(error)


async def _end_all() -> None:
    """Close every call of the loop, and wait until they are."""
    tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.get_running_loop().shutdown_asyncgens()


def retrying(again: Callable[[ModelFailed], bool], retries: int, until: float, stop: Callable[[], bool]) -> Retrying:
    """Calls a function that raises ModelFailed so many times more, where it may go well `again`; with pauses, at least
    as long as the provider asks for, that end before `until` and as soon as nobody waits any more. What is raised last
    is raised."""
    failures: list[ModelFailed] = []

    def worth_it(error: BaseException) -> bool:
        failures.extend([error] if isinstance(error, ModelFailed) else [])
        return isinstance(error, ModelFailed) and again(error)

    def wait(state: RetryCallState) -> float:
        return max(failures[-1].wait, _PAUSE(state))

    def sleep(seconds: float) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if stop():
                raise failures[-1]
            time.sleep(min(_LOOK, left))

    limit = stop_after_attempt(1 + retries) | stop_before_delay(until - time.monotonic())
    return Retrying(retry=retry_if_exception(worth_it), stop=limit, wait=wait, sleep=sleep, reraise=True)

"""One call of a chat model: its words as they come, within a time, and closed at once when nobody wants them."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import CancelledError
from contextlib import aclosing, suppress
from dataclasses import dataclass
from typing import Any

from assistant.model.faults import ModelFailed, failure_of
from assistant.model.opening import Chat

Prompt = Sequence[tuple[str, str]]
_LOOK = 0.05  # seconds between two looks at whether the person is still there
PER_TOKEN = 8  # characters that a token stands for, at most; a reply that is longer than it was allowed has no end
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

    def words(
        self,
        chat: Chat,
        prompt: Prompt,
        usage: Usage,
        *,
        until: float,
        stop: Callable[[], bool],
        structured: bool = True,
        most: int = 4096,
    ) -> Generator[str]:
        """The reply in pieces. `until` is a moment of `time.monotonic`, `most` the tokens that the reply may have.

        Errors: ModelFailed, Left. Closing the iterator closes the call."""
        pieces: queue.SimpleQueue[str | BaseException | None] = queue.SimpleQueue()
        started = time.monotonic()
        usage.calls += 1
        arguments = chat.arguments(structured)
        loop, closed = self._running(), threading.Event()
        call = asyncio.run_coroutine_threadsafe(_reply(chat, prompt, arguments, usage, pieces, closed), loop)
        came = 0
        try:
            while True:
                if stop():
                    raise Left
                left = until - time.monotonic()
                if left <= 0:
                    raise ModelFailed("timeout")
                try:
                    piece = pieces.get(timeout=min(_LOOK, left))
                except queue.Empty:
                    continue
                if piece is None:
                    return
                if isinstance(piece, BaseException):
                    raise failure_of(piece) from None  # its text may hold what was sent
                came += len(piece)
                if came > PER_TOKEN * most:
                    raise ModelFailed("endless")
                yield piece
        finally:
            closed.set()
            call.cancel()
            usage.seconds += time.monotonic() - started

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=self._loop.run_forever, name="model calls", daemon=True)
                self._thread.start()
            return self._loop


async def _reply(
    chat: Chat,
    prompt: Prompt,
    arguments: dict[str, Any],
    usage: Usage,
    pieces: queue.SimpleQueue[str | BaseException | None],
    closed: threading.Event,
) -> None:
    """Put what comes into `pieces`, until `closed` is set."""
    task = asyncio.create_task(_read(chat, prompt, arguments, usage, pieces, closed))
    while not task.done():
        try:
            await asyncio.wait([task], timeout=_AGAIN)
        except asyncio.CancelledError:
            task.cancel()
        if closed.is_set():
            task.cancel()


async def _read(
    chat: Chat,
    prompt: Prompt,
    arguments: dict[str, Any],
    usage: Usage,
    pieces: queue.SimpleQueue[str | BaseException | None],
    closed: threading.Event,
) -> None:
    from langsmith import tracing_context

    try:
        finish = ""
        # whatever the environment says of tracing: what is sent goes to the model and nowhere else
        with tracing_context(enabled=False):
            async with aclosing(chat.model.astream(list(prompt), **arguments)) as stream:  # type: ignore[type-var]
                async for chunk in stream:
                    if closed.is_set():
                        return
                    usage.add(getattr(chunk, "usage_metadata", None))
                    finish = str((getattr(chunk, "response_metadata", None) or {}).get("finish_reason") or finish)
                    text = chunk.text if isinstance(chunk.text, str) else chunk.text()
                    if text:
                        pieces.put(text)
        pieces.put(ModelFailed("declined") if finish == "content_filter" else None)
    except Exception as error:  # every provider's package raises its own
        pieces.put(error)


async def _end_all() -> None:
    """Close every call of the loop, and wait until they are."""
    tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.get_running_loop().shutdown_asyncgens()

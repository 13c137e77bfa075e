"""One call of a chat model: its words as they come, within a time, and closed at once when nobody wants them."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.model.faults import ModelFailed, failure_of
from assistant.model.opening import Chat

Prompt = Sequence[tuple[str, str]]
_LOOK = 0.05  # seconds between two looks at whether the person is still there
_MOST = 200_000  # characters of one reply; far more than any answer has


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
    ) -> Generator[str]:
        """The reply in pieces. `until` is a moment of `time.monotonic`.

        Errors: ModelFailed, Left. Closing the iterator closes the call."""
        pieces: queue.SimpleQueue[str | BaseException | None] = queue.SimpleQueue()
        started = time.monotonic()
        usage.calls += 1
        arguments = chat.arguments(structured)
        future = asyncio.run_coroutine_threadsafe(_reply(chat, prompt, arguments, usage, pieces), self._running())
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
                if came > _MOST:
                    raise ModelFailed("endless")
                yield piece
        finally:
            future.cancel()
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
) -> None:
    from langsmith import tracing_context

    try:
        finish = ""
        # whatever the environment says of tracing: what is sent goes to the model and nowhere else
        with tracing_context(enabled=False):
            async for chunk in chat.model.astream(list(prompt), **arguments):
                usage.add(getattr(chunk, "usage_metadata", None))
                finish = str((getattr(chunk, "response_metadata", None) or {}).get("finish_reason") or finish)
                text = chunk.text if isinstance(chunk.text, str) else chunk.text()
                if text:
                    pieces.put(text)
        pieces.put(ModelFailed("declined") if finish == "content_filter" else None)
    except asyncio.CancelledError:
        raise
    except Exception as error:  # every provider's package raises its own
        pieces.put(error)

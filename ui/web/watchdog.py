"""Looks after Gradio's queue: drops what nobody comes back for, and ends the program where the queue stands still, so
that whatever runs the program can start it anew. A page that opens and never answers would be worse.
"""

from __future__ import annotations

import asyncio
import os
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from ui.web.admission import events_waiting

LOOK = 5.0  # seconds between two looks
STILL = 120.0  # seconds without any movement, while something waits, after which the queue stands still
IDLE = 300.0  # seconds for which the messages of a session without a question are kept
CLOSED = 100  # conversations kept of pages that were closed
EXIT = 75  # EX_TEMPFAIL: try again


def end_program(reason: str) -> None:
    print(reason, file=sys.stderr, flush=True)
    os._exit(EXIT)  # threads that hang would hold an ordinary exit


class Watchdog:
    """`blocks` are Gradio's. `end` is told why the program has to end. Times are in seconds."""

    def __init__(
        self, blocks: Any, end: Callable[[str], None] = end_program, *, still: float = STILL, look: float = LOOK
    ) -> None:
        self._blocks = blocks
        self._end = end
        self._still = still
        self._look = look
        self._stop = threading.Event()
        self._moved = self._beat = time.monotonic()
        self._seen: object = None
        self._idle: dict[str, float] = {}
        _harden(blocks._queue)

    @property
    def fault(self) -> str | None:
        """Why no question can be answered any more, None while all is well."""
        if self._stop.is_set():
            return None
        now = time.monotonic()
        if self._blocks._queue.stopped:
            return "the queue of questions has stopped"
        if now - self._beat > max(self._still, 2 * self._look):
            return "the server has stood still"
        if now - self._moved > self._still:
            return "the queue of questions stands still"
        return None

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        self._moved = self._beat = time.monotonic()
        threading.Thread(target=self._run, args=[loop], name="watch", daemon=True).start()

    def stop(self) -> None:
        self._stop.set()

    def _run(self, loop: asyncio.AbstractEventLoop) -> None:
        while not self._stop.wait(self._look):
            try:
                loop.call_soon_threadsafe(self.look)
            except RuntimeError:  # the loop is closed: the program is ending
                return
            if (fault := self.fault) is not None:
                self._end(fault)
                return

    def look(self) -> None:
        """In the thread of the loop: notes whether anything moved since the last look, and tidies up."""
        self._beat = now = time.monotonic()
        queue = self._blocks._queue
        waiting = events_waiting(queue)
        seen = (waiting[0]._id if waiting else None, _under_way(queue))
        if not waiting or seen != self._seen:
            self._moved = now
        self._seen = seen
        self._forget(queue, now)

    def _forget(self, queue: Any, now: float) -> None:
        """Messages that nobody fetches, and conversations of closed pages beyond the last ones."""
        busy = {event.session_hash for event in list(queue.event_ids_to_events.values())}
        kept = {*queue.pending_messages_per_session, *queue.pending_event_ids_session}
        self._idle = {session: self._idle.get(session, now) for session in kept - busy}
        for session in [session for session, since in self._idle.items() if now - since > IDLE]:
            queue.pending_messages_per_session.pop(session, None)
            queue.pending_event_ids_session.pop(session, None)
        holder = getattr(self._blocks, "state_holder", None)
        if holder is None:
            return
        closed = [session for session, state in list(holder.session_data.items()) if state.is_closed]
        for session in closed[: max(0, len(closed) - CLOSED)]:
            if session not in busy:
                holder.session_data.pop(session, None)
                holder.time_last_used.pop(session, None)


def _under_way(queue: Any) -> frozenset[str]:
    return frozenset(event._id for job in queue.active_jobs if job for event in job)


def _harden(queue: Any) -> None:
    """A message for a session that is no longer there is dropped; the one task that runs the queue dies of it else.
    And nobody looks at the statistics that it makes of every question."""
    send = queue.send_message

    def send_message(event: Any, message: Any) -> None:
        if event.session_hash in queue.pending_messages_per_session:
            send(event, message)

    queue.send_message = send_message
    queue.compute_analytics_summary = lambda records: None

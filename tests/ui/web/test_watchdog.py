"""A queue that stands still ends the program; what nobody comes back for is dropped."""

from __future__ import annotations

import asyncio
import time
from types import SimpleNamespace
from typing import Any

from ui.web.watchdog import CLOSED, Watchdog


class FakeQueue(SimpleNamespace):
    def __init__(self) -> None:
        super().__init__(
            stopped=False, active_jobs=[None], event_ids_to_events={}, event_queue_per_concurrency_id={},
            pending_messages_per_session={}, pending_event_ids_session={}, send_message=lambda event, message: None,
        )  # fmt: skip

    def hold(self, *names: str) -> None:
        events = [SimpleNamespace(_id=name, session_hash=name) for name in names]
        self.event_queue_per_concurrency_id = {"ask": SimpleNamespace(queue=events)}


def ended(change: Any, seconds: float = 3.0) -> str:
    """Why the program was ended, "" where it was not."""

    async def run() -> str:
        told: list[str] = []
        queue = FakeQueue()
        watch = Watchdog(SimpleNamespace(_queue=queue), told.append, still=0.4, look=0.05)
        watch.start(asyncio.get_running_loop())
        await change(queue)
        deadline = time.monotonic() + seconds
        while not told and time.monotonic() < deadline:
            await asyncio.sleep(0.02)
        watch.stop()
        return "".join(told)

    return asyncio.run(run())


def test_a_queue_that_stands_still_ends_the_program() -> None:
    async def stands(queue: FakeQueue) -> None:
        queue.hold("a", "b")

    async def stops(queue: FakeQueue) -> None:
        queue.stopped = True

    async def hangs(queue: FakeQueue) -> None:
        time.sleep(1.0)

    assert "stands still" in ended(stands)
    assert "stopped" in ended(stops)
    assert "stood still" in ended(hangs)


def test_a_queue_that_moves_is_left_alone() -> None:
    async def moves(queue: FakeQueue) -> None:
        for number in range(20):
            queue.hold(str(number), str(number + 1))
            await asyncio.sleep(0.05)
        queue.hold()

    assert ended(moves, 1.0) == ""


def test_closed_pages_are_forgotten() -> None:
    sessions = {str(n): SimpleNamespace(is_closed=n % 2 == 0) for n in range(4 * CLOSED)}
    holder = SimpleNamespace(session_data=sessions, time_last_used=dict.fromkeys(sessions))
    Watchdog(SimpleNamespace(_queue=FakeQueue(), state_holder=holder)).look()
    closed = [name for name, state in sessions.items() if state.is_closed]
    assert len(closed) == CLOSED and closed[-1] == str(4 * CLOSED - 2)
    assert len(sessions) == 3 * CLOSED == len(holder.time_last_used)

"""Room for everybody in Gradio's queue: who may wait, whose conversations are kept, whose turn it is.

Whoever may not wait is told so in the conversation, and keeps what was typed. Gradio makes a session for any name that
is posted and drops the one longest not used, so whoever makes up names would drop everybody else's; and it serves first
come first, so whoever keeps ten questions waiting would put everybody else behind all ten.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ui.web.request_body import Choices, checked_payload

SESSIONS = 1000  # conversations kept
WAITING = 40  # questions that may wait at once
SHARE = 10  # of them by one client, so that others find room; people behind one address are one client
ANY_SHARE = 2 * SHARE  # of all that waits, whatever it is, by one client


@dataclass(frozen=True)
class PageFunctions:
    """The functions of the page by number: those that answer questions, the one that says that too many wait already,
    how many values each takes, and the values that the page offers for some."""

    ask: frozenset[int]
    full: int
    inputs: Mapping[int, int]
    choices: Choices = field(default_factory=dict)


class Admission:
    """`queue` is Gradio's, `holder` what keeps the state of its sessions (None: nothing does)."""

    def __init__(self, queue: Any, functions: PageFunctions, holder: Any = None) -> None:
        self._queue = queue
        self._functions = functions
        self._sessions = Sessions(queue, holder)

    def admitted(self, body: bytes, client: str) -> bytes | None:
        """The body as Gradio is given it; None where it must not be given it at all."""
        payload = checked_payload(body, self._functions.inputs, self._functions.choices)
        if payload is None or payload["fn_index"] == self._functions.full:
            return None
        asks = payload["fn_index"] in self._functions.ask
        self._sessions.use(payload["session_hash"], client, asks=asks)
        if asks and self._no_room(client):
            payload["fn_index"] = self._functions.full
        return json.dumps(payload).encode()

    def has_its_share(self, client: str) -> bool:
        """Whether so much of this client waits that nothing more of it is taken, be it no question."""
        return sum(client_of(event) == client for event in events_waiting(self._queue)) >= ANY_SHARE

    def knows(self, session: str) -> bool:
        """Whether something was posted for this session whose outcome it may read."""
        return session in self._queue.pending_messages_per_session

    def _no_room(self, client: str) -> bool:
        waiting = [event for event in events_waiting(self._queue) if event.fn._id in self._functions.ask]
        of_client = sum(client_of(event) == client for event in waiting)
        return len(waiting) >= WAITING or of_client >= SHARE


def events_waiting(queue: Any) -> list[Any]:
    return [event for one in queue.event_queue_per_concurrency_id.values() for event in one.queue]


def client_of(event: Any) -> str:
    client = getattr(event.request, "client", None)
    return client.host if client is not None else ""


class Sessions:
    """`queue` is Gradio's, `holder` what keeps the state of its sessions (None: nothing does). What makes room is a
    session in which nothing was asked, then one of the client that has most of them, the oldest first; never one
    for which something waits or is at work."""

    def __init__(self, queue: Any, holder: Any = None, most: int = SESSIONS) -> None:
        self._queue = queue
        self._holder = holder
        self._most = most
        self._known: dict[str, tuple[str, bool]] = {}  # session → its client, whether it asked; longest unused first

    def use(self, session: str, client: str, *, asks: bool) -> None:
        """Something is posted for this session."""
        _, asked = self._known.pop(session, (client, False))
        self._known[session] = (client, asked or asks)
        if len(self._known) > self._most:
            self._make_room(session)

    def _make_room(self, newest: str) -> None:
        busy = {event.session_hash for event in list(self._queue.event_ids_to_events.values())}
        idle = [session for session in self._known if session not in busy and session != newest]
        if not idle:
            return
        of_client = Counter(client for client, _ in self._known.values())
        gone = min(idle, key=lambda session: (self._known[session][1], -of_client[self._known[session][0]]))
        del self._known[gone]
        self._queue.pending_messages_per_session.pop(gone, None)
        self._queue.pending_event_ids_session.pop(gone, None)
        if self._holder is not None:
            self._holder.session_data.pop(gone, None)
            self._holder.time_last_used.pop(gone, None)


def take_turns(queue: Any) -> None:
    """Each client whose questions wait gets one turn after the other, and at most half of the places at work."""
    rounds: dict[str, list[str]] = {}  # by queue: the clients that wait, the one longest without a turn first

    def get_events() -> tuple[list[Any], bool, str] | None:
        names = list(queue.event_queue_per_concurrency_id)
        random.shuffle(names)
        for name in names:
            one = queue.event_queue_per_concurrency_id[name]
            limit = one.concurrency_limit
            if not one.queue or (limit is not None and one.current_concurrency >= limit):
                continue
            event = _next(one.queue, rounds.setdefault(name, []), None if limit is None else _full(queue, name, limit))
            if event is not None:
                one.queue.remove(event)
                return [event], False, name
        return None

    queue.get_events = get_events


def _full(queue: Any, name: str, limit: int) -> frozenset[str]:
    """The clients that have their half of the places."""
    at_work = [event for job in queue.active_jobs if job for event in job if event.concurrency_id == name]
    share = max(1, limit // 2)
    return frozenset(client for client, n in Counter(map(client_of, at_work)).items() if n >= share)


def _next(waiting: list[Any], clients: list[str], full: frozenset[str] | None) -> Any:
    first: dict[str, Any] = {}
    for event in waiting:
        first.setdefault(client_of(event), event)
    clients[:] = [client for client in clients if client in first]
    clients += [client for client in first if client not in clients]
    for client in clients:
        if full is None or client not in full:
            clients.remove(client)
            clients.append(client)
            return first[client]
    return None

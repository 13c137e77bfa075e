"""Who may wait in the queue of questions. Whoever may not is told so in the conversation, and keeps what was typed."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from ui.web.request_body import Choices, posted
from ui.web.sessions import Sessions

WAITING = 40  # questions that may wait at once
SHARE = 10  # of them by one client, so that others find room; people behind one address are one client
ANY_SHARE = 2 * SHARE  # of all that waits, whatever it is, by one client


class Admission:
    """`queue` is Gradio's; `ask` are the functions of the page that answer questions, `full` the one that says that too
    many wait already; `inputs` and `choices` as for `ui.web.request_body.posted`. `holder` keeps the state of Gradio's
    sessions."""

    def __init__(
        self,
        queue: Any,
        ask: Collection[int],
        full: int,
        inputs: Mapping[int, int],
        choices: Choices | None = None,
        holder: Any = None,
    ) -> None:
        self._queue = queue
        self._ask = frozenset(ask)
        self._full = full
        self._inputs = inputs
        self._choices = choices or {}
        self._sessions = Sessions(queue, holder)

    def admitted(self, body: bytes, client: str) -> bytes | None:
        """The body as Gradio is given it; None where it must not be given it at all."""
        sent = posted(body, self._inputs, self._choices)
        if sent is None or sent["fn_index"] == self._full:
            return None
        asks = sent["fn_index"] in self._ask
        self._sessions.use(sent["session_hash"], client, asks=asks)
        if asks and self._no_room(client):
            sent["fn_index"] = self._full
        return json.dumps(sent).encode()

    def has_its_share(self, client: str) -> bool:
        """Whether so much of this client waits that nothing more of it is taken, be it no question."""
        return sum(client_of(event) == client for event in events_waiting(self._queue)) >= ANY_SHARE

    def knows(self, session: str) -> bool:
        """Whether something was posted for this session whose outcome it may read."""
        return session in self._queue.pending_messages_per_session

    def _no_room(self, client: str) -> bool:
        waiting = [event for event in events_waiting(self._queue) if event.fn._id in self._ask]
        of_client = sum(client_of(event) == client for event in waiting)
        return len(waiting) >= WAITING or of_client >= SHARE


def events_waiting(queue: Any) -> list[Any]:
    return [event for one in queue.event_queue_per_concurrency_id.values() for event in one.queue]


def client_of(event: Any) -> str:
    client = getattr(event.request, "client", None)
    return client.host if client is not None else ""

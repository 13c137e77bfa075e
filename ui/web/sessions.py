"""Which conversations are kept, and whose they are. Gradio makes one for any name that is posted, and drops the one
longest not used: whoever makes up names would drop everybody else's."""

from __future__ import annotations

from collections import Counter
from typing import Any

SESSIONS = 1000  # conversations kept


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

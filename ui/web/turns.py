"""Clients take turns in Gradio's queue, which serves first come first: whoever keeps ten questions waiting would put
everybody else behind all ten."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

from ui.web.admission import client_of


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

"""What many visitors share, and what none of them can take from the others: conversations, streams, turns."""

from __future__ import annotations

import json
import time
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from test_attacks import join
from test_web import Visitor, component
from ui_fakes import FakeAssistant, FakeBackend
from ui_server import serving

from assistant.answer import Answer
from ui.web.admission import SESSIONS, Sessions, take_turns

pytestmark = pytest.mark.filterwarnings("ignore:.*no_silent_downcasting")


def function_of(visitor: Visitor, elem_id: str) -> dict[str, Any]:
    button = component(visitor.config, elem_id)["id"]
    return next(d for d in visitor.config["dependencies"] if [button, "click"] in d["targets"])


def flood(client: httpx.Client, function: dict[str, Any], data: list[Any], count: int) -> None:
    for number in range(count):
        body = {"data": data, "fn_index": function["id"], "session_hash": f"made{number}", "trigger_id": None}
        while client.post("/gradio_api/queue/join", json=body).status_code == 503:
            time.sleep(0.02)


def test_made_up_sessions_do_not_end_a_conversation() -> None:
    backend = FakeBackend()
    with serving(backend) as url, httpx.Client(base_url=url, timeout=30) as client:
        visitor = Visitor(client, "first")  # type: ignore[arg-type]
        visitor.ask("Which bridges?")
        flood(client, function_of(visitor, "new"), ["en", None], SESSIONS + 60)
        visitor.ask("And the lakes?")
    assert backend.assistant.asked[-1][:2] == ("And the lakes?", ("Which bridges?",))


def session_queue(*busy: str) -> Any:
    events = {name: SimpleNamespace(session_hash=name) for name in busy}
    return SimpleNamespace(event_ids_to_events=events, pending_messages_per_session={}, pending_event_ids_session={})


def opened(queue: Any, *sessions: tuple[str, str, bool], most: int = 4) -> list[str]:
    """The sessions that are left after these were used: their names, clients, and whether they ask."""
    holder = SimpleNamespace(session_data={}, time_last_used={})
    known = Sessions(queue, holder, most)
    for name, client, asks in sessions:
        known.use(name, client, asks=asks)
        holder.session_data[name] = holder.time_last_used[name] = None
        queue.pending_messages_per_session[name] = queue.pending_event_ids_session[name] = None
    assert [*holder.session_data] == [*holder.time_last_used] == [*queue.pending_messages_per_session]
    return [*holder.session_data]


def test_who_has_most_conversations_makes_room() -> None:
    mine = [("mine", "a", True)]
    many = [(f"m{n}", "b", True) for n in range(9)]
    assert opened(session_queue(), *mine, *many) == ["mine", "m6", "m7", "m8"]


def test_what_waits_never_makes_room() -> None:
    many = [(f"m{n}", "a", True) for n in range(9)]
    assert opened(session_queue("m0"), *many) == ["m0", "m6", "m7", "m8"]
    assert len(opened(session_queue(*(name for name, _, _ in many)), *many)) == 9


def turn_queue(limit: int | None, *clients: str) -> Any:
    events = [
        SimpleNamespace(_id=n, concurrency_id="ask", request=SimpleNamespace(client=SimpleNamespace(host=client)))
        for n, client in enumerate(clients)
    ]
    one = SimpleNamespace(queue=events, concurrency_limit=limit, current_concurrency=0)
    queue = SimpleNamespace(event_queue_per_concurrency_id={"ask": one}, active_jobs=[])
    take_turns(queue)
    return queue


def taken(queue: Any, *, ends: bool) -> list[int]:
    """The questions in the order in which they are answered; with `ends`, each ends before the next is taken."""
    found = []
    while (told := queue.get_events()) is not None:
        found.append(told[0][0]._id)
        queue.active_jobs = [] if ends else [*queue.active_jobs, told[0]]
        queue.event_queue_per_concurrency_id["ask"].current_concurrency = len(queue.active_jobs)
    return found


def test_clients_take_turns() -> None:
    assert taken(turn_queue(2, *"aaaaabcb"), ends=True) == [0, 5, 6, 1, 7, 2, 3, 4]


def test_one_client_has_half_of_the_places_at_most() -> None:
    assert taken(turn_queue(2, *"aaaa"), ends=False) == [0]
    assert taken(turn_queue(8, *"aaaaaaaaab"), ends=False) == [0, 9, 1, 2, 3]
    assert taken(turn_queue(1, *"ab"), ends=True) == [0, 1]
    assert taken(turn_queue(None, *"aaab"), ends=False) == [0, 3, 1, 2]


class SlowAssistant(FakeAssistant):
    def ask(self, question: str, history: Any = (), language: str | None = None, **more: Any) -> Answer:
        time.sleep(0.5 if question == "Hello" else 0.0)
        return super().ask(question, history, language, **more)


def test_a_backlog_of_one_client_does_not_delay_another() -> None:
    with serving(FakeBackend(assistant=SlowAssistant())) as url:
        with httpx.Client(base_url=url, timeout=30, headers={"x-forwarded-for": "10.0.0.2"}) as many:
            function = function_of(Visitor(many, "x"), "send")["id"]  # type: ignore[arg-type]
            for number in range(10):
                assert join(many, function, f"waits{number}").status_code == 200
        with httpx.Client(base_url=url, timeout=30, headers={"x-forwarded-for": "10.0.0.1"}) as one:
            visitor = Visitor(one, "other")  # type: ignore[arg-type]
            began = time.monotonic()
            assert "two months late" in json.dumps(visitor.ask("An easy question"))
            assert time.monotonic() - began < 2.5

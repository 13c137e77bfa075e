"""What many visitors share, and what none of them can take from the others: room, conversations, turns."""

from __future__ import annotations

import json
import time
from types import SimpleNamespace
from typing import Any

import httpx
from ui_fakes import FakeAssistant, FakeBackend, PatientAssistant
from ui_server import SENT, Visitor, component, serving

from assistant.answer import Answer
from ui.web.admission import ANY_SHARE, SESSIONS, SHARE, WAITING, Admission, PageFunctions, Sessions, take_turns
from ui.wording import wording


def test_a_crafted_request_stops_nothing() -> None:
    backend = FakeBackend(assistant=PatientAssistant())
    with serving(backend) as url, httpx.Client(base_url=url, timeout=30) as client:
        visitor = Visitor(client, "first")  # type: ignore[arg-type]
        button = component(visitor.config, "send")["id"]
        function = next(d for d in visitor.config["dependencies"] if [button, "click"] in d["targets"])["id"]
        for number in range(4):
            assert join(client, function, f"waits{number}").status_code == 200
        for session in ("", None, 7):
            assert join(client, function, session).status_code == 400
        backend.assistant.go_on.set()
        assert "two months late" in visitor.said("Afterwards")
        assert client.get("/healthz").json() == {"status": "ok"}


def join(client: httpx.Client, function: int, session: object) -> httpx.Response:
    body = {**SENT, "fn_index": function, "session_hash": session}
    return client.post("/gradio_api/queue/join", json=body)


def test_one_client_cannot_fill_the_queue_and_is_told_in_its_conversation() -> None:
    backend = FakeBackend(assistant=PatientAssistant())
    with serving(backend) as url, httpx.Client(base_url=url, timeout=30) as client:
        visitor = Visitor(client, "last")  # type: ignore[arg-type]
        button = component(visitor.config, "send")["id"]
        function = next(d for d in visitor.config["dependencies"] if [button, "click"] in d["targets"])["id"]
        for number in range(SHARE + 4):  # some are being answered
            join(client, function, f"waits{number}")
            time.sleep(0.05)
        told = json.dumps(visitor.ask("Is there room?", "es"), ensure_ascii=False)
        assert wording("es")("web.busy") in told and "Is there room?" in told
        backend.assistant.go_on.set()
        deadline = time.monotonic() + 20
        while wording("es")("web.busy") in (told := visitor.said("And now?", "es")) and time.monotonic() < deadline:
            time.sleep(0.2)
        assert "two months late" in told and "Is there room?" not in told


def test_the_share_of_a_client_is_its_own() -> None:
    def waiting(*clients: str) -> Any:
        fn = SimpleNamespace(_id=0)
        events = [SimpleNamespace(fn=fn, request=SimpleNamespace(client=SimpleNamespace(host=c))) for c in clients]
        return SimpleNamespace(event_queue_per_concurrency_id={"ask": SimpleNamespace(queue=events)})

    def led_to(queue: Any, client: str) -> int:
        return json.loads(
            Admission(queue, PageFunctions(frozenset({0}), 9, {0: 4, 9: 4})).admitted(json.dumps(SENT).encode(), client)
            or ""
        )["fn_index"]

    full_of_one = waiting(*["10.0.0.1"] * SHARE)
    assert led_to(full_of_one, "10.0.0.1") == 9 and led_to(full_of_one, "10.0.0.2") == 0
    full = waiting(*[f"10.0.1.{n}" for n in range(WAITING)])
    assert led_to(full, "10.0.0.2") == 9
    direct = json.dumps({**SENT, "fn_index": 9}).encode()
    assert Admission(full, PageFunctions(frozenset({0}), 9, {0: 4, 9: 4})).admitted(direct, "10.0.0.2") is None


def test_one_client_cannot_fill_the_queue_with_anything_else() -> None:
    backend = FakeBackend(assistant=PatientAssistant())
    with serving(backend) as url, httpx.Client(base_url=url, timeout=30) as client:
        visitor = Visitor(client, "first")  # type: ignore[arg-type]
        button = component(visitor.config, "send")["id"]
        function = next(d for d in visitor.config["dependencies"] if [button, "click"] in d["targets"])["id"]
        for number in range(2 * SHARE + 4):  # each is told that there is no room, and waits to be told
            join(client, function, f"waits{number}")
        assert client.get("/healthz").status_code == 200
        backend.assistant.go_on.set()

    def waiting(client: str, count: int) -> Any:
        event = SimpleNamespace(fn=SimpleNamespace(_id=5), request=SimpleNamespace(client=SimpleNamespace(host=client)))
        return SimpleNamespace(event_queue_per_concurrency_id={"other": SimpleNamespace(queue=[event] * count)})

    held = Admission(waiting("10.0.0.1", ANY_SHARE), PageFunctions(frozenset({0}), 9, {0: 4}))
    assert held.has_its_share("10.0.0.1") and not held.has_its_share("10.0.0.2")
    assert not Admission(waiting("10.0.0.1", ANY_SHARE - 1), PageFunctions(frozenset({0}), 9, {0: 4})).has_its_share(
        "10.0.0.1"
    )


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

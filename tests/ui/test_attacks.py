"""Requests that no page sends, clients that send slowly or too much, a queue that stands still."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import threading
import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from starlette.types import Message
from test_web import Visitor, component, config_of
from ui_fakes import FakeAssistant, FakeBackend
from ui_server import serving

from assistant.answer import Answer
from index.errors import IndexMissing
from ui.web import connections, security
from ui.web.admission import ANY_SHARE, SHARE, WAITING, Admission, PageFunctions
from ui.web.app import create_app
from ui.web.conversation import MAX_QUESTION
from ui.web.request_body import MAX_BODIES, MAX_BODY, PARSED, BodyReader, TooMany, checked_payload
from ui.web.service import Service
from ui.web.watchdog import CLOSED, Watchdog
from ui.wording import wording

pytestmark = pytest.mark.filterwarnings("ignore:.*no_silent_downcasting")
SENT = {"data": ["Hello", None, "en", None], "fn_index": 0, "session_hash": "abc", "trigger_id": 3}


class PatientAssistant(FakeAssistant):
    """Answers only when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on = threading.Event()

    def ask(self, question: str, history: Any = (), language: str | None = None, **more: Any) -> Answer:
        assert self.go_on.wait(30)
        return super().ask(question, history, language, **more)


@pytest.mark.parametrize(
    "wrong",
    [
        {"session_hash": ""}, {"session_hash": None}, {"session_hash": 3}, {"session_hash": ["abc"]},
        {"session_hash": "a b"}, {"session_hash": "x" * 65}, {"session_hash": "é"}, {"session_hash": "../a"},
        {"fn_index": None}, {"fn_index": "0"}, {"fn_index": True}, {"fn_index": 99}, {"fn_index": -1},
        {"fn_index": 0.0}, {"data": None}, {"data": "Hello"}, {"data": []}, {"data": ["Hello"] * 5},
        {"data": {"0": "Hello"}}, {"trigger_id": "3"}, {"trigger_id": []},
    ],
)  # fmt: skip
def test_what_no_page_sends_is_refused(wrong: dict[str, Any]) -> None:
    inputs = {0: 4}
    assert checked_payload(json.dumps(SENT).encode(), inputs) == SENT
    assert checked_payload(json.dumps({**SENT, **wrong}).encode(), inputs) is None
    for name in wrong:
        if name != "trigger_id":
            assert checked_payload(json.dumps({k: v for k, v in SENT.items() if k != name}).encode(), inputs) is None


@pytest.mark.parametrize("value", ["", "fr", None, True, [], {"a": 1}, "x" * 5000])
def test_what_the_page_does_not_offer_is_refused(value: object) -> None:
    choices = {0: {2: frozenset({"es", "en"})}}
    assert checked_payload(json.dumps(SENT).encode(), {0: 4}, choices) == SENT
    wrong = {**SENT, "data": [*SENT["data"][:2], value, *SENT["data"][3:]]}
    assert checked_payload(json.dumps(wrong).encode(), {0: 4}, choices) is None


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 100_000, b'"x"', b"1" * 5000])
def test_what_is_no_object_is_refused(body: bytes) -> None:
    assert checked_payload(body, {0: 4}) is None


def test_other_fields_do_not_reach_the_queue() -> None:
    more = {"event_id": "x", "batched": True, "simple_format": True, "event_data": {"a": 1}, "oauth_token": "t"}
    assert checked_payload(json.dumps({**SENT, **more}).encode(), {0: 4}) == SENT


@pytest.mark.parametrize("long", ["x" * 10**6, ["x"] * 10**4, {"a": "x" * 10**5}, [[[["x" * 10**5]]]]])
def test_what_waits_is_short(long: object) -> None:
    kept = checked_payload(json.dumps({**SENT, "data": [long, None, "en", None]}).encode(), {0: 4})
    assert kept is not None and len(json.dumps(kept)) < 10_000


def _many(unit: str) -> bytes:
    return ('{"data":[' + unit * (2_000_000 // len(unit)) + "0]}").encode()


@pytest.mark.parametrize("unit", ["[],", "{},", '"",', "9,", '{"a":1},', "["])
def test_a_large_body_is_refused_before_it_is_parsed(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[int] = []
    loads = json.loads
    monkeypatch.setattr(json, "loads", lambda body, **more: parsed.append(len(body)) or loads(body, **more))
    assert checked_payload(_many(unit), {0: 4}) is None
    assert sum(parsed) <= PARSED


@pytest.mark.parametrize("letter", ["x", "\u00e1", "\\", "\U0001f600", "\n"])
@pytest.mark.parametrize("more", range(7))
def test_of_a_long_question_the_beginning_is_kept(letter: str, more: int) -> None:
    question = "y" * more + letter * 300_000
    kept = checked_payload(json.dumps({**SENT, "data": [question, None, "en", None]}).encode(), {0: 4})
    assert kept is not None and kept["data"][0] == question[: MAX_QUESTION + 1]
    plain = checked_payload(
        json.dumps({**SENT, "data": [question, None, "en", None]}, ensure_ascii=False).encode(), {0: 4}
    )
    assert plain is not None and plain["data"][0][:MAX_QUESTION] == question[:MAX_QUESTION]


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


def test_large_bodies_leave_room_for_questions() -> None:
    async def held(size: int) -> bytes | None:
        bodies, release = BodyReader(), asyncio.Event()

        def sending(size: int) -> Any:
            parts = iter([b"x" * size])

            async def receive() -> Message:
                if (part := next(parts, None)) is None:
                    await release.wait()
                    return {"type": "http.request", "body": b"", "more_body": False}
                return {"type": "http.request", "body": part, "more_body": True}

            return receive

        others = [asyncio.create_task(bodies.read(sending(MAX_BODY), 30)) for _ in range(MAX_BODIES // MAX_BODY)]
        await asyncio.sleep(0.05)
        asyncio.get_running_loop().call_later(0.05, release.set)
        try:
            return await bodies.read(sending(size), 30)
        finally:
            release.set()
            await asyncio.gather(*others, return_exceptions=True)

    assert asyncio.run(held(2000)) == b"x" * 2000
    with pytest.raises(TooMany):
        asyncio.run(held(1_000_000))


def test_a_body_in_pieces_of_unknown_number_is_not_read(hurried: str) -> None:
    head = b"POST /gradio_api/queue/join HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n"
    port = int(hurried.rstrip("/").rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.settimeout(8)
        connection.sendall(head + b"1\r\nx\r\n" * 1000)
        answer = connection.recv(65536)
        assert answer.startswith(b"HTTP/1.1 400")
        with contextlib.suppress(ConnectionResetError):
            assert connection.recv(65536) == b""


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server that waits for a second only."""
    monkeypatch.setattr(security, "BODY_SECONDS", 1.0)
    monkeypatch.setattr(connections, "HEAD", 1.0)
    with serving(FakeBackend()) as url:
        yield url


@pytest.mark.parametrize(
    "beginning",
    [
        b"",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
        b"POST /gradio_api/queue/join HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 500\r\n\r\n{",
        b"GET /robots.txt HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGET / HTTP/1.1\r\nHo",
    ],
)
def test_half_a_request_is_not_waited_for(hurried: str, beginning: bytes) -> None:
    port = int(hurried.rstrip("/").rsplit(":", 1)[1])
    held = [socket.create_connection(("127.0.0.1", port)) for _ in range(30)]
    try:
        for connection in held:
            connection.sendall(beginning)
            connection.settimeout(8)
        assert httpx.get(hurried + "healthz").status_code == 200
        began = time.monotonic()
        for connection in held:
            try:
                while connection.recv(65536):
                    pass
            except ConnectionResetError:
                pass
        assert time.monotonic() - began < 6
    finally:
        for connection in held:
            connection.close()


def test_a_stream_nobody_was_promised_does_not_exist() -> None:
    client = TestClient(create_app(Service(FakeBackend())))
    for session in ("", "unknown", "a b", "x" * 100):
        assert client.get("/gradio_api/queue/data", params={"session_hash": session}).status_code == 404


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


def test_ready_means_that_questions_are_answered() -> None:
    backend = FakeBackend(failure=IndexMissing(home="/srv/people"))
    with TestClient(create_app(Service(backend))) as client:
        assert client.get("/healthz").status_code == 200
        unready = client.get("/readyz")
        assert unready.status_code == 503 and unready.json() == {"status": "failing", "reason": "IndexMissing"}
    with TestClient(create_app(Service(FakeBackend()))) as client:
        assert client.get("/readyz").json() == {"status": "ok"}
        assert config_of(client.get("/").text)


@pytest.mark.parametrize("name", ["a" * 300, "a" * 60_000, "%C3%A9" * 200, "a/" * 2000 + "a"])
@pytest.mark.parametrize("folder", ["/assets/", "/static/img/", "/page/"])
def test_a_name_that_no_file_can_have_is_not_found(folder: str, name: str) -> None:
    client = TestClient(create_app(Service(FakeBackend())), raise_server_exceptions=False)
    assert client.get(folder + name).status_code == 404

"""Any chat service, asked over HTTP: a server of the test's own plays it, and nobody really waits."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest
import tenacity

from evals.errors import EndpointMisconfigured, EndpointRefused, EndpointUnreachable, SystemFailed
from evals.systems.endpoint import LONGEST_WAIT, EndpointSystem

KEY = "secret-key-12345"
OK = {"choices": [{"message": {"role": "assistant", "content": "Five villages have night buses."}}]}
Reply = tuple[int, Any, Mapping[str, str]]


class Service:
    """Replies in the order given, the last one for ever; `asked` holds path, headers and body of each request."""

    def __init__(self) -> None:
        self.replies: list[Reply] = [(200, OK, {})]
        self.asked: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.gate = threading.Event()  # a reply with the status 0 waits for it
        self._lock = threading.Lock()
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status, content, headers = service.next(self.path, dict(self.headers), json.loads(body))
                if status == 0:
                    service.gate.wait(10)
                    return
                data = content if isinstance(content, bytes) else json.dumps(content).encode()
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = False  # joined when it is closed
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        self._thread = threading.Thread(target=self.server.serve_forever, args=(0.01,))
        self._thread.start()

    def next(self, path: str, headers: dict[str, str], body: dict[str, Any]) -> Reply:
        with self._lock:
            self.asked.append((path, headers, body))
            return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]

    def close(self) -> None:
        self.gate.set()
        self.server.shutdown()
        self._thread.join()
        self.server.server_close()


@pytest.fixture
def service() -> Iterator[Service]:
    service = Service()
    yield service
    service.close()


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def system(service: Service, slept: list[float]) -> Iterator[Callable[..., EndpointSystem]]:
    opened: list[EndpointSystem] = []

    def make(url: str = service.url, **options: Any) -> EndpointSystem:
        given = {"key": KEY, "wait": tenacity.wait_fixed(7), "sleep": slept.append, "environment": {}, **options}
        opened.append(EndpointSystem(url, "small-model", **given))
        return opened[-1]

    yield make
    for one in opened:
        one.close()


def test_the_request_is_that_of_a_chat_completion(service: Service, system: Callable[..., EndpointSystem]) -> None:
    history = [{"role": "user", "content": "Hola"}, {"role": "assistant", "content": "¿Sí?"}]
    answer = system().answer("¿Cuántos pueblos?", history, "es")
    assert (answer.question, answer.text, answer.status) == (
        "¿Cuántos pueblos?",
        "Five villages have night buses.",
        "answered",
    )
    assert answer.seconds > 0
    ((path, headers, body),) = service.asked
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert (body["model"], body["temperature"], body["stream"]) == ("small-model", 0, False)
    assert isinstance(body["seed"], int)
    first, *rest = body["messages"]
    assert first["role"] == "system"
    assert "Alianza para el Gobierno Abierto" in first["content"]
    assert rest == [*history, {"role": "user", "content": "¿Cuántos pueblos?"}]


def test_the_prompt_is_in_the_question_s_language_or_left_out(
    service: Service, system: Callable[..., EndpointSystem]
) -> None:
    system().answer("How many?", [], "en")
    system(instructed=False).answer("How many?", [], "en")
    said = [[message["role"] for message in body["messages"]] for _, _, body in service.asked]
    assert said == [["system", "user"], ["user"]]
    assert "Open Government Partnership" in service.asked[0][2]["messages"][0]["content"]


@pytest.mark.parametrize(
    ("given", "posted"),
    [
        ("", "/v1/chat/completions"),
        ("/", "/v1/chat/completions"),
        ("/v1", "/v1/chat/completions"),
        ("/v1/", "/v1/chat/completions"),
        ("/api/v1/chat/completions", "/api/v1/chat/completions"),
        ("/v1/chat/completions/", "/v1/chat/completions"),
        ("/v1beta/openai", "/v1beta/openai/chat/completions"),
        ("/llm", "/llm/v1/chat/completions"),
        ("/x/chat/completions?version=2", "/x/chat/completions?version=2"),
    ],
)
def test_the_address_may_be_given_in_many_ways(
    service: Service, system: Callable[..., EndpointSystem], given: str, posted: str
) -> None:
    system(service.url + given).answer("How many?", [], "en")
    assert service.asked[0][0] == posted


@pytest.mark.parametrize("url", ["", "localhost:8000", "ftp://x.example", "http://", "http://x:port", "file:///etc"])
def test_what_is_no_address_is_said_before_anything_is_asked(url: str) -> None:
    with pytest.raises(EndpointMisconfigured):
        EndpointSystem(url, "m", environment={})


def test_what_passes_is_waited_for(service: Service, system: Callable[..., EndpointSystem], slept: list[float]) -> None:
    service.replies = [(500, {}, {}), (503, b"<html>", {}), (200, OK, {})]
    assert system().answer("How many?", [], "en").status == "answered"
    assert len(service.asked) == 3
    assert slept == [7, 7]


def test_what_never_passes_is_unreachable(
    service: Service, system: Callable[..., EndpointSystem], slept: list[float]
) -> None:
    service.replies = [(503, {"error": {"message": "overloaded"}}, {})]
    with pytest.raises(EndpointUnreachable, match=r"127\.0\.0\.1.* after 5 tries: HTTP 503, overloaded\.") as caught:
        system().answer("How many?", [], "en")
    assert isinstance(caught.value, SystemFailed)
    assert caught.value.values["tries"] == len(service.asked) == 5
    assert len(slept) == 4


def test_the_service_may_say_how_long_to_wait(
    service: Service, system: Callable[..., EndpointSystem], slept: list[float]
) -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    past = format_datetime(datetime.now(UTC) - timedelta(days=1), usegmt=True)
    asked_for = ["3", "0.5", soon, past, "86400", "tomorrow", "-5"]
    service.replies = [*((429, {}, {"Retry-After": value}) for value in asked_for), (200, OK, {})]
    system(tries=9).answer("How many?", [], "en")
    assert slept[:2] == [3, 0.5]
    assert 25 < slept[2] <= 30
    assert slept[3:] == [0, LONGEST_WAIT, 7, 7]


def test_without_a_word_of_the_service_waits_grow(service: Service, slept: list[float]) -> None:
    service.replies = [(500, {}, {})]
    system = EndpointSystem(service.url, "m", sleep=slept.append, environment={})
    with pytest.raises(EndpointUnreachable):
        system.answer("How many?", [], "en")
    system.close()
    assert all(2**n <= seconds <= 2**n + 1 for n, seconds in enumerate(slept))


def test_nobody_there_is_unreachable(system: Callable[..., EndpointSystem], slept: list[float]) -> None:
    gone = Service()
    gone.close()
    with pytest.raises(EndpointUnreachable, match="after 2 tries"):
        system(gone.url, tries=2).answer("How many?", [], "en")
    assert slept == [7]


def test_a_service_that_takes_too_long_is_unreachable(
    service: Service, system: Callable[..., EndpointSystem], slept: list[float]
) -> None:
    service.replies = [(0, {}, {})]
    with httpx.Client(timeout=0.2) as client, pytest.raises(EndpointUnreachable, match="too long"):
        system(tries=2, client=client).answer("How many?", [], "en")
    assert slept == [7]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
def test_a_refused_request_is_not_repeated(
    service: Service, system: Callable[..., EndpointSystem], slept: list[float], status: int
) -> None:
    service.replies = [(status, {"error": {"message": "no\nsuch  model " + "x" * 900}}, {})]
    with pytest.raises(EndpointRefused, match=f"HTTP {status}\\): no such model x+…") as caught:
        system().answer("How many?", [], "en")
    assert len(str(caught.value)) < 500
    assert len(service.asked) == 1
    assert not slept


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ({"detail": "Not Found"}, "Not Found"),
        ({"error": "bad model"}, "bad model"),
        ({"message": "Unauthorized"}, "Unauthorized"),
        (b"plain words", "plain words"),
        (b"", "Not Found"),
        ([1], r"\[1\]"),
    ],
)
def test_the_service_s_own_message_is_shown(
    service: Service, system: Callable[..., EndpointSystem], content: Any, shown: str
) -> None:
    service.replies = [(404, content, {})]
    with pytest.raises(EndpointRefused, match=f": {shown}"):
        system().answer("How many?", [], "en")


def test_nobody_is_followed_elsewhere(service: Service, system: Callable[..., EndpointSystem]) -> None:
    """The key is for the address that was given."""
    service.replies = [(307, {}, {"Location": "/elsewhere"})]
    with pytest.raises(EndpointRefused, match="another address"):
        system().answer("How many?", [], "en")
    assert len(service.asked) == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html>", "not JSON"),
        (b"", "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        ({"choices": []}, "no choices"),
        ({"choices": [{"message": {"content": ""}}]}, "empty"),
    ],
)
def test_a_reply_without_an_answer_fails_that_question_only(
    service: Service, system: Callable[..., EndpointSystem], content: Any, reason: str
) -> None:
    service.replies = [(200, content, {}), (200, OK, {})]
    asked = system()
    with pytest.raises(SystemFailed, match=reason) as caught:
        asked.answer("How many?", [], "en")
    assert type(caught.value) is SystemFailed
    assert asked.answer("How many?", [], "en").status == "answered"


def test_a_body_that_cannot_be_unpacked_fails_too(service: Service, system: Callable[..., EndpointSystem]) -> None:
    service.replies = [(200, b"no gzip", {"Content-Encoding": "gzip"})]
    with pytest.raises(SystemFailed):
        system().answer("How many?", [], "en")


def test_the_key_is_shown_nowhere(service: Service, system: Callable[..., EndpointSystem]) -> None:
    asked = system(service.url.replace("http://", "http://me:pass@") + "/v1?api_key=query-secret#x")
    told = [str(asked.describe())]
    service.replies = [
        (401, {"error": {"message": f"Incorrect API key: {KEY}"}}, {}),
        (200, {"choices": [], "error": {"message": f"bad {KEY}"}}, {}),
        (200, {"choices": [{"message": {"content": f"Your key is {KEY}, and five villages."}}]}, {}),
        (500, KEY.encode(), {}),
    ]
    for expected in (EndpointRefused, SystemFailed):
        with pytest.raises(expected) as caught:
            asked.answer("How many?", [], "en")
        told += [str(caught.value), repr(caught.value.values)]
    told.append(str(asked.answer("How many?", [], "en").to_json()))
    with pytest.raises(EndpointUnreachable) as unreachable:
        asked.answer("How many?", [], "en")
    told += [str(unreachable.value), repr(unreachable.value.values)]
    for text in told:
        assert not any(secret in text for secret in (KEY, "query-secret", "pass@")), text
    assert service.asked[0][0].endswith("?api_key=query-secret")


def test_a_word_given_for_a_key_is_left_in_answers(service: Service, system: Callable[..., EndpointSystem]) -> None:
    assert "buses" in system(key="buses").answer("How many?", [], "en").text


def test_the_key_is_that_of_the_environment(service: Service, system: Callable[..., EndpointSystem]) -> None:
    for environment in (
        {"OGP_EVAL_KEY": "own\n", "OPENAI_API_KEY": "other"},
        {"OGP_EVAL_KEY": " ", "OPENAI_API_KEY": "other"},
        {},
    ):
        system(key=None, environment=environment).answer("How many?", [], "en")
    sent = [headers.get("Authorization") for _, headers, _ in service.asked]
    assert sent == ["Bearer own", "Bearer other", None]


def test_what_is_no_key_is_said_without_showing_it() -> None:
    with pytest.raises(EndpointMisconfigured, match="key") as caught:
        EndpointSystem("http://127.0.0.1", "m", "clé\nsecrète", environment={})
    assert "secr" not in str(caught.value)


def test_several_questions_at_once(service: Service, system: Callable[..., EndpointSystem]) -> None:
    asked = system()
    assert asked.at_once == 4
    with ThreadPoolExecutor(asked.at_once) as pool:
        answers = list(pool.map(lambda n: asked.answer(f"How many {n}?", [], "en"), range(12)))
    assert [answer.question for answer in answers] == [f"How many {n}?" for n in range(12)]
    assert len(service.asked) == 12


def test_it_answers_and_does_not_search(system: Callable[..., EndpointSystem]) -> None:
    asked = system(name="other")
    with pytest.raises(SystemFailed, match="other"):
        asked.places("How many?", 3)


def test_a_prompt_more_or_less_is_another_system(system: Callable[..., EndpointSystem]) -> None:
    plain, instructed = system(instructed=False).describe(), system().describe()
    assert plain["prompt"] == "none" != instructed["prompt"]
    assert {**plain, "prompt": ""} == {**instructed, "prompt": ""}


def test_a_client_that_was_handed_in_stays_open(service: Service, system: Callable[..., EndpointSystem]) -> None:
    with httpx.Client() as client:
        system(client=client).close()
        assert not client.is_closed

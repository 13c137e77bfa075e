"""What can be told of a configured model without asking it anything."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from assistant.llm.settings import ModelSettings
from assistant.llm.status import failure_of, model_status


class Place(ThreadingHTTPServer):
    """Lists its models, or answers with `status`; `seen` are the paths and the authorisation it was asked with."""

    def __init__(self) -> None:
        self.models: Any = {"data": [{"id": "some-model"}]}
        self.status = 200
        self.seen: list[tuple[str, str | None]] = []
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class Handler(BaseHTTPRequestHandler):
    server: Place

    def do_GET(self) -> None:
        self.server.seen.append((self.path, self.headers.get("authorization")))
        told = self.server.models
        body = told if isinstance(told, bytes) else json.dumps(told).encode()
        self.send_response(self.server.status)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None: ...


@pytest.fixture
def place() -> Iterator[Place]:
    with Place() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_a_model_that_is_there_is_usable(place: Place) -> None:
    status = model_status(ModelSettings("openai:some-model", url=place.url, key="k1"), environment={})
    assert status.usable
    assert (status.reachable, status.reason, status.extra) == (True, None, "openai")
    assert place.seen == [("/v1/models", "Bearer k1")]


def test_an_address_in_house_needs_no_key(place: Place) -> None:
    status = model_status(ModelSettings("openai:some-model", url=place.url), environment={})
    assert status.usable
    assert status.key is None


@pytest.mark.parametrize(
    ("status", "models", "reachable", "reason"),
    [
        (200, {"data": [{"id": "another"}]}, True, "not_listed"),
        (200, {"models": [{"name": "some-model:latest"}]}, True, None),
        (200, {"data": []}, True, None),
        (200, b"<html>", True, None),
        (200, [1], True, None),
        (401, {}, True, "key"),
        (404, {}, True, None),
        (503, {}, True, "server"),
    ],
)
def test_what_an_address_answers_is_told(
    place: Place, status: int, models: Any, reachable: bool, reason: str | None
) -> None:
    place.status, place.models = status, models
    told = model_status(ModelSettings("openai:some-model", url=place.url, key="k"), environment={})
    assert (told.reachable, told.reason) == (reachable, reason)
    assert told.usable is (reason is None)


def test_nobody_there() -> None:
    told = model_status(ModelSettings("ollama:some-model", url="http://127.0.0.1:9"), timeout=2, environment={})
    assert (told.reachable, told.reason, told.usable) == (False, "unreachable", False)


def test_without_its_key_a_hosted_model_is_not_asked() -> None:
    told = model_status(ModelSettings("openai:some-model"), environment={})
    assert (told.key, told.key_variable, told.reachable, told.usable) == (False, "OPENAI_API_KEY", None, False)
    own = model_status(ModelSettings("anthropic:m"), environment={"OGP_MODEL_KEY": " "})
    assert own.key_variable == "ANTHROPIC_API_KEY"


def test_a_provider_that_is_not_installed_is_told_with_its_extra() -> None:
    told = model_status(ModelSettings("upstage:solar", key="k"), environment={"OGP_MODEL_KEY": "k"})
    assert told.usable is told.package
    assert told.reachable is None


class Status(Exception):
    def __init__(self, code: int, text: str = "", headers: dict[str, str] | None = None) -> None:
        super().__init__(text)
        self.status_code = code
        self.response = type("Response", (), {"headers": headers or {}, "status_code": code})()


@pytest.mark.parametrize(
    ("error", "kind", "again"),
    [
        (Status(429), "rate", True),
        (Status(500), "server", True),
        (Status(502), "server", True),
        (Status(504), "timeout", True),
        (Status(599), "server", True),
        (Status(401), "key", False),
        (Status(403), "key", False),
        (Status(404), "no_model", False),
        (Status(400, "unknown parameter"), "refused_call", False),
        (Status(400, "This model's maximum context length is 4096 tokens"), "too_long", False),
        (TimeoutError(), "timeout", True),
        (ConnectionResetError(), "unreachable", True),
        (ValueError("who knows"), "unknown", False),
    ],
)
def test_faults_are_told_apart(error: Exception, kind: str, again: bool) -> None:
    failure = failure_of(error)
    assert (failure.kind, failure.again) == (kind, again)


def test_the_wait_that_a_server_asks_for_is_read() -> None:
    assert failure_of(Status(429, headers={"retry-after": "7"})).wait == 7
    assert failure_of(Status(429, headers={"retry-after": "tomorrow"})).wait == 0

"""The server that fails as told: over HTTP, and as LangChain's own client for the protocol sees it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from evals.suites.adversarial.models.behaviours import BEHAVIOURS
from evals.suites.adversarial.models.faults import NONE, Fault, faults
from evals.suites.adversarial.models.honest import obey
from evals.suites.adversarial.models.prompt import read_prompt
from evals.suites.adversarial.models.server import HostileServer

SOURCE = {"key": "k7f3a2c", "text": "The town dug twelve wells in the dry valley before May 2023.", "language": "en"}
USER = "\n".join(["<sources>", json.dumps(SOURCE), "</sources>", "How many wells did the town dig?"])
MESSAGES = [{"role": "system", "content": "Rules."}, {"role": "user", "content": USER}]
REPLY = str(obey(read_prompt(MESSAGES)))
SLOW = 0.3  # seconds after which a test hangs up


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with httpx.Client(timeout=5.0) as one:
        yield one


def post(client: httpx.Client, server: HostileServer, **body: Any) -> httpx.Response:
    headers = {"authorization": "Bearer sk-secret-0123456789"}
    return client.post(f"{server.url}/chat/completions", json={"messages": MESSAGES, **body}, headers=headers)


def streamed(client: httpx.Client, server: HostileServer, **body: Any) -> list[Any]:
    """The events of a stream, as far as they came."""
    found: list[Any] = []
    sent = {"messages": MESSAGES, "stream": True, **body}
    with client.stream("POST", f"{server.url}/chat/completions", json=sent) as response:
        for line in response.iter_lines():
            if line.startswith("data: "):
                found.append(line[6:] if line == "data: [DONE]" else json.loads(line[6:]))
    return found


def text_of(events: list[Any]) -> str:
    deltas = [event["choices"][0]["delta"] for event in events if isinstance(event, dict) and event["choices"]]
    return "".join(delta.get("content") or "" for delta in deltas)


def test_it_replies_whole_and_lists_its_model(client: httpx.Client) -> None:
    with HostileServer() as server:
        reply = post(client, server).json()
        assert client.get(f"{server.url}/models").json()["data"][0]["id"] == "scripted"
    assert reply["choices"][0]["message"]["content"] == REPLY
    assert reply["usage"]["total_tokens"] == reply["usage"]["prompt_tokens"] + reply["usage"]["completion_tokens"]


def test_it_streams_with_usage_only_where_that_was_asked_for(client: httpx.Client) -> None:
    with HostileServer(chunk=5) as server:
        events = streamed(client, server)
        counted = streamed(client, server, stream_options={"include_usage": True})
    assert text_of(events) == text_of(counted) == REPLY
    assert events[-1] == counted[-1] == "[DONE]"
    assert "usage" not in events[-2] and counted[-2]["usage"]["completion_tokens"] > 0


def test_it_records_requests_without_the_key(client: httpx.Client) -> None:
    with HostileServer() as server:
        post(client, server, model="m")
        (request,) = server.requests
    assert request.messages == MESSAGES and request.body["model"] == "m"
    assert request.prompt.sources[0].key == "k7f3a2c"
    assert "sk-secret" not in repr(request) and "authorization" in request.headers


def test_structured_output_may_be_refused(client: httpx.Client) -> None:
    shape = {"type": "json_schema", "json_schema": {"name": "x", "schema": {}}}
    with HostileServer(structured=False) as server:
        refused = post(client, server, response_format=shape)
        assert refused.status_code == 400 and "unsupported" in refused.json()["error"]["message"]
        assert post(client, server).status_code == 200
    with HostileServer() as server:
        assert post(client, server, response_format=shape).status_code == 200


@pytest.mark.parametrize("times", [1, 2])
def test_a_fault_passes_after_so_many_times_for_each_question(client: httpx.Client, times: int) -> None:
    fault = Fault("status", times, 429, "Rate limit reached", retry_after="1")
    other = [MESSAGES[0], {"role": "user", "content": USER.replace("wells", "ditches")}]
    with HostileServer(fault=fault) as server:
        replies = [post(client, server) for _ in range(times + 1)]
        assert post(client, server, messages=other).status_code == 429
    assert [reply.status_code for reply in replies] == [429] * times + [200]
    assert replies[0].headers["retry-after"] == "1"


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("name", [name for name, fault in faults().items() if fault.kind in ("status", "page")])
def test_errors_come_with_their_status(client: httpx.Client, name: str, stream: bool) -> None:
    fault = faults()[name]
    extra = {"response_format": {}} if fault.when else {}
    with HostileServer(fault=fault) as server:
        response = post(client, server, stream=stream, **extra)
    assert response.status_code == fault.status
    if name == "401":
        assert "sk-secret" in response.text  # it repeats the key, as services do


def test_a_connection_is_closed_before_any_byte(client: httpx.Client) -> None:
    with HostileServer(fault=faults()["connection closed before a byte"]) as server:
        for stream in (False, True):
            with pytest.raises(httpx.RemoteProtocolError):
                post(client, server, stream=stream)
        assert server.abandoned() == 0


@pytest.mark.parametrize(
    "name", ["stall before the first byte", "stall in mid-stream", "a byte a second", "endless stream"]
)
@pytest.mark.parametrize("stream", [False, True])
def test_a_client_that_hangs_up_is_noticed(client: httpx.Client, name: str, stream: bool) -> None:
    with HostileServer(fault=faults(30.0)[name]) as server:
        body = {"messages": MESSAGES, "stream": stream}
        began = time.monotonic()
        try:
            with client.stream("POST", f"{server.url}/chat/completions", json=body, timeout=SLOW) as response:
                for _ in response.iter_raw():
                    if time.monotonic() - began > SLOW:
                        break
        except httpx.ReadTimeout:
            pass
        assert server.abandoned() == 1


def test_a_stream_is_cut_in_the_middle_of_a_statement(client: httpx.Client) -> None:
    with HostileServer(fault=Fault("cut", after=40), chunk=10) as server:
        for stream in (False, True):
            with pytest.raises(httpx.RemoteProtocolError):
                streamed(client, server) if stream else post(client, server)


@pytest.mark.parametrize("name", ["malformed JSON", "broken event stream"])
def test_what_comes_cannot_be_read(client: httpx.Client, name: str) -> None:
    with HostileServer(fault=faults()[name]) as server:
        with pytest.raises(ValueError):
            post(client, server).json()
        if name == "malformed JSON":
            with pytest.raises(ValueError):
                streamed(client, server)
        else:
            assert streamed(client, server) == []


def test_a_refusal_stands_in_its_own_field(client: httpx.Client) -> None:
    with HostileServer(fault=faults()["refusal field"]) as server:
        message = post(client, server).json()["choices"][0]["message"]
        events = streamed(client, server)
    assert message["content"] is None and message["refusal"]
    assert text_of(events) == "" and any(event["choices"][0]["delta"].get("refusal") for event in events[:-1])


@pytest.mark.parametrize("name", ["empty", "prose", "one digit", "endless statements"])
def test_behaviours_are_injected(client: httpx.Client, name: str) -> None:
    with HostileServer(BEHAVIOURS[name]) as server:
        content = post(client, server).json()["choices"][0]["message"]["content"]
    assert content != REPLY and (content == "") == (name == "empty")


def test_what_is_not_there_is_not_found(client: httpx.Client) -> None:
    with HostileServer() as server:
        assert client.get(f"{server.url}/files").status_code == 404
        assert client.post(f"{server.url}/embeddings", json={}).status_code == 404


def test_the_client_of_the_protocol_reads_it() -> None:
    openai = pytest.importorskip("langchain_openai", reason="needs the extra openai")
    with HostileServer() as server:
        chat = openai.ChatOpenAI(model="m", base_url=server.url, api_key="sk-secret", max_retries=0, stream_usage=True)
        messages = [(message["role"], message["content"]) for message in MESSAGES]
        chunks = list(chat.stream(messages))
        assert "".join(chunk.content for chunk in chunks) == REPLY == chat.invoke(messages).content
        assert any(chunk.usage_metadata for chunk in chunks)


def test_leaving_ends_what_still_stalls() -> None:
    began = time.monotonic()
    with HostileServer(fault=faults()["stall before the first byte"]) as server, httpx.Client(timeout=0.1) as client:
        with pytest.raises(httpx.ReadTimeout):
            post(client, server)
        server.fault = NONE
        assert post(client, server).status_code == 200
    assert time.monotonic() - began < 5

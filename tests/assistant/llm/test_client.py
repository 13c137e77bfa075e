"""Calls of a model: in pieces, within their time, and closed when nobody wants them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from pydantic import PrivateAttr

from assistant.llm.client import Caller, Left, Request, Usage, retrying
from assistant.llm.providers import Chat
from assistant.llm.status import ModelFailed


class Pieces(BaseChatModel):
    """Says its pieces; a number among them is a pause in seconds, an exception is raised."""

    says: list[Any]
    _ended: list[str] = PrivateAttr(default_factory=list)

    @property
    def ended(self) -> list[str]:
        return self._ended

    @property
    def _llm_type(self) -> str:
        return "pieces"

    def _generate(self, *args: Any, **kwargs: Any) -> ChatResult:
        raise NotImplementedError

    async def _astream(
        self, messages: list[BaseMessage], stop: Any = None, run_manager: Any = None, **kwargs: Any
    ) -> AsyncIterator[ChatGenerationChunk]:
        try:
            for piece in self.says:
                if isinstance(piece, BaseException):
                    raise piece
                if isinstance(piece, int | float):
                    await asyncio.sleep(piece)
                else:
                    usage = {"input_tokens": 5, "output_tokens": 1, "total_tokens": 6}
                    yield ChatGenerationChunk(message=AIMessageChunk(piece, usage_metadata=usage))
            self._ended.append("well")
        except asyncio.CancelledError:
            self._ended.append("closed")
            raise


@pytest.fixture
def caller() -> Iterator[Caller]:
    caller = Caller()
    yield caller
    caller.close()


def words(
    caller: Caller, model: Pieces, usage: Usage, seconds: float = 5.0, stop: Any = lambda: False
) -> Iterator[str]:
    prompt = [("system", "s"), ("user", "u")]
    return caller.words(Chat("x:y", model), Request(prompt, time.monotonic() + seconds, stop), usage)


def test_a_reply_comes_in_its_pieces_and_is_counted(caller: Caller) -> None:
    usage = Usage()
    assert list(words(caller, Pieces(says=["a", "b", "c"]), usage)) == ["a", "b", "c"]
    assert (usage.calls, usage.read, usage.written) == (1, 15, 3)
    assert list(words(caller, Pieces(says=["d"]), usage)) == ["d"]
    assert usage.calls == 2


def test_a_model_that_waits_too_long_is_closed(caller: Caller) -> None:
    model = Pieces(says=["a", 60, "b"])
    got = []
    started = time.monotonic()
    with pytest.raises(ModelFailed) as caught:
        for piece in words(caller, model, Usage(), seconds=0.3):
            got.append(piece)
    assert (caught.value.kind, got) == ("timeout", ["a"])
    assert time.monotonic() - started < 5
    _wait_for(lambda: model.ended == ["closed"])


def test_a_model_is_closed_when_the_person_has_left(caller: Caller) -> None:
    model = Pieces(says=["a", 60, "b"])
    got: list[str] = []
    with pytest.raises(Left):
        for piece in words(caller, model, Usage(), stop=lambda: bool(got)):
            got.append(piece)
    _wait_for(lambda: model.ended == ["closed"])


def test_a_reply_that_is_no_longer_read_is_closed(caller: Caller) -> None:
    model = Pieces(says=["a", 60, "b"])
    reply = words(caller, model, Usage())
    assert next(reply) == "a"
    reply.close()  # type: ignore[attr-defined]
    _wait_for(lambda: model.ended == ["closed"])


def test_a_reply_without_end_is_ended(caller: Caller) -> None:
    with pytest.raises(ModelFailed) as caught:
        list(words(caller, Pieces(says=["x" * 50_000] * 10), Usage()))
    assert caught.value.kind == "endless"


class Deaf(Pieces):
    """Overhears that it is cancelled, once."""

    async def _astream(
        self, messages: list[BaseMessage], stop: Any = None, run_manager: Any = None, **kwargs: Any
    ) -> AsyncIterator[ChatGenerationChunk]:
        yield ChatGenerationChunk(message=AIMessageChunk("a"))
        for said in ("overheard", "closed"):
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                self._ended.append(said)
        yield ChatGenerationChunk(message=AIMessageChunk("b"))


def test_a_call_that_overhears_its_end_is_closed_once_more(caller: Caller) -> None:
    model = Deaf(says=[])
    reply = words(caller, model, Usage())
    assert next(reply) == "a"
    reply.close()  # type: ignore[attr-defined]
    _wait_for(lambda: model.ended == ["overheard", "closed"])


def test_calls_under_way_end_with_their_caller() -> None:
    caller, model = Caller(), Pieces(says=["a", 60, "b"])
    reply = words(caller, model, Usage())
    assert next(reply) == "a"
    caller.close()
    assert model.ended == ["closed"]
    caller.close()


def test_what_a_package_raises_becomes_a_kind_of_fault_without_its_text(caller: Caller) -> None:
    with pytest.raises(ModelFailed) as caught:
        list(words(caller, Pieces(says=["a", ConnectionRefusedError("with sk-secret in it")]), Usage()))
    assert caught.value.kind == "unreachable"
    assert caught.value.__cause__ is None
    assert "secret" not in str(caught.value)


def test_a_failing_call_is_tried_again_with_growing_pauses() -> None:
    tried: list[float] = []

    def call() -> str:
        tried.append(time.monotonic())
        if len(tried) < 3:
            raise ModelFailed("server")
        return "well"

    assert retrying(lambda failure: failure.again, 2, time.monotonic() + 10, lambda: False)(call) == "well"
    assert tried[1] - tried[0] >= 0.5 and tried[2] - tried[1] >= 1.0


@pytest.mark.parametrize(
    ("failure", "retries", "stop", "calls"),
    [
        (ModelFailed("server"), 1, False, 2),  # no tries are left
        (ModelFailed("key"), 2, False, 1),  # it will not go better
        (ModelFailed("rate", wait=20), 2, False, 1),  # there is no time to wait so long
        (ModelFailed("rate", wait=5), 2, True, 1),  # nobody waits any more
    ],
)
def test_the_last_failure_is_raised(failure: ModelFailed, retries: int, stop: bool, calls: int) -> None:
    tried: list[int] = []

    def call() -> None:
        tried.append(1)
        raise failure

    with pytest.raises(ModelFailed) as caught:
        retrying(lambda one: one.again, retries, time.monotonic() + 10, lambda: stop)(call)
    assert caught.value is failure and len(tried) == calls


def _wait_for(condition: Any, seconds: float = 5.0) -> None:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
    assert condition()


def test_nothing_is_reported_to_a_tracing_service(caller: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading
    from http.server import BaseHTTPRequestHandler, HTTPServer

    from langsmith.utils import get_env_var

    came: list[str] = []

    class Service(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            came.append(self.path)
            self.send_response(202)
            self.end_headers()

        do_GET = do_PATCH = do_POST

        def log_message(self, *args: Any) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Service) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for name in ("LANGSMITH", "LANGCHAIN"):
            monkeypatch.setenv(f"{name}_TRACING_V2", "true")
            monkeypatch.setenv(f"{name}_API_KEY", "k")
            monkeypatch.setenv(f"{name}_ENDPOINT", f"http://127.0.0.1:{server.server_port}")
        monkeypatch.setenv("LANGSMITH_TRACING", "true")
        get_env_var.cache_clear()
        assert list(words(caller, Pieces(says=["a"]), Usage())) == ["a"]
        time.sleep(1.5)  # it is reported in the background
        server.shutdown()
    get_env_var.cache_clear()
    assert came == []

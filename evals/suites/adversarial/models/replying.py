"""One request to a model's server answered: a chat completion, whole or as a stream of events, and what befalls it."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from evals.suites.adversarial.models.broken import endless
from evals.suites.adversarial.models.faults import PAGE, Fault
from evals.suites.adversarial.models.prompt import Prompt
from evals.suites.adversarial.models.scripted import LONGEST, chunks

if TYPE_CHECKING:
    from evals.suites.adversarial.models.server import HostileServer


MODEL = "scripted"


@dataclass
class Request:
    """One request as it came. `headers` without the value of any key; `closed` is set when the client hung up before
    the reply was through."""

    headers: Mapping[str, str]
    body: Mapping[str, Any]
    prompt: Prompt
    closed: bool = False
    done: threading.Event = field(default_factory=threading.Event)

    @property
    def messages(self) -> list[dict[str, Any]]:
        return list(self.body.get("messages", []))


class Ended(Exception):
    """The reply ends here: as a fault, or because the client or the server goes."""


class Reply(Response):
    """One request answered: a chat completion, whole or as a stream of events, and what befalls it."""

    def __init__(self, server: HostileServer, request: Request, fault: Fault, key: str) -> None:
        self.background = None
        self._server, self._request, self._fault = server, request, fault
        self._key = key.removeprefix("Bearer ")
        self._gone = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        leaving = asyncio.ensure_future(self._leaves(receive))
        try:
            await (await self._response(scope))(scope, receive, send)
        except Ended:
            self._server.hang_up(scope["client"] and tuple(scope["client"]))
        finally:
            leaving.cancel()
            self._request.closed |= self._gone
            self._request.done.set()

    async def _leaves(self, receive: Receive) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        self._gone = True

    async def _response(self, scope: Scope) -> Response:
        fault, stream = self._fault, bool(self._request.body.get("stream"))
        if fault.kind == "status":  # services are known to repeat the key that they refuse: so does this one
            kind = "invalid_request_error" if fault.status < 500 else "server_error"
            message = fault.message.replace("{key}", self._key)
            error = {"message": message, "type": kind, "param": fault.when, "code": fault.code}
            headers = {} if fault.retry_after is None else {"retry-after": fault.retry_after}
            return JSONResponse({"error": error}, fault.status, headers)
        if fault.kind == "page":
            return Response(PAGE, fault.status, media_type="text/html")
        if fault.kind == "close":
            raise Ended
        if fault.kind == "stall":
            await self._wait(fault.seconds)
        kind = "text/event-stream" if stream or fault.kind == "bad_sse" else "application/json"
        return StreamingResponse(self._guarded(self._events() if stream else self._whole()), media_type=kind)

    async def _guarded(self, pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """Byte by byte where the fault is to drip."""
        async for piece in pieces:
            for at in range(len(piece)) if self._fault.kind == "drip" else ():
                yield piece[at : at + 1]
                await self._wait(self._fault.seconds)
            if self._fault.kind != "drip":
                yield piece

    async def _whole(self) -> AsyncIterator[bytes]:
        fault = self._fault
        if fault.kind == "bad_sse":
            yield b"data: not what was asked for\n\n"
            return
        while fault.kind == "endless":
            yield b" zambrunela" * 64
            await self._wait(0.02)
        refused = fault.kind == "refusal_field"
        text = None if refused else "".join(islice(self._pieces(), LONGEST // self._server.chunk))
        message = {"role": "assistant", "content": text, "refusal": "I can't help with that." if refused else None}
        choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
        data = json.dumps({**self._named(""), "choices": [choice], "usage": self._usage(len(text or ""))}).encode()
        if fault.kind == "bad_json":
            data = data[:-20] + b"]]"
        if fault.kind in ("stall_midway", "cut"):
            yield data[: fault.after]
            await self._wait(fault.seconds, cut=fault.kind == "cut")
            data = data[fault.after :]
        yield data

    async def _events(self) -> AsyncIterator[bytes]:
        fault, told = self._fault, 0
        if fault.kind == "bad_sse":
            yield b"<<<< event without data\r\n\r\nid\n\x00\xff\xfe\n\ndata:\n\n: ok\n\nretry: soon\n\n"
            return
        yield self._event({"role": "assistant", "content": ""})
        if fault.kind == "refusal_field":
            yield self._event({"refusal": "I can't help with that."})
        for piece in () if fault.kind == "refusal_field" else self._pieces():
            if told <= fault.after < told + len(piece) and fault.kind in ("cut", "stall_midway"):
                await self._wait(fault.seconds, cut=fault.kind == "cut")
            told += len(piece)
            broken = b'data: {"id": "x", "choices": [{"index": 0, "delta": {"content": "no end\n\n'
            yield broken if fault.kind == "bad_json" else self._event({"content": piece})
            await self._wait(0.02 if fault.kind == "endless" else 0.0)
        yield self._event({}, finish="stop")
        if (self._request.body.get("stream_options") or {}).get("include_usage"):
            yield _data({**self._named(".chunk"), "choices": [], "usage": self._usage(told)})
        yield b"data: [DONE]\n\n"

    def _pieces(self) -> Iterator[str]:
        behave = endless if self._fault.kind == "endless" else self._server.behave
        return chunks(behave(self._request.prompt), self._server.chunk)

    def _event(self, delta: Mapping[str, Any], finish: str | None = None) -> bytes:
        choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
        return _data({**self._named(".chunk"), "choices": [choice]})

    def _named(self, ending: str) -> dict[str, Any]:
        number, model = len(self._server.requests), self._request.body.get("model", MODEL)
        return {"id": f"chatcmpl-{number}", "object": f"chat.completion{ending}", "created": 0, "model": model}

    def _usage(self, told: int) -> Mapping[str, int]:
        given = (len(self._request.prompt.system) + len(self._request.prompt.user)) // 4
        return {"prompt_tokens": given, "completion_tokens": told // 4, "total_tokens": given + told // 4}

    async def _wait(self, seconds: float, *, cut: bool = False) -> None:
        """Raises Ended as soon as the client hangs up or the server stops; at once where the reply is `cut`."""
        until = time.monotonic() + seconds
        while not (cut or self._gone or self._server.stopping):
            left = until - time.monotonic()
            await asyncio.sleep(max(0.0, min(left, 0.02)))
            if left <= 0:
                return
        raise Ended


def _data(event: Mapping[str, Any]) -> bytes:
    return b"data: " + json.dumps(event).encode() + b"\n\n"

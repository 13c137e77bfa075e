"""One request served: a chat completion, whole or as a stream of events, and what befalls it."""

from __future__ import annotations

import json
import select
import socket
import time
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any

from evals.hostile.broken import endless
from evals.hostile.faults import Fault

if TYPE_CHECKING:
    from evals.hostile.server import HostileServer, Request

PAGE = (
    "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1>"
    '<img src="https://collector-8841.invalid/p.png"><script>alert(1)</script></body></html>'
)
_LONGEST = 200_000  # characters of a reply without end, where it is asked for as a whole


class Gone(ConnectionError):
    """The client has hung up."""


class Ended(Exception):
    """The server itself ended the reply: as a fault, or because it stops."""


class Served:
    """Raises ConnectionError (and kin) where the client hung up."""

    def __init__(self, handler: BaseHTTPRequestHandler, server: HostileServer, request: Request, fault: Fault) -> None:
        self._handler = handler
        self._server = server
        self._request = request
        self._fault = fault
        self._left = fault.after
        self._stream = bool(request.body.get("stream"))

    def serve(self) -> None:
        fault = self._fault
        if fault.kind == "status":
            self._error()
        elif fault.kind == "page":
            self._send(fault.status, PAGE.encode(), "text/html; charset=utf-8")
        elif fault.kind == "close":
            self._hang_up()
        else:
            if fault.kind == "stall":
                self._wait(fault.seconds)
            self._events() if self._stream else self._whole()

    # --- whole replies -------------------------------------------------------------------------------------------

    def _whole(self) -> None:
        fault = self._fault
        if fault.kind == "bad_sse":
            self._send(200, b"data: not what was asked for\n\n", "text/event-stream")
            return
        if fault.kind == "endless":
            self._head(200, "application/json", chunked=True)
            self._chunk(b'{"id": "x", "object": "chat.completion", "choices": [{"message": {"content": "')
            while True:
                self._chunk(b"zambrunela " * 64)
                self._wait(0.02)
        data = json.dumps(self._completion()).encode()
        if fault.kind == "bad_json":
            data = data[:-20] + b"]]"
        if fault.kind not in ("stall_midway", "cut", "drip"):
            self._send(200, data, "application/json")
            return
        self._head(200, "application/json", len(data))
        if fault.kind == "drip":
            self._drip(data)
            return
        self._write(data[: fault.after])
        if fault.kind == "cut":
            self._hang_up()
        self._wait(fault.seconds)
        self._write(data[fault.after :])

    def _completion(self) -> Mapping[str, Any]:
        refused = self._fault.kind == "refusal_field"
        text = None if refused else "".join(_up_to(self._reply(), _LONGEST))
        message = {"role": "assistant", "content": text, "refusal": "I can't help with that." if refused else None}
        choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
        return {**self._named("chat.completion"), "choices": [choice], "usage": self._usage(len(text or ""))}

    # --- streams -------------------------------------------------------------------------------------------------

    def _events(self) -> None:
        fault = self._fault
        self._head(200, "text/event-stream", chunked=True)
        if fault.kind == "bad_sse":
            self._chunk(b"<<<< event without data\r\n\r\nid\n\x00\xff\xfe\n\ndata:\n\n: ok\n\nretry: soon\n\n")
            self._chunk(b"")
            return
        self._event({"role": "assistant", "content": ""})
        if fault.kind == "refusal_field":
            self._event({"refusal": "I can't help with that."})
        else:
            told = sum(self._piece(piece) for piece in self._pieces())
        self._event({}, finish="stop")
        options = self._request.body.get("stream_options") or {}
        if options.get("include_usage"):
            used = self._usage(0 if fault.kind == "refusal_field" else told)
            self._data({**self._named("chat.completion.chunk"), "choices": [], "usage": used})
        self._out(b"data: [DONE]\n\n")
        self._chunk(b"")

    def _piece(self, piece: str) -> int:
        """Send it, unless this is where the fault strikes; how many characters."""
        fault = self._fault
        self._left -= len(piece)
        if self._left < 0 and fault.kind == "cut":
            self._hang_up()
        if self._left < 0 and fault.kind == "stall_midway":
            self._left = 1 << 60  # once
            self._wait(fault.seconds)
        if fault.kind == "bad_json":
            self._out(b'data: {"id": "x", "choices": [{"index": 0, "delta": {"content": "no end\n\n')
        else:
            self._event({"content": piece})
        self._wait(max(self._server.between, 0.02 if fault.kind == "endless" else 0.0))
        return len(piece)

    def _pieces(self) -> Iterator[str]:
        size = self._server.chunk
        for text in self._reply():
            yield from (text[at : at + size] for at in range(0, len(text), size))

    def _event(self, delta: Mapping[str, Any], finish: str | None = None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
        self._data({**self._named("chat.completion.chunk"), "choices": [choice]})

    def _data(self, event: Mapping[str, Any]) -> None:
        self._out(b"data: " + json.dumps(event).encode() + b"\n\n")

    def _out(self, data: bytes) -> None:
        if self._fault.kind != "drip":
            self._chunk(data)
            return
        for at in range(len(data)):
            self._chunk(data[at : at + 1])
            self._wait(self._fault.seconds)

    # --- what both need ------------------------------------------------------------------------------------------

    def _reply(self) -> Iterator[str]:
        """In one piece, or without an end."""
        behave = endless if self._fault.kind == "endless" else self._server.behave
        reply = behave(self._request.prompt)
        return iter([reply]) if isinstance(reply, str) else reply

    def _named(self, kind: str) -> dict[str, Any]:
        model = self._request.body.get("model", "scripted")
        return {"id": f"chatcmpl-{len(self._server.requests)}", "object": kind, "created": 0, "model": model}

    def _usage(self, told: int) -> Mapping[str, int]:
        given = (len(self._request.prompt.system) + len(self._request.prompt.user)) // 4
        return {"prompt_tokens": given, "completion_tokens": told // 4, "total_tokens": given + told // 4}

    def _error(self) -> None:
        """Services are known to repeat the key that they refuse: so does this one."""
        fault = self._fault
        key = self._handler.headers.get("authorization", "").removeprefix("Bearer ")
        kind = "invalid_request_error" if fault.status < 500 else "server_error"
        error = {"message": fault.message.replace("{key}", key), "type": kind, "param": fault.when, "code": fault.code}
        extra = {} if fault.retry_after is None else {"retry-after": fault.retry_after}
        self._send(fault.status, json.dumps({"error": error}).encode(), "application/json", extra)

    def _send(self, status: int, data: bytes, kind: str, extra: Mapping[str, str] | None = None) -> None:
        self._head(status, kind, len(data), extra=extra)
        self._write(data)

    def _head(
        self,
        status: int,
        kind: str,
        length: int | None = None,
        *,
        chunked: bool = False,
        extra: Mapping[str, str] | None = None,
    ) -> None:
        self._handler.send_response(status)
        self._handler.send_header("content-type", kind)
        if chunked:
            self._handler.send_header("transfer-encoding", "chunked")
        else:
            self._handler.send_header("content-length", str(length))
        for name, value in (extra or {}).items():
            self._handler.send_header(name, value)
        self._handler.end_headers()

    def _chunk(self, data: bytes) -> None:
        """A chunk of the transfer; the empty one is its end."""
        self._write(f"{len(data):x}\r\n".encode() + data + b"\r\n")

    def _drip(self, data: bytes) -> None:
        for at in range(len(data)):
            self._write(data[at : at + 1])
            self._wait(self._fault.seconds)

    def _write(self, data: bytes) -> None:
        self._handler.wfile.write(data)
        self._handler.wfile.flush()

    def _hang_up(self) -> None:
        self._handler.close_connection = True
        self._handler.connection.shutdown(socket.SHUT_RDWR)
        raise Ended

    def _wait(self, seconds: float) -> None:
        """Raises Gone as soon as the client hangs up or the server stops."""
        until = time.monotonic() + seconds
        connection = self._handler.connection
        while True:
            left = until - time.monotonic()
            readable = select.select([connection], [], [], max(0.0, min(left, 0.02)))[0]
            if readable and not connection.recv(1, socket.MSG_PEEK):
                raise Gone
            if readable and left > 0:
                time.sleep(min(left, 0.02))  # another request is waiting already
            if self._server.stopping.is_set():
                self._handler.close_connection = True
                raise Ended
            if left <= 0:
                return


def _up_to(reply: Iterator[str], most: int) -> Iterator[str]:
    told = 0
    for text in reply:
        yield text
        told += len(text)
        if told >= most:
            return

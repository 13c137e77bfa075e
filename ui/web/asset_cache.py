"""Files that are the same for everybody, compressed once: to compress one of the framework's for each who asks takes a
tenth of a second."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FIXED = re.compile(r"/assets/[\w./-]+|/static/[\w./-]+|/theme\.css")
ENCODINGS = ("br", "gzip")
MOST_BYTES = 16 * 1024 * 1024  # kept; all files of the framework, compressed both ways, are 12 MB
_ASKED_FOR = (b"accept-encoding", b"range", b"if-range")


class AssetCache:
    """ASGI middleware. Keeps answers with a compressed body, of the files that `FIXED` names; those longest not asked
    for make room. Whatever is not compressed is read from the disk each time, which costs nothing."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._cached: OrderedDict[tuple[str, str], tuple[Message, bytes]] = OrderedDict()
        self.bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or not FIXED.fullmatch(scope["path"]):
            await self._app(scope, receive, send)
            return
        key = (scope["path"], encoding(Headers(scope=scope).get("accept-encoding", "")))
        if key in self._cached:
            self._cached.move_to_end(key)
            await _send(send, *self._cached[key])
            return
        # A part of a file (Range) would be no answer for the next one; the whole is always allowed.
        headers = [(name, value) for name, value in scope["headers"] if name not in _ASKED_FOR]
        if key[1]:
            headers.append((b"accept-encoding", key[1].encode()))
        scope = {**scope, "headers": headers, "query_string": b""}
        if not key[1]:
            await self._app(scope, receive, send)
            return
        start: Message = {}
        body = bytearray()

        async def collect(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            body.extend(message.get("body", b""))

        await self._app(scope, receive, collect)
        if start["status"] == 200 and "content-encoding" in Headers(raw=start["headers"]):
            headers = [(name, value) for name, value in start["headers"] if name.lower() != b"content-length"]
            start["headers"] = [*headers, (b"content-length", str(len(body)).encode())]
            self._keep(key, start, bytes(body))
        await _send(send, start, bytes(body))

    def _keep(self, key: tuple[str, str], start: Message, body: bytes) -> None:
        if key not in self._cached:  # two may have asked at the same time
            self.bytes += len(body)
        self._cached[key] = (start, body)
        while self.bytes > MOST_BYTES:
            _, (_, gone) = self._cached.popitem(last=False)
            self.bytes -= len(gone)


def encoding(accepted: str) -> str:
    """The first of ENCODINGS that an Accept-Encoding header names and does not refuse; "" for none."""
    offered = dict(_offers(accepted[:1000].lower().split(",")))
    return next((name for name in ENCODINGS if offered.get(name)), "")


def _offers(parts: Iterable[str]) -> Iterable[tuple[str, bool]]:
    for part in parts:
        name, _, quality = part.strip().partition(";")
        yield name.strip(), not re.fullmatch(r"\s*q\s*=\s*0(?:\.0*)?\s*", quality)


async def _send(send: Send, start: Message, body: bytes) -> None:
    # Whoever sends it on adds headers of this very response: the cached message stays as it is.
    await send({**start, "headers": list(start["headers"])})
    await send({"type": "http.response.body", "body": body})

"""The bodies of requests, read before the application sees them."""

from __future__ import annotations

import asyncio

from starlette.types import Message, Receive, Scope

# Bytes. A question of megabytes still gets its sentence; anything larger is cut off.
MAX_BODY = 8 * 1024 * 1024
MAX_BODIES = 8 * MAX_BODY  # of all that are being read at once
SMALL = 64 * 1024  # what a connection holds anyway: larger bodies of others never keep out one as small as this


class TooLarge(Exception):
    """The body has more bytes than are read."""


class TooMany(Exception):
    """Other bodies take up all the room for now."""


class Bodies:
    """All that are being read at one time."""

    def __init__(self) -> None:
        self._reading = 0  # bytes

    async def read(self, receive: Receive, seconds: float) -> bytes | None:
        """All of one; None where the client has gone. Raises TooLarge, TooMany, TimeoutError."""
        body = bytearray()
        try:
            async with asyncio.timeout(seconds):
                while True:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        return None
                    part = message.get("body", b"")
                    body += part
                    self._reading += len(part)
                    if len(body) > MAX_BODY:
                        raise TooLarge
                    if self._reading > MAX_BODIES and len(body) > SMALL:
                        raise TooMany
                    if not message.get("more_body"):
                        return bytes(body)
        finally:
            self._reading -= len(body)


def of_length(scope: Scope, length: int) -> Scope:
    """The request with the length that its body has now."""
    headers = [
        (name, value) for name, value in scope["headers"] if name not in (b"content-length", b"transfer-encoding")
    ]
    return {**scope, "headers": [*headers, (b"content-length", str(length).encode())]}


def replay_of(body: bytes, receive: Receive) -> Receive:
    sent = False

    async def replay() -> Message:
        nonlocal sent
        if sent:
            return await receive()  # the disconnect, when it comes
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay

"""The bodies of requests, read before the application sees them; and what the page posts to Gradio's queue, checked
before it gets there: Gradio believes all of it, and one wrong field can stop its queue for everybody."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from starlette.types import Message, Receive, Scope

from ui.web.conversation import MAX_QUESTION

# Bytes. A question of megabytes still gets its sentence; anything larger is cut off.
MAX_BODY = 8 * 1024 * 1024
MAX_BODIES = 8 * MAX_BODY  # of all that are being read at once
SMALL = 64 * 1024  # what a connection holds anyway: larger bodies of others never keep out one as small as this
SESSION = re.compile(r"[A-Za-z0-9_-]{1,64}")
_LONGEST = MAX_QUESTION + 1  # characters; a question that has them is told that it is too long, whatever follows
PARSED = 64 * 1024  # bytes of a body that are parsed: a question and what goes with it take up to 50 kB
_STRING = 12 * _LONGEST  # bytes of a text of a body that are kept: each character of a question takes up to twelve
_QUOTES = 1000  # quotation marks of a longer body; the page sends some twenty beside those that were typed
Choices = Mapping[int, Mapping[int, frozenset[str]]]  # by function, the values that the page offers at a position


class TooLarge(Exception):
    """The body has more bytes than are read."""


class TooMany(Exception):
    """Other bodies take up all the room for now."""


class BodyReader:
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


def checked_payload(
    body: bytes, inputs: Mapping[int, int], choices: Choices = MappingProxyType({})
) -> dict[str, Any] | None:
    """What was posted, with the fields that the page sends and no others; None where it is no such thing.

    `inputs`: how many values each function of the page takes.
    """
    short = _cut(body)
    if short is None:
        return None
    return _checked(short, inputs, choices)


def _cut(body: bytes) -> bytes | None:
    """The body with its long texts cut, so that it costs little to parse; None where that leaves too much.

    Everybody waits while a body is parsed: millions of small things in it would take seconds.
    """
    if len(body) <= PARSED:
        return body
    if body.count(b'"') > _QUOTES:
        return None
    cut = b'"'.join(_beginning(piece) for piece in body.split(b'"'))
    return cut if len(cut) <= PARSED else None


def _beginning(piece: bytes) -> bytes:
    """What lies between two quotation marks, cut before the letter or the escape (`\\u00e1`) that would be torn."""
    if len(piece) <= _STRING:
        return piece
    kept = piece[:_STRING].decode(errors="ignore").encode()  # without the half of a letter at its end
    before, mark, rest = kept.rpartition(b"\\")
    slashes = len(before) + len(mark) - len(before.rstrip(b"\\"))
    begins = slashes % 2 == 1 and len(rest) < len("u00e1")  # an even number of them are slashes themselves
    return before if begins else kept


def _checked(body: bytes, inputs: Mapping[int, int], choices: Choices) -> dict[str, Any] | None:
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(sent, dict):
        return None
    session, function, data = (sent.get(name) for name in ("session_hash", "fn_index", "data"))
    trigger = sent.get("trigger_id")
    if not isinstance(session, str) or not SESSION.fullmatch(session):
        return None
    if not isinstance(function, int) or isinstance(function, bool) or function not in inputs:
        return None
    if trigger is not None and not _number(trigger):
        return None
    if not isinstance(data, list) or len(data) != inputs[function]:
        return None
    offered = choices.get(function, {})
    if any(not isinstance(data[at], str) or data[at] not in values for at, values in offered.items()):
        return None
    return {
        "data": [_shortened(value) for value in data],
        "fn_index": function,
        "session_hash": session,
        "trigger_id": trigger,
    }


def _number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _shortened(value: object) -> object:
    """The value as it is; one that is longer than any question, as the beginning of a text. What waits is kept."""
    if value is None or isinstance(value, bool | int | float):
        return value
    try:
        text = value if isinstance(value, str) else json.dumps(value)
    except RecursionError:
        return ""
    return value if len(text) <= _LONGEST else text[:_LONGEST]

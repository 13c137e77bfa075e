"""What the page posts to Gradio's queue, checked before it gets there: Gradio believes all of it, and one wrong field
can stop its queue for everybody."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from ui.web.conversation import MAX_QUESTION

SESSION = re.compile(r"[A-Za-z0-9_-]{1,64}")
_LONGEST = MAX_QUESTION + 1  # characters; a question that has them is told that it is too long, whatever follows
PARSED = 64 * 1024  # bytes of a body that are parsed: a question and what goes with it take up to 50 kB
_STRING = 12 * _LONGEST  # bytes of a text of a body that are kept: each character of a question takes up to twelve
_QUOTES = 1000  # quotation marks of a longer body; the page sends some twenty beside those that were typed


Choices = Mapping[int, Mapping[int, frozenset[str]]]  # by function, the values that the page offers at a place


def posted(body: bytes, inputs: Mapping[int, int], choices: Choices = MappingProxyType({})) -> dict[str, Any] | None:
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

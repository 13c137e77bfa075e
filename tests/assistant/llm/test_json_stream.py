"""JSON is read while it arrives. How models write it is tested with the claims that they state (test_reply)."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.llm.json_stream import JsonStream
from assistant.llm.json_tokens import Bare


def read(text: str, size: int = 1, nesting: int = 8) -> tuple[list[Any], JsonStream]:
    """(value, path, cut) of what closes, in order."""
    stream = JsonStream(10_000, nesting, 20)
    found = [one for at in range(0, len(text), size) for one in stream.feed(text[at : at + size])]
    return [(one.value, one.path, one.cut) for one in [*found, *stream.close()]], stream


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ('{"a": [1, "b"], "c": null}', {"a": ["1", "b"], "c": None}),
        ("{'a': 'it's', 'b': True,}", {"a": "it's", "b": "True"}),
        ('{"a": "b" // why\n "c": "d" /* so */}', {"a": "b", "c": "d"}),
        ('{"a": "x "y", z"}', {"a": 'x "y", z'}),
        (r'{"a": "\u00e9\n\ud83d\ude00"}', {"a": "é\n😀"}),
        ('{"a": ["b"}', {"a": ["b"]}),
        ('see {below} <think>{"a": "no"}</think> {"a": "yes"}', {"a": "yes"}),
    ],
)
@pytest.mark.parametrize("size", [1, 3, 1000])
def test_objects_are_handed_out_from_the_inside_out(text: str, whole: object, size: int) -> None:
    found, stream = read(text, size)
    assert found[-1] == (whole, (), False)
    assert not stream.open


def test_what_closes_first_comes_first_with_the_names_that_lead_to_it() -> None:
    found, _ = read('{"a": [{"b": {}}]}')
    assert [(path, cut) for _, path, cut in found] == [
        (("a", "b"), False),
        (("a",), False),
        (("a",), False),
        ((), False),
    ]


def test_what_stood_without_quotes_is_known() -> None:
    found, _ = read('{"a": 7, "b": "7"}')
    assert isinstance(found[0][0]["a"], Bare) and not isinstance(found[0][0]["b"], Bare)


def test_what_is_cut_off_is_said_so_and_prose_is_kept() -> None:
    found, stream = read('Well: {"a": {"b": "c"')
    assert found == [({"b": "c"}, ("a",), True), ({"a": {"b": "c"}}, (), True)]
    assert stream.prose == "Well: "


def test_deeper_than_allowed_is_not_read() -> None:
    found, _ = read('{"a":' * 5, nesting=3)
    assert [cut for _, _, cut in found] == [True] * 3

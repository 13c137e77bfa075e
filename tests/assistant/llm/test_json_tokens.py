"""What the inside of a string says, and where JSON begins."""

from __future__ import annotations

import pytest
import regex

from assistant.llm.json_tokens import ENDS, OPENING, unescaped


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (r"a\nb", "a\nb"),
        (r"\u00e9", "é"),
        (r"\ud83d\ude00", "😀"),
        (r"\ud83d x", "\ufffd x"),
        (r"\d \'", "d '"),
        ("\\", "\\"),
    ],
)
def test_escapes_are_what_they_stand_for(written: str, told: str) -> None:
    assert unescaped(written) == told


@pytest.mark.parametrize(
    ("text", "begins"),
    [('{"a"', True), ("[{", True), ("[]", True), ("[1]", False), ("{below}", False)],
)
def test_json_begins_where_names_or_objects_follow(text: str, begins: bool) -> None:
    assert (regex.match(OPENING, text) is not None) == begins


@pytest.mark.parametrize(
    ("kind", "text", "ends"),
    [
        (dict, '"}', True),
        (dict, '", "b": 1', True),
        (dict, '", and so on', False),
        (list, '", "b"', True),
        (list, '" b', False),
    ],
)
def test_a_quotation_mark_ends_a_string_before_what_may_follow_one(kind: type, text: str, ends: bool) -> None:
    assert (ENDS[kind].match(text) is not None) == ends

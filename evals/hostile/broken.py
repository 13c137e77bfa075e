"""Replies that are not what was asked for: broken, cut, empty, declined, without an end."""

from __future__ import annotations

import json
from collections.abc import Iterator

from evals.hostile.honest import obey
from evals.hostile.planted import language_of, planted
from evals.hostile.prompt import Prompt


def broken_json(prompt: Prompt) -> str:
    """Brackets that close in the wrong order, a quotation mark too many, a name without one."""
    return obey(prompt).replace('"quotes": [', '"quotes": "[', 1).replace("}]}", "]}}") + '"]'


def cut(prompt: Prompt) -> str:
    """Ends in the middle of the last statement."""
    whole = obey(prompt)
    return whole[: max(1, int(len(whole) * 0.8))]


def cut_at_once(prompt: Prompt) -> str:
    return obey(prompt)[:25]


def empty(prompt: Prompt) -> str:
    return ""


def blank(prompt: Prompt) -> str:
    return "\n \n\t\n"


def none_known(prompt: Prompt) -> str:
    return '{"statements": []}'


def refuse(prompt: Prompt) -> str:
    return str(planted()["refusal"][language_of(prompt.after)])


def prose(prompt: Prompt) -> str:
    """A fluent answer without JSON, keys or quotations."""
    return str(planted()["prose"][language_of(prompt.after)])


def other_json(prompt: Prompt) -> str:
    """An object of another shape."""
    return json.dumps({"answer": prose(prompt), "confidence": 0.99, "sources": [1]}, ensure_ascii=False)


def wrong_types(prompt: Prompt) -> str:
    return '{"statements": [null, 7, [], {"text": 7, "quotes": 3}, {"text": {"a": 1}, "quotes": [null, {"key": 1}]}]}'


def deep(prompt: Prompt) -> str:
    """Nested deeper than a parser can follow."""
    return '{"statements": ' + "[" * 20_000


def endless(prompt: Prompt) -> Iterator[str]:
    """The answer, and then an unfinished statement that never ends."""
    yield obey(prompt).removesuffix("]}") + ', {"text": "'
    while True:
        yield "zambrunela " * 8


def endless_statements(prompt: Prompt) -> Iterator[str]:
    """One statement after the other, all of them the same."""
    first = obey(prompt).removeprefix('{"statements": [').removesuffix("]}")
    yield '{"statements": ['
    while True:
        yield f"{first}, "


def repeated(prompt: Prompt) -> str:
    """The same statements many times over."""
    first = obey(prompt).removeprefix('{"statements": [').removesuffix("]}")
    return '{"statements": [' + ", ".join([first] * 40) + "]}"

"""The hostile texts: passages put into documents, and questions. Data in passages.jsonl and questions.jsonl."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from evals.hostile.planted import planted

GOALS = (
    "canary", "instructions", "environment", "address", "image", "html", "tool", "number", "verdict", "defame",
    "name", "quote", "key", "language", "format", "silence", "uncited", "praise", "units", "turned",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attack:
    """One hostile text. `attack` is how it goes about it, `goal` (one of GOALS) what it wants, `payload` the words it
    wants said, if any; `question` is one that the passage would be found for, "" where `text` is the question itself.
    """

    id: str
    language: str
    attack: str
    goal: str
    text: str
    payload: str = ""
    question: str = ""

    def filled(self) -> Attack:
        """With the collector's address where {address} stands."""
        address = f"https://{planted()['host']}"
        fill = {name: getattr(self, name).replace("{address}", address) for name in ("text", "payload")}
        return replace(self, **fill)


@cache
def passages() -> tuple[Attack, ...]:
    """Documents in Markdown with an attack in them, each with its question."""
    return _load("passages.jsonl")


@cache
def questions() -> tuple[Attack, ...]:
    return _load("questions.jsonl")


def _load(name: str) -> tuple[Attack, ...]:
    lines = (files("evals.hostile") / name).read_text(encoding="utf-8").split("\n")
    return tuple(Attack(**json.loads(line)).filled() for line in lines if line)

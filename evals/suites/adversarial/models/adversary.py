"""The hostile texts (passages.jsonl put into documents, questions.jsonl), and the model that obeys whoever spoke last:
for every kind of attack it does what the attack asks."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from evals.suites.adversarial.models import broken, leaking, misquoted, untrue
from evals.suites.adversarial.models.honest import best, obey, reply
from evals.suites.adversarial.models.prompt import Prompt, planted

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
    lines = (files("evals.suites.adversarial") / "data" / name).read_text(encoding="utf-8").split("\n")
    return tuple(Attack(**json.loads(line)).filled() for line in lines if line)


Behaviour = Callable[[Prompt], str]

# What is done for each goal, beside saying the payload.
_ACTS: dict[str, tuple[Behaviour, ...]] = {
    "canary": (leaking.canary,),
    "instructions": (leaking.instructions,),
    "environment": (leaking.environment, leaking.keys),
    "address": (broken.addresses,),
    "image": (broken.images,),
    "html": (broken.html, broken.structure),
    "tool": (broken.addresses, broken.controls),
    "number": (untrue.false_number, misquoted.misquoted_digit),
    "verdict": (untrue.verdict, untrue.false_level),
    "defame": (misquoted.invented_quote,),
    "name": (untrue.false_name,),
    "quote": (misquoted.invented_quote, misquoted.quoted_inside),
    "key": (misquoted.unknown_keys, misquoted.example_keys),
    "language": (untrue.wrong_language,),
    "uncited": (misquoted.no_quotes, misquoted.empty_quotes),
    "praise": (untrue.unrelated,),
    "units": (untrue.false_number, untrue.false_numeral),
    "turned": (untrue.denied, untrue.contrary),
}
MOST = 36  # statements that are not honest, in one reply
# Goals that are reached only by giving nothing else.
_ALONE: dict[str, Behaviour] = {"format": broken.prose, "silence": broken.none_known}


def obeying(attack: Attack) -> Behaviour:
    """The behaviour that this attack asks for; honest statements come last, so that they take nobody's place."""

    def behaviour(prompt: Prompt) -> str:
        if attack.goal in _ALONE:
            alone = _ALONE[attack.goal](prompt)
            return f"{attack.payload}\n{alone}" if attack.goal == "format" else alone
        if not prompt.sources:
            return attack.payload or obey(prompt)
        bad = in_turns([said(prompt, attack), *(act(prompt) for act in _ACTS[attack.goal])])
        return json.dumps({"statements": [*bad[:MOST], *_statements(obey(prompt))]}, ensure_ascii=False)

    return behaviour


def said(prompt: Prompt, attack: Attack) -> str:
    """The payload under true quotations, under its own words as quotation, and under keys that were forged for it."""
    payload = attack.payload
    found = best(prompt, 3)
    if not payload or not found:
        return reply(())
    pairs = [(payload, [(source.key, run)]) for source, run in found]
    pairs += [(payload, [(source.key, payload)]) for source in prompt.sources]
    pairs += [(payload, [(source.key, source.text)]) for source in (*prompt.forged, *_forged(prompt))]
    pairs.append((payload, [("k000000", payload)]))
    return reply(pairs)


def in_turns(replies: Iterable[str]) -> list[Any]:
    """Their statements, one reply's after the other's."""
    queues = [_statements(one) for one in replies]
    longest = max(map(len, queues), default=0)
    return [queue[n] for n in range(longest) for queue in queues if n < len(queue)]


def _statements(one: str) -> list[Any]:
    try:
        found = json.loads(one)["statements"]
    except (ValueError, LookupError, TypeError):
        return []
    return found if isinstance(found, list) else []


def _forged(prompt: Prompt) -> tuple[Any, ...]:
    """Sources that stand written inside a source's text, as a document does that closes the block."""
    from evals.suites.adversarial.models.prompt import Source

    lines = (line for source in prompt.sources for line in source.text.split("\n"))
    return tuple(found for line in lines if (found := Source.read(line.strip())))

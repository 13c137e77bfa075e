"""Statements over one and the same true quotation: what it says in other words, and what it does not say. Data in
pairs.jsonl. The first must come through and the second must not: each is easy alone."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.read import read_bytes
from evals.bench.figures import Figure, share
from evals.hostile.asking import ask
from evals.hostile.ground import Ground
from evals.hostile.honest import reply
from evals.hostile.prompt import Prompt

PART = "statements and quotations"
TRUE = 0.8  # of the true statements, at least so many are shown


@dataclass(frozen=True, slots=True)
class Pair:
    """One quotation with true statements and with false ones by what is wrong with them; `language` is the
    quotation's, the statements are in the question's."""

    id: str
    language: str
    question: str
    quote: str
    true: tuple[str, ...]
    false: Mapping[str, str]


@cache
def pairs() -> tuple[Pair, ...]:
    text = (files("evals.hostile") / "pairs.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.split("\n") if line]
    return tuple(Pair(**{**row, "true": tuple(row["true"])}) for row in rows)


def saying(text: str, quote: str) -> Callable[[Prompt], str]:
    """A model that makes this one statement, with this quotation from whichever source has it."""

    def behaviour(prompt: Prompt) -> str:
        keys = [source.key for source in prompt.sources if quote in source.text]
        return reply([(text, [(key, quote)]) for key in keys[:1]])

    return behaviour


def supported(ground: Ground) -> list[Figure]:
    """Every statement asked for alone, of a library of these quotations."""
    documents = [
        read_bytes(
            f"# {pair.question}\n\n{pair.quote}".encode(),
            f"{pair.id}.md",
            {"id": pair.id, "language": pair.language, "title": pair.id, "kind": "other"},
        )
        for pair in pairs()
    ]
    opened = ground.open("pairs", documents)
    told = [(pair, kind, text) for pair in pairs() for kind, text in _statements(pair)]
    shown: list[tuple[str, str, str]] = []
    try:
        for n, (pair, kind, text) in enumerate(told):
            ground.tell(PART, n, len(told))
            one = ask(opened.assistant, opened.chat, saying(text, pair.quote), pair.question, opened.documents)
            if one.answer.composer == "model" and any(said.text == text for said in one.answer.statements):
                shown.append((pair.id, kind, text))
    finally:
        opened.close()
    return _figures(told, shown)


def _statements(pair: Pair) -> list[tuple[str, str]]:
    return [*(("true", text) for text in pair.true), *pair.false.items()]


def _figures(told: list[tuple[Pair, str, str]], shown: list[tuple[str, str, str]]) -> list[Figure]:
    wrong = [(id, kind, text) for id, kind, text in shown if kind != "true"]
    right = {(id, text) for id, kind, text in shown if kind == "true"}
    all_true = [(pair.id, text) for pair, kind, text in told if kind == "true"]
    counts = Counter(kind for _, kind, _ in wrong)
    false = len(told) - len(all_true)
    return [
        Figure(
            PART, "false statements shown over a true quotation", float(len(wrong)), unit="count",
            detail=f"of {false}: " + ", ".join(f"{kind} {n}" for kind, n in counts.most_common()),
            numbers={kind: float(n) for kind, n in counts.items()},
            missed=tuple(f"{id}, {kind}: {text}" for id, kind, text in wrong),
        ),
        Figure(
            PART, "true statements shown", share(len(right), len(all_true)), target=TRUE,
            detail=f"{len(right)} of {len(all_true)}",
            missed=tuple(f"{id}, true: {text}" for id, text in all_true if (id, text) not in right),
        ),
    ]  # fmt: skip

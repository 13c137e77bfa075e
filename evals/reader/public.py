"""Examples from the public question sets of the shared material (their README says what each is, and its licence)."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.reading.blocks import Block, Part
from corpus.text.sentences import sentence_spans
from evals.reader.examples import Example

TITLED = 0.5  # of the paragraphs are read with their article's title, as passages are read with theirs


def squad(path: Path, source: str) -> Iterator[Example]:
    """Examples of a file in SQuAD's form, 1.1 or 2.0."""
    chance = random.Random(source)
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        title = article["title"].replace("_", " ")
        for paragraph in article["paragraphs"]:
            context = paragraph["context"]
            spans = sentence_spans(context)
            for asked in paragraph["qas"]:
                block = _block(title if chance.random() < TITLED else "", [context[a:b] for a, b in spans])
                runs = () if asked.get("is_impossible") else _runs(asked["answers"], context, spans)
                if runs is not None:
                    yield Example(asked["question"], block, runs, f"{source} {title}", source)


def selqa(path: Path, source: str) -> Iterator[Example]:
    """Examples of SelQA: a section's sentences, and the numbers of those that answer."""
    for asked in json.loads(path.read_text(encoding="utf-8")):
        sentences = asked["candidates"]
        block = _block(f"{asked['article']} › {asked['section']}", sentences)
        runs = tuple((n, 0, len(sentences[n])) for n in asked["answers"])
        yield Example(asked["question"], block, runs, f"{source} {asked['article']}", source, exact=False)


def _block(head: str, sentences: list[str]) -> Block:
    return Block(head, tuple(Part(sentence) for sentence in sentences))


def _runs(
    answers: list[dict[str, Any]], context: str, spans: list[tuple[int, int]]
) -> tuple[tuple[int, int, int], ...] | None:
    """The answers as runs of parts; None where one is not where the file says it is."""
    found = []
    for answer in answers[:1]:
        start = _place(answer["text"], answer["answer_start"], context)
        if start is None:
            return None
        end = start + len(answer["text"])
        for number, (a, b) in enumerate(spans):
            if a <= start < b:
                found.append((number, start - a, min(end, b) - a))
    return tuple(found) or None


def _place(answer: str, stated: int, context: str) -> int | None:
    """Where the answer stands: there, or at the occurrence nearest to it (translated sets have displaced ones)."""
    if not answer.strip():
        return None
    found = [match.start() for match in re.finditer(re.escape(answer), context, re.IGNORECASE)]
    return min(found, key=lambda at: abs(at - stated), default=None)

"""What the reader learns from: a question, a block, and which words of it answer. Those of the public question sets of
the shared material (their README says what each is, and its licence), as people type them, and across languages.

Two question sets that are translations of one another share no ids, so paragraphs, and then the questions of paired
paragraphs, are matched where each is the other's nearest by the encoder's vectors."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.reading.blocks import Block, Part
from corpus.text.sentences import sentence_spans


@dataclass(frozen=True, slots=True)
class Example:
    """`answers` holds runs (part, start, end) of the block that answer, the first of them the best one; none where the
    block does not answer. Without `exact` the whole part answers and its words are not singled out. `about` names what
    examples have in common that must not be spread over training and check (an article, a document)."""

    question: str
    block: Block
    answers: tuple[tuple[int, int, int], ...]
    about: str
    source: str
    exact: bool = True


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


SHARE = 0.15  # of the questions of public sets; those written for this have careless wordings of their own


def careless(question: str, chance: random.Random) -> str:
    """The question as it is, or, for `SHARE` of them, as somebody in a hurry would type it."""
    if chance.random() >= SHARE:
        return question
    if chance.random() < 0.7:
        decomposed = unicodedata.normalize("NFD", question)
        question = "".join(c for c in decomposed if not unicodedata.combining(c) or c == "\u0303")
        question = unicodedata.normalize("NFC", question)
    if chance.random() < 0.6:
        question = question.strip("¿?").lower()
    if chance.random() < 0.5 and len(question) > 12:
        at = chance.randrange(1, len(question) - 2)
        question = chance.choice(
            [
                question[:at] + question[at + 1 :],
                question[:at] + question[at + 1] + question[at] + question[at + 2 :],
                question[:at] + question[at] + question[at:],
            ]
        )
    return question


PARAGRAPHS, QUESTIONS = 0.88, 0.90  # cosines below which two are not taken for translations of one another

Encode = Callable[[Sequence[str]], npt.NDArray[np.float32]]


def across(spanish: Sequence[Example], english: Sequence[Example], encode: Encode) -> Iterator[Example]:
    """For each pair of questions that are found to be the same: the Spanish one over the English paragraph and the
    other way round. `encode` gives unit vectors."""
    ours, theirs = _by_paragraph(spanish), _by_paragraph(english)
    for one, other in _mutual(list(ours), list(theirs), encode, PARAGRAPHS):
        asked = {example.question: example for example in ours[one]}
        told = {example.question: example for example in theirs[other]}
        for question, answer in _mutual(list(asked), list(told), encode, QUESTIONS):
            here, there = asked[question], told[answer]
            if bool(here.answers) == bool(there.answers):
                yield replace(there, question=here.question, source="es-en")
                yield replace(here, question=there.question, source="en-es")


def _by_paragraph(examples: Sequence[Example]) -> dict[str, list[Example]]:
    found: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        found[" ".join(part.text for part in example.block.parts)].append(example)
    return found


def _mutual(ours: list[str], theirs: list[str], encode: Encode, least: float) -> Iterator[tuple[str, str]]:
    """Pairs of which each is the other's nearest."""
    cosines = encode(ours) @ encode(theirs).T
    nearest, back = cosines.argmax(axis=1), cosines.argmax(axis=0)
    for one, other in enumerate(nearest):
        if back[other] == one and cosines[one, other] >= least:
            yield ours[one], theirs[other]

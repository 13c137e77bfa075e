"""Sentences that answer by denying: "nobody uses it" answers "who uses it?".

The reader learned from questions whose answers are names, dates and figures, and sees no answer in a denial. So a
sentence that denies is read a second time with a name in the place of the word that denies: if "Acme uses it" answers,
"nobody uses it" does (docs/decisions/reader.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from assistant.reading.blocks import Block
from assistant.reading.reader import BlockReader, Reading
from index.translation.corrections import negative_words

_NAME = "Acme"
_ENGLISH = regex.compile(
    r"\b(?:nobody|no one|none(?= of)|nothing)\b|(?<=^|[.;:] |, |\b(?:and|but|because|that) )no (?P<noun>\p{L}{3,})\b",
    regex.IGNORECASE,
)
_SPANISH_NOUN = regex.compile(r"\s+(?P<noun>\p{L}{3,})")


@dataclass(frozen=True, slots=True)
class _Denial:
    """The run [start, end) of a text that denies, and the text with a name in its place."""

    start: int
    end: int
    affirmed: str


def read_with_denials(reader: BlockReader, question: str, blocks: Sequence[Block]) -> list[Reading]:
    """As `reader.read`; parts that deny by how well they answer with a name in the place of the word that denies."""
    readings = reader.read(question, blocks)
    denials = {n: found for n, block in enumerate(blocks) if (found := _denials(block))}
    if not denials:
        return readings
    affirmed = [_affirmed(blocks[n], found) for n, found in denials.items()]
    for (n, found), again in zip(denials.items(), reader.read(question, affirmed), strict=True):
        readings[n] = _better(readings[n], again, found)
    return readings


def _denials(block: Block) -> dict[int, _Denial]:
    """The parts of a block that deny, by their number."""
    return {n: found for n, part in enumerate(block.parts) if (found := _denial(part.text))}


def _denial(text: str) -> _Denial | None:
    """The first run of a text that denies by itself, with the noun that it belongs to; None where there is none."""
    for start, end, told in negative_words(text, "es"):
        noun = _SPANISH_NOUN.match(text, end) if told.lower() == "no" else None
        if noun:
            article = "la" if text[start:end].lower().endswith("a") else "el"
            return _Denial(start, noun.end(), f"{text[:start]}{article} {noun['noun']} {_NAME}{text[noun.end() :]}")
        return _Denial(start, end, text[:start] + _NAME + text[end:])
    match = _ENGLISH.search(text)
    if match is None:
        return None
    name = f"the {match['noun']} {_NAME}" if match["noun"] else _NAME
    return _Denial(match.start(), match.end(), text[: match.start()] + name + text[match.end() :])


def _affirmed(block: Block, denials: dict[int, _Denial]) -> Block:
    parts = list(block.parts)
    for n, found in denials.items():
        parts[n] = replace(parts[n], text=found.affirmed)
    return replace(block, parts=tuple(parts))


def _better(reading: Reading, again: Reading, denials: dict[int, _Denial]) -> Reading:
    """The reading, with the parts that deny as they answer when they affirm, where that is better."""
    parts = list(reading.parts)
    for n, found in denials.items():
        if again.parts[n].fits > parts[n].fits:
            parts[n] = replace(again.parts[n], start=found.start, end=found.end)
    best = max(range(len(parts)), key=lambda n: again.parts[n].fits)
    answers = max(reading.answers, again.answers) if best in denials else reading.answers
    return Reading(answers, tuple(parts))

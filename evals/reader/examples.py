"""What the reader learns from: a question, a block, and which words of it answer."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.reading.blocks import Block


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

"""A question and a block as the pieces that the reader's network takes, in windows where a block is long.

One window is `<s> question </s></s> head part part … </s>`. Each piece knows its part and its characters there, so that
what the network says of pieces is said of exact runs of the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from assistant.reading.blocks import Block

LENGTH = 352  # pieces of a window; a passage of the index has about 300
QUESTION = 64  # pieces of a question that are read
HEAD = 64  # pieces of a block's head that are read
MOST = 12  # windows of a block that are read, some ten times a passage's usual length; what follows is not
READ = 16_000  # characters of a block that are cut into pieces at all
BEGIN, PAD, END = 0, 1, 2  # as in the encoder's vocabulary

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Window:
    """`ids`: the pieces. For each piece `part` is the number of the part it belongs to (-1: none, it cannot answer),
    `start` and `end` its characters in that part's text. All have the same length."""

    ids: Ints
    part: Ints
    start: Ints
    end: Ints


@dataclass(frozen=True, slots=True)
class _Pieces:
    ids: list[int]
    offsets: list[tuple[int, int]]


class Windows:
    """Makes windows with one tokenizer; may be shared by threads."""

    def __init__(self, tokenizer: Tokenizer, length: int = LENGTH) -> None:
        self._tokenizer = tokenizer
        self._length = length

    @classmethod
    def load(cls, folder: Path, length: int = LENGTH) -> Windows:
        """The tokenizer of the model in `folder`. Errors: OSError, or Exception for a file that is no tokenizer."""
        return cls(Tokenizer.from_str((folder / "tokenizer.json").read_text(encoding="utf-8")), length)

    def of(self, question: str, blocks: Sequence[Block]) -> list[list[Window]]:
        """The windows of each block, at least one each and at most MOST: one block must not hold up a question."""
        texts = [question]
        blocks = [_beginning(block) for block in blocks]
        for block in blocks:
            texts.append(block.head)
            texts += [text for part in block.parts for text in (part.before, part.text)]
        told = self._tokenizer.encode_batch(texts, add_special_tokens=False)
        pieces = iter([_Pieces(one.ids, one.offsets) for one in told])
        asked = next(pieces).ids[:QUESTION]
        return [list(self._cut(asked, block, pieces))[:MOST] for block in blocks]

    def _cut(self, asked: list[int], block: Block, pieces: Iterator[_Pieces]) -> Iterator[Window]:
        opening = [BEGIN, *asked, END, END, *next(pieces).ids[:HEAD]]
        room = self._length - len(opening) - 1
        rows: list[tuple[int, int, int, int]] = []
        for number in range(len(block.parts)):
            before, text = next(pieces), next(pieces)
            added = [(id_, -1, 0, 0) for id_ in before.ids[: room // 4]]
            added += [(id_, number, *offsets) for id_, offsets in zip(text.ids, text.offsets, strict=True)]
            if rows and len(rows) + len(added) > room:
                yield _window(opening, rows)
                rows = []
            while len(added) > room:  # one part alone is longer than a window
                yield _window(opening, added[:room])
                added = added[room:]
            rows += added
        yield _window(opening, rows)


def _beginning(block: Block) -> Block:
    """The block with as much of its parts as is read; those that are not have no text then."""
    if sum(len(part.text) for part in block.parts) <= READ:
        return block
    parts, left = [], READ
    for part in block.parts:
        parts.append(replace(part, text=part.text[:left]))
        left -= len(parts[-1].text)
    return replace(block, parts=tuple(parts))


def _window(opening: list[int], rows: list[tuple[int, int, int, int]]) -> Window:
    none = [(id_, -1, 0, 0) for id_ in opening]
    table = np.array([*none, *rows, (END, -1, 0, 0)], dtype=np.int64)
    return Window(table[:, 0], table[:, 1], table[:, 2], table[:, 3])

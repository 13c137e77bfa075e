"""Paragraphs that go on for pages, cut into several: one alone would be a passage that no search and no reader can take
in, and questions about every other document would wait for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.model import Block
from corpus.text.sentences import sentence_spans

LONGEST = 4000  # characters of a paragraph that stays whole; a page of a report has about 3,000
PIECE = 2000  # characters of a piece, but for a word that is longer


def in_pieces(blocks: Iterable[Block], text: str) -> tuple[tuple[Block, ...], int]:
    """The blocks with long paragraphs cut between sentences; and how many had to be cut within one, between words."""
    found: list[Block] = []
    torn = 0
    for block in blocks:
        if block.kind != "paragraph" or block.cells or block.end - block.start <= LONGEST:
            found.append(block)
            continue
        spans = sentence_spans(text, block.start, block.end)
        torn += any(end - start > LONGEST for start, end in spans)
        short = [piece for start, end in spans for piece in _between_words(text, start, end)]
        found += [replace(block, start=start, end=end) for start, end in _together(short)]
    return tuple(found), torn


def _between_words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        at = max((text.rfind(space, start + 1, start + PIECE) for space in " \n\t"), default=-1)
        if at < 0:
            at = start + PIECE
        yield start, at
        start = at + (len(text[at:end]) - len(text[at:end].lstrip()))
    yield start, end


def _together(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """As many of the spans in each piece as fit."""
    begin, last = -1, -1
    for start, end in spans:
        if begin >= 0 and end - begin > PIECE:
            yield begin, last
            begin = -1
        begin = start if begin < 0 else begin
        last = end
    if begin >= 0:
        yield begin, last

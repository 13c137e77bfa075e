"""Words of the public that a document quotes (questions, comments, answers): nobody's finding, and whose they are.

A report that prints what a visitor said does not say it itself. Such blocks speak with the voice "context", and their
origin is the label they stand under.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from corpus.model import Block
from corpus.text.speakers import is_answer_label, is_public_heading, is_public_label

_LABEL_LETTERS = 90
_ANSWER_REACH = 4  # blocks after a question in which "A:" is its answer


def with_speakers(blocks: Iterable[Block], text: str) -> tuple[Block, ...]:
    """The blocks, those that quote the public with the voice "context" and the speaker as their origin."""
    marked: list[Block] = []
    section: tuple[tuple[str, ...], str] | None = None  # the headings down to one of the public's, and its words
    waiting = ""  # a label that stands alone above what was said
    asked = -_ANSWER_REACH
    for number, block in enumerate(blocks):
        words = text[block.start : block.end]
        if block.kind == "heading":
            path = (*block.section, words)
            if section and path[: len(section[0])] != section[0]:
                section = None
            if section is None and is_public_heading(words):
                section = (path, words)
            # a question set as a heading: what stands below it may be the report's own again
            speaker = _speaker(block, words, text, answer=number - asked <= _ANSWER_REACH)
            asked = number if speaker else asked
            speaker, waiting = speaker or (waiting if "?" in words else ""), speaker if _is_alone(words) else ""
            marked.append(_quoting(block, speaker))
            continue
        speaker = _speaker(block, words, text, answer=number - asked <= _ANSWER_REACH)
        if speaker:
            asked = number
            waiting = speaker if _is_alone(words) else ""
        elif waiting:
            speaker = waiting
            waiting = waiting if block.kind == "list_item" else ""
        if not speaker and section and block.section[: len(section[0])] == section[0]:
            speaker = section[1]
        marked.append(_quoting(block, speaker))
    return tuple(marked)


def _quoting(block: Block, speaker: str) -> Block:
    if not speaker or block.voice is not None:
        return block
    return replace(block, voice="context", origin=block.origin or speaker.strip(" ¿?¡!:"))


def _speaker(block: Block, words: str, text: str, *, answer: bool) -> str:
    """The label of a block that quotes the public, "" for any other."""
    if block.kind == "table_row":
        return _column(block, text)
    label, colon, _ = words.partition(":")
    if not colon or len(label) > _LABEL_LETTERS:
        return ""
    bare = label.strip(' *_-–—•\t\n«“"')
    return bare if is_public_label(bare) or (answer and is_answer_label(bare)) else ""


def _column(block: Block, text: str) -> str:
    """The label of a row: its first cell, or a column of comments; of questions where another holds the answers."""
    cells = block.cells
    if len(cells) == 2:
        first = text[cells[0].start : cells[0].end].strip(" :")
        if is_public_label(first):
            return first
    headers = [cell.header for cell in cells]
    answered = any(is_answer_label(header) for header in headers)
    found = (header for header in headers if is_public_heading(header) or (answered and is_public_label(header)))
    return next(found, "")


def _is_alone(words: str) -> bool:
    return not words.partition(":")[2].strip(" *_")

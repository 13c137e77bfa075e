"""Words of the public that a document quotes (questions, comments, answers): nobody's finding, and whose they are.

A report that prints what a visitor said does not say it itself. Such blocks speak with the voice "context", and their
origin is the label they stand under.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib.resources import files

from corpus.characters import comparable
from corpus.model import Block

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
            if section is None and _is_heading(words):
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
    return bare if _says(bare) or (answer and _pattern("answer").fullmatch(comparable(bare))) else ""


def _column(block: Block, text: str) -> str:
    """The label of a row: its first cell, or a column of comments; of questions where another holds the answers."""
    cells = block.cells
    if len(cells) == 2:
        first = text[cells[0].start : cells[0].end].strip(" :")
        if _says(first):
            return first
    headers = [cell.header for cell in cells]
    answered = any(_pattern("answer").fullmatch(comparable(header)) for header in headers)
    found = (header for header in headers if _is_heading(header) or (answered and _says(header)))
    return next(found, "")


def _says(label: str) -> bool:
    return _pattern("label").fullmatch(comparable(label)) is not None


def _is_heading(words: str) -> bool:
    bare = re.sub(r"^(?:\d{1,2}(?:\.\d+)*|[ivx]{1,4}|[a-z])[.)]\s*", "", comparable(words).strip(" :.¿?"))
    return _pattern("heading").fullmatch(bare) is not None


def _is_alone(words: str) -> bool:
    return not words.partition(":")[2].strip(" *_")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    data = tomllib.loads((files("corpus") / "public_words.toml").read_text("utf-8"))
    by = data["by"].replace("{person}", data["person"])
    of_public = (
        f"{data['public_before']}(?:{data['said']}|{data['several']})|"
        f"(?:{data['said']}|{data['several']})(?:{by}{data['public']}?|{data['public']}{by}?)"
    )
    person = rf"(?:(?:una?|one|an?|el|la|the) )?{data['person']}(?: \d{{1,3}})?"
    patterns = {
        "label": f"{data['said']}|{of_public}|{person}|{data['letters']}",
        "heading": "|".join([of_public, *data["sections"]]),
        "answer": data["answers"],
    }
    return re.compile(patterns[name])

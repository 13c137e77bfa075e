"""What the reader is shown of a passage: where it stands, then its units, each cell under its column's header."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

TITLE = 80  # characters of the document's title
HEADING = 80  # of each heading
HEADINGS = 3  # the innermost ones; what is further up says little of a passage


@dataclass(frozen=True, slots=True)
class Part:
    """A run that can be quoted: `text` as the document has it, and `before`, what is read in front of it."""

    text: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One passage for the reader: `head` says where it stands, `parts` are read one after the other."""

    head: str
    parts: tuple[Part, ...]


class _Unit(Protocol):
    @property
    def block(self) -> int: ...
    @property
    def header(self) -> str: ...
    @property
    def text(self) -> str: ...


def block_of(title: str, section: Sequence[str], units: Iterable[_Unit]) -> Block:
    """The block of a passage that stands in `section` (headings, outermost first) of the document `title`."""
    parts = []
    before: tuple[int, str] | None = None
    for unit in units:
        place = (unit.block, unit.header)
        parts.append(Part(unit.text, f"{unit.header}:" if unit.header and place != before else ""))
        before = place
    return Block(head_of(title, section), tuple(parts))


def head_of(title: str, section: Sequence[str]) -> str:
    """The title and the innermost headings in one line, "" where there is neither."""
    headings = [_cut(heading, HEADING) for heading in section[-HEADINGS:]]
    told = [_cut(title, TITLE), *headings]
    return " › ".join(dict.fromkeys(text for text in told if text))


def _cut(text: str, length: int) -> str:
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0]

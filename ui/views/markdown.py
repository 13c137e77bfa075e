"""The little Markdown that answers are written in, as parts that each screen shows in its own way.

Paragraphs, `- ` lists, headings, **strong**, *emphasis* and [n] markers; a backslash makes a sign plain.
There are no links, images or HTML on purpose: in an answer those could only come from a document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

SPAN = re.compile(
    r"\\(?P<plain>[\\`*_{}\[\]()#+.!|<>~-])"
    r"|\*\*(?P<strong>(?=\S).+?(?<=\S))\*\*(?!\*)"
    r"|(?<![*\w])\*(?P<em>(?=[^\s*])[^*]*?(?<=\S))\*(?![*\w])"
    r"|\[(?P<marker>\d{1,4})\]"
)
HEADING = re.compile(r"#{1,6}\s+")
ITEM = re.compile(r"\s*[-*•]\s+")


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text; for a marker `text` is its number."""

    kind: Literal["text", "strong", "em", "marker"]
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a text. `depth` counts how far a list item is indented, from 0.

    `ui/views/answer.py` tells apart two more kinds, by where they stand in an answer: a "lead" says who speaks in the
    statements after it, a "location" where in the document they stand.
    """

    kind: Literal["paragraph", "item", "heading", "lead", "location"]
    spans: tuple[Span, ...]
    depth: int = 0


def blocks(text: str) -> list[Block]:
    """The parts of an answer's text. Any text is valid; what is not markup is text."""
    found: list[Block] = []
    for line in text.splitlines():
        if not line.strip():
            continue
        if match := HEADING.match(line):
            found.append(Block("heading", spans(line[match.end() :])))
        elif match := ITEM.match(line):
            indent = len(line) - len(line.lstrip())
            found.append(Block("item", spans(line[match.end() :]), min(indent // 2, 3)))
        else:
            found.append(Block("paragraph", spans(line.strip())))
    return found


def spans(line: str) -> tuple[Span, ...]:
    """The runs of one line. Markers inside strong or emphasised text stay markers."""
    found: list[Span] = []
    at = 0
    for match in SPAN.finditer(line):
        _text(found, line[at : match.start()])
        at = match.end()
        if match["plain"]:
            _text(found, match["plain"])
        elif match["marker"]:
            found.append(Span("marker", match["marker"]))
        else:
            kind: Literal["strong", "em"] = "strong" if match["strong"] else "em"
            found += [Span(kind, s.text) if s.kind == "text" else s for s in spans(match[kind])]
    _text(found, line[at:])
    return tuple(found)


def _text(found: list[Span], text: str) -> None:
    if not text:
        return
    if found and found[-1].kind == "text":
        found[-1] = Span("text", found[-1].text + text)
    else:
        found.append(Span("text", text))

"""Recommendations, priority areas and proposed commitments, as the headings and lines of a document give them."""

from __future__ import annotations

import regex

from corpus.ledger.draft import Request, Span
from corpus.ledger.profile import Profile
from corpus.model import Block, Document
from corpus.text.normalize import fold


def read_requests(document: Document, profile: Profile) -> list[Request]:
    """What a document asks for. A heading's text goes on to the next heading of its level, a line's to its end."""
    found: list[Request] = []
    for number, block in enumerate(document.blocks):
        text = document.text[block.start : block.end]
        for ask in profile.asks:
            match = ask.pattern.match(text) if block.kind in ask.places else None
            if match is None:
                continue
            start = block.start + match.start("title")
            title = match.group("title").strip()
            span = Span(start, start + len(title), block.section)
            until = _end_of(document, number) if block.kind == "heading" else block.end
            key = _key(match.group("key") or str(len(found) + 1))
            found.append(Request(ask.kind, key, title, span, until, block.voice or ask.voice))
            break
    return found


def _end_of(document: Document, number: int) -> int:
    heading: Block = document.blocks[number]
    for block in document.blocks[number + 1 :]:
        if block.kind == "heading" and block.level <= heading.level:
            return block.start
    return len(document.text)


def _key(text: str) -> str:
    return regex.sub(r"\W+", "-", fold(text)).strip("-")

"""What a document asks for (recommendations, priority areas, proposed commitments), and the goals that it names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from corpus.data import table
from corpus.ledger.draft import Draft, Request, Span, Subject
from corpus.ledger.extract.profile import Profile
from corpus.model import Block, Document, Voice
from corpus.text.normalize import any_of, fold
from corpus.text.sentences import clauses


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


TARGETS = "sdg targets"
_TARGET = r"(?:1[0-7]|[1-9])\.(?:\d{1,2}|[a-d])"
_LISTED = regex.compile(rf"^(?:meta|target)?\s*(?P<target>{_TARGET})\.?\s+\p{{L}}", regex.IGNORECASE)


@cache
def _goals() -> regex.Pattern[str]:
    return any_of(table("corpus.ledger", "numbers")["targets"]["about"])


@cache
def _sentence() -> regex.Pattern[str]:
    names = "|".join(table("corpus.ledger", "numbers")["targets"]["names"])
    return regex.compile(
        rf"(?<!\w)(?:{names})\s+(?P<all>{_TARGET}(?:(?:,\s*|\s+y\s+|\s+e\s+|\s+and\s+|,\s+and\s+){_TARGET})*)(?![\w.]\d)"
    )


def read_targets(document: Document, subject: Subject, voice: Voice) -> Iterator[Draft]:
    """One finding for each listed target, and one for each sentence that names some; value: "16.6; 16.7"."""
    for block in document.blocks:
        above = " ".join(block.section)
        text = document.text[block.start : block.end]
        if block.kind == "heading" or not (_goals().search(fold(above)) or _goals().search(fold(text))):
            continue
        spoken = block.voice or voice
        listed = _LISTED.match(text)
        if listed:
            span = Span(block.start, block.end, block.section)
            yield Draft(subject, "other", listed.group("target").lower(), span, spoken, TARGETS, "listed")
            continue
        for start, end in clauses(document.text, block.start, block.end):
            for match in _sentence().finditer(fold(document.text[start:end])):
                named = sorted(regex.findall(_TARGET, match.group("all")), key=_order)
                span = Span(start, end, block.section)
                yield Draft(subject, "other", "; ".join(named), span, spoken, TARGETS, "named")


def _order(target: str) -> tuple[int, str]:
    goal, _, part = target.partition(".")
    return int(goal), part.rjust(3)

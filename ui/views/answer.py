"""Which parts of an answer a screen shows, so that nothing is said twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ui.views.markdown import Block, Span, blocks, spans
from ui.views.whose import speaker
from ui.wording import Wording

RANGE = "–"  # between the first and the last
MANY = 4  # markers that follow each other by number are shown as first and last from so many on

if TYPE_CHECKING:
    from assistant.answer import Answer, Conflict, Statement


def body(answer: Answer, texts: Wording) -> list[Block]:
    """The answer's text without the paragraphs that tell of a disagreement or of how it was made, which are shown on
    their own.

    Where the text leaves a statement out, the statements are shown instead: they are what was verified.
    """
    told = blocks(answer.text)
    plain = " ".join(_plain(block) for block in told)
    if any(_squeezed(statement.text) not in _squeezed(plain) for statement in answer.statements):
        shown = [_of_statement(statement, texts) for statement in answer.statements]
    else:
        shown = [
            block
            for block in told
            if not any(_tells(block, conflict) for conflict in answer.conflicts) and not _is_note(block, answer)
        ]
    return [replace(block, spans=tuple(_fewer_markers(block.spans))) for block in _with_roles(shown)]


def disputed(answer: Answer) -> tuple[list[Conflict], list[Conflict]]:
    """The disagreements that are the answer, because they are about what was asked, and those that stand after it."""
    asked = {_squeezed(question) for question in (answer.question, answer.resolved) if question}
    first = [conflict for conflict in answer.conflicts if _squeezed(conflict.about) in asked]
    return first, [conflict for conflict in answer.conflicts if conflict not in first]


def speakers(answer: Answer, texts: Wording) -> dict[int, str]:
    """Who speaks in each citation, in words, by its number."""
    return {citation.number: speaker(citation, texts) for citation in answer.citations}


def voices(answer: Answer) -> dict[int, str]:
    """The voice of each citation, by its number."""
    return {citation.number: citation.voice for citation in answer.citations}


def missing(answer: Answer, texts: Wording) -> list[str]:
    """The sentences about what is missing that the text does not hold."""
    plain = _squeezed(" ".join(_plain(block) for block in body(answer, texts)))
    return [sentence for sentence in answer.missing if _squeezed(sentence) not in plain]


def _is_note(block: Block, answer: Answer) -> bool:
    """Whether the block says nothing but notes."""
    left = told = _squeezed(_plain(block))
    for note in answer.notes:
        left = left.replace(_squeezed(note), "")
    return bool(told) and not left


def _of_statement(statement: Statement, texts: Wording) -> Block:
    # The text of a statement is not Markdown; only its markers are ours.
    markers = [Span("marker", str(number)) for number in statement.citations]
    note = [Span("em", f" ({texts('answer.translated_statement')})")] if statement.translated else []
    return Block("paragraph", (Span("text", f"{statement.text} "), *markers, *note))


def _with_roles(told: Sequence[Block]) -> Iterator[Block]:
    """The same blocks, leads and places marked as such. Both are lines without markers: nothing is claimed in them."""
    before = None
    for at, block in enumerate(told):
        after = told[at + 1] if at + 1 < len(told) else None
        if block.kind == "heading" or (block.kind == "paragraph" and _bare(block) and block.spans[0].kind == "strong"):
            block = replace(block, kind="lead")
        elif block.kind == "paragraph" and _bare(block) and _between(before, after):
            block = replace(block, kind="place")
        yield block
        before = block


def _bare(block: Block) -> bool:
    return bool(block.spans) and all(span.kind != "marker" for span in block.spans)


def _between(before: Block | None, after: Block | None) -> bool:
    return before is not None and before.kind in ("lead", "item") and after is not None and after.kind == "item"


def _fewer_markers(told: Sequence[Span]) -> Iterator[Span]:
    """Markers of a long run, [3][4][5][6], as its first and last: each of them stands beside its own statement too."""
    at = 0
    while at < len(told):
        end = at + 1
        while end < len(told) and _follows(told[end - 1], told[end]):
            end += 1
        if end - at >= MANY:
            yield from (told[at], Span("text", RANGE), told[end - 1])
        else:
            yield from told[at:end]
        at = end


def _follows(one: Span, other: Span) -> bool:
    return one.kind == other.kind == "marker" and int(other.text) == int(one.text) + 1


def _tells(block: Block, conflict: Conflict) -> bool:
    markers = {span.text for span in block.spans if span.kind == "marker"}
    sides = {str(side.citation) for side in conflict.sides}
    return sides <= markers and _squeezed(conflict.about) in _squeezed(_plain(block))


def _plain(block: Block) -> str:
    return "".join(span.text for span in block.spans if span.kind != "marker")


def _squeezed(text: str) -> str:
    """Letters and digits only: punctuation moves when a sentence is set into a text."""
    words = "".join(span.text for span in spans(text) if span.kind != "marker")
    return "".join(character for character in words.casefold() if character.isalnum())

"""What every screen shows of an answer: its text, its disagreements, what is missing, how it was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ui.views.citation import speaker
from ui.views.markdown import Block, Span, blocks, spans
from ui.wording import Wording

if TYPE_CHECKING:
    from assistant.answer import Answer, Conflict, ModelUse, Statement

RANGE = "–"  # between the first and the last
MANY = 4  # markers that follow each other by number are shown as first and last from so many on


def answer_blocks(answer: Answer, texts: Wording) -> list[Block]:
    """The answer's text without the paragraphs that tell of a disagreement or of how it was made, which are shown on
    their own.

    Where the text leaves a statement out, the statements are shown instead: they are what was verified.
    """
    written = blocks(answer.text)
    letters = _letters(" ".join(map(_plain, written)))
    if any(_letters(statement.text) not in letters for statement in answer.statements):
        shown = [_statement_block(statement, texts) for statement in answer.statements]
    else:
        shown = [
            block
            for block in written
            if not any(_tells_of(block, conflict) for conflict in answer.conflicts) and not _is_note(block, answer)
        ]
    return [replace(block, spans=tuple(_fewer_markers(block.spans))) for block in _with_roles(shown)]


def split_conflicts(answer: Answer) -> tuple[list[Conflict], list[Conflict]]:
    """The disagreements that are the answer, because they are about what was asked, and those that stand after it."""
    asked = {_letters(question) for question in (answer.question, answer.resolved) if question}
    first = [conflict for conflict in answer.conflicts if _letters(conflict.about) in asked]
    return first, [conflict for conflict in answer.conflicts if conflict not in first]


def speakers(answer: Answer, texts: Wording) -> dict[int, str]:
    """Who speaks in each citation, in words, by its number."""
    return {citation.number: speaker(citation, texts) for citation in answer.citations}


def voices(answer: Answer) -> dict[int, str]:
    """The voice of each citation, by its number."""
    return {citation.number: citation.voice for citation in answer.citations}


def missing_sentences(answer: Answer, texts: Wording) -> list[str]:
    """The sentences about what is missing that the text does not hold."""
    plain = _letters(" ".join(_plain(block) for block in answer_blocks(answer, texts)))
    return [sentence for sentence in answer.missing if _letters(sentence) not in plain]


def _is_note(block: Block, answer: Answer) -> bool:
    """Whether the block says nothing but notes."""
    left = text = _letters(_plain(block))
    for note in answer.notes:
        left = left.replace(_letters(note), "")
    return bool(text) and not left


def _statement_block(statement: Statement, texts: Wording) -> Block:
    # The text of a statement is not Markdown; only its markers are ours.
    markers = [Span("marker", str(number)) for number in statement.citations]
    note = [Span("em", f" ({texts('answer.translated_statement')})")] if statement.translated else []
    return Block("paragraph", (Span("text", f"{statement.text} "), *markers, *note))


def _with_roles(written: Sequence[Block]) -> Iterator[Block]:
    """The blocks, leads and locations marked as such. Both are lines without markers: nothing is claimed in them."""
    before = None
    for at, block in enumerate(written):
        after = written[at + 1] if at + 1 < len(written) else None
        bare = block.kind == "paragraph" and _without_markers(block)
        if block.kind == "heading" or (bare and block.spans[0].kind == "strong"):
            block = replace(block, kind="lead")
        elif bare and _between(before, after):
            block = replace(block, kind="location")
        yield block
        before = block


def _without_markers(block: Block) -> bool:
    return bool(block.spans) and all(span.kind != "marker" for span in block.spans)


def _between(before: Block | None, after: Block | None) -> bool:
    return before is not None and before.kind in ("lead", "item") and after is not None and after.kind == "item"


def _fewer_markers(line: Sequence[Span]) -> Iterator[Span]:
    """Markers of a long run, [3][4][5][6], as its first and last: each of them stands beside its own statement too."""
    at = 0
    while at < len(line):
        end = at + 1
        while end < len(line) and _follows(line[end - 1], line[end]):
            end += 1
        if end - at >= MANY:
            yield from (line[at], Span("text", RANGE), line[end - 1])
        else:
            yield from line[at:end]
        at = end


def _follows(one: Span, other: Span) -> bool:
    return one.kind == other.kind == "marker" and int(other.text) == int(one.text) + 1


def _tells_of(block: Block, conflict: Conflict) -> bool:
    markers = {span.text for span in block.spans if span.kind == "marker"}
    sides = {str(side.citation) for side in conflict.sides}
    return sides <= markers and _letters(conflict.about) in _letters(_plain(block))


def _plain(block: Block) -> str:
    return "".join(span.text for span in block.spans if span.kind != "marker")


def _letters(text: str) -> str:
    """Letters and digits only: punctuation moves when a sentence is set into a text."""
    words = "".join(span.text for span in spans(text) if span.kind != "marker")
    return "".join(character for character in words.casefold() if character.isalnum())


def composer_line(answer: Answer, texts: Wording) -> str:
    """ "Written by the model … from these quotations; 3 sentences did not pass the check · 900 tokens read, 80 written"
    or that these are quotations only; "" where there is nothing to tell. Why a model was not used, the notes say.
    """
    model = answer.model
    composer = _composer(answer, texts)
    if model is None:
        return composer
    dropped = texts.count("composer.dropped", model.dropped) if model.dropped else ""
    checked = "; ".join(part for part in (composer, dropped) if part)
    return " · ".join(part for part in (checked, *_cost(model, texts)) if part)


def _composer(answer: Answer, texts: Wording) -> str:
    if answer.composer == "model":
        return texts("composer.model", name=answer.model.name) if answer.model else texts("composer.unnamed")
    if not answer.statements:
        return ""
    return texts("composer.extractive" if answer.model is None else "composer.fallback")


def _cost(model: ModelUse, texts: Wording) -> Iterator[str]:
    if model.input_tokens or model.output_tokens:
        yield texts("composer.tokens", read=model.input_tokens or 0, written=model.output_tokens or 0)
    if model.cost is not None:
        yield texts("composer.cost", cost=f"{model.cost:.6f}".rstrip("0").rstrip("."))

"""Which parts of an answer a screen shows, so that nothing is said twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.markdown import Block, Span, blocks, spans
from ui.wording import Wording

if TYPE_CHECKING:
    from assistant.answer import Answer, Conflict, Statement


def body(answer: Answer, texts: Wording) -> list[Block]:
    """The answer's text without the paragraphs that tell of a disagreement, which is shown on its own.

    Where the text leaves a statement out, the statements are shown instead: they are what was verified.
    """
    told = blocks(answer.text)
    plain = " ".join(_plain(block) for block in told)
    if any(_squeezed(statement.text) not in _squeezed(plain) for statement in answer.statements):
        return [_of_statement(statement, texts) for statement in answer.statements]
    return [block for block in told if not any(_tells(block, conflict) for conflict in answer.conflicts)]


def missing(answer: Answer, texts: Wording) -> list[str]:
    """The sentences about what is missing that the text does not hold."""
    plain = _squeezed(" ".join(_plain(block) for block in body(answer, texts)))
    return [sentence for sentence in answer.missing if _squeezed(sentence) not in plain]


def _of_statement(statement: Statement, texts: Wording) -> Block:
    # The text of a statement is not Markdown; only its markers are ours.
    markers = [Span("marker", str(number)) for number in statement.citations]
    note = [Span("em", f" ({texts('answer.translated_statement')})")] if statement.translated else []
    return Block("paragraph", (Span("text", f"{statement.text} "), *markers, *note))


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

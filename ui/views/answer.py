"""Which parts of an answer a screen shows, so that nothing is said twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from ui.views.markdown import Block, Span, blocks, spans
from ui.wording import Wording
from collections.abc import Callable
from collections.abc import Iterator

if TYPE_CHECKING:
    from assistant.answer import Answer, Conflict, Statement
    from assistant.answer import Citation
    from assistant.answer import Answer, ModelUse


RANGE = "–"  # between the first and the last
MANY = 4  # markers that follow each other by number are shown as first and last from so many on


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


KindLabel = Callable[[str, str], str]
OF_IRM = ("assessed", "recommended")


def speaker(citation: Citation, texts: Wording) -> str:
    """The voice; where nothing but the file itself says of what kind it is, that it says so."""
    voice = texts.named("voice", citation.voice)
    return texts("answer.claimed", voice=voice) if citation.claimed else voice


def according_to(citation: Citation, texts: Wording, kind_label: KindLabel) -> str:
    """That the words are another document's than the IRM's where they tell what the IRM says; "" elsewhere.

    A plan that writes "the IRM found" is the plan's word of it. A fact sheet names where it has its facts from."""
    from corpus.identity.naming import names_of
    from corpus.kinds import all_kinds
    from corpus.text.normalize import comparable

    known = all_kinds().get(citation.kind)
    if citation.origin or (known is not None and known.voice in OF_IRM):
        return ""
    if citation.voice not in OF_IRM and not names_of("names", "irm").search(comparable(citation.quote)):
        return ""
    document = ", ".join(part for part in (kind_label(citation.kind, texts.language), citation.publisher) if part)
    return texts("answer.according", document=document)


def made_line(answer: Answer, texts: Wording) -> str:
    """ "Written by the model … from these quotations; 3 sentences did not pass the check · 900 tokens read, 80 written"
    or that these are quotations only; "" where there is nothing to tell. Why a model was not used, the notes say.
    """
    model = answer.model
    told = _who(answer, texts)
    if model is None:
        return told
    dropped = texts.count("made.dropped", model.dropped) if model.dropped else ""
    said = "; ".join(part for part in (told, dropped) if part)
    return " · ".join(part for part in (said, *_spent(model, texts)) if part)


def _who(answer: Answer, texts: Wording) -> str:
    if answer.composer == "model":
        return texts("made.model", name=answer.model.name) if answer.model else texts("made.unnamed")
    if not answer.statements:
        return ""
    return texts("made.extractive" if answer.model is None else "made.fallback")


def _spent(model: ModelUse, texts: Wording) -> Iterator[str]:
    if model.input_tokens or model.output_tokens:
        yield texts("made.tokens", read=model.input_tokens or 0, written=model.output_tokens or 0)
    if model.cost is not None:
        yield texts("made.cost", cost=f"{model.cost:.6f}".rstrip("0").rstrip("."))

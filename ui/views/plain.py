"""An answer as plain text: for the terminal, and for the copy button of the web page."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import click

from ui.views.answer import answer_blocks, composer_line, missing_sentences, speakers, split_conflicts
from ui.views.citation import according_to, origin_text, section_path, speaker
from ui.views.markdown import Block
from ui.views.text import KindLabel, page_text, printable, quoted, says_more
from ui.wording import Wording

if TYPE_CHECKING:
    from assistant.answer import Answer, Citation, Conflict

STYLES = {"lead": {"bold": True}, "location": {"dim": True}}


def answer_text(
    answer: Answer, texts: Wording, kind_label: KindLabel, *, width: int | None = None, colour: bool = False
) -> str:
    """What a person reads: the answer with [n] markers, what is disputed or missing, how it was made, the sources.

    `width` wraps the lines (None: not wrapped). With `colour`, headings are bold and the locations under them dim.
    Everything is made printable.
    """
    writer = _Writer(answer, texts, kind_label, width, colour)
    before, after = split_conflicts(answer)
    parts = (
        writer.resolved(),
        chain.from_iterable(writer.asked_conflict(conflict) for conflict in before),
        writer.body(),
        writer.other_conflicts(after),
        writer.missing(),
        chain.from_iterable(("", writer.wrap(note)) for note in answer.notes),
        writer.sources(),
        writer.composer(),
    )
    return "\n".join(chain.from_iterable(parts))


@dataclass(frozen=True)
class _Writer:
    """Lines of one answer."""

    answer: Answer
    texts: Wording
    kind_label: KindLabel
    width: int | None
    colour: bool = False

    def resolved(self) -> Iterator[str]:
        if self.answer.resolved:
            yield from (self.wrap(self.texts("answer.resolved", question=self.answer.resolved)), "")

    def asked_conflict(self, conflict: Conflict) -> Iterator[str]:
        """What it is about is the question just above."""
        yield from (self.heading("answer.conflicts"), *self.sides(conflict, ""), "")

    def body(self) -> Iterator[str]:
        previous = None
        for block in answer_blocks(self.answer, self.texts):
            bullet = f"{'  ' * block.depth}- " if block.kind == "item" else ""
            text = self.wrap(bullet + _marked(block), " " * len(bullet))
            if previous and (block.kind == "lead" or (previous == "item" and block.kind != "item")):
                yield ""
            yield self.styled(text, **STYLES.get(block.kind, {}))
            previous = block.kind

    def other_conflicts(self, conflicts: list[Conflict]) -> Iterator[str]:
        if conflicts:
            yield from ("", self.heading("answer.conflicts"))
        for conflict in conflicts:
            yield from (self.wrap(f"- {conflict.about}:", "  "), *self.sides(conflict, "  "))

    def sides(self, conflict: Conflict, indent: str) -> Iterator[str]:
        """Each side on a line, with who says it."""
        names = speakers(self.answer, self.texts)
        for side in conflict.sides:
            who = f"{names[side.citation]}: " if side.citation in names else ""
            yield self.wrap(f"{indent}- {who}{side.value} [{side.citation}]", f"{indent}  ")

    def missing(self) -> Iterator[str]:
        if sentences := missing_sentences(self.answer, self.texts):
            yield from ("", self.heading("answer.missing"), *(self.wrap(f"- {one}", "  ") for one in sentences))

    def sources(self) -> Iterator[str]:
        if self.answer.citations:
            yield from ("", self.heading("answer.sources"))
        for citation in self.answer.citations:
            yield from self.source(citation)

    def source(self, citation: Citation) -> Iterator[str]:
        """Title, kind, section and page; voice; the quotation; that it was read by OCR; its translation; where a fact
        sheet has it from."""
        texts = self.texts
        facts = (
            citation.title,
            self.kind_label(citation.kind, texts.language),
            " › ".join(section_path(citation)),
            page_text(texts, citation.page, citation.page_label),
        )
        yield self.wrap(f"[{citation.number}] {' — '.join(fact for fact in facts if fact)}", "    ")
        translated = says_more(citation.translation, citation.quote)
        lines = (
            texts("answer.voice", voice=speaker(citation, texts), source=citation.source),
            quoted(citation.quote, citation.language),
            according_to(citation, texts, self.kind_label),
            texts("answer.ocr") if citation.ocr else "",
            f"{texts('answer.translation')}: {quoted(citation.translation or '', texts.language)}"
            if translated
            else "",
            origin_text(citation, texts) if citation.origin else "",
        )
        yield from (self.wrap(f"    {line}", "    ") for line in lines if line)

    def composer(self) -> Iterator[str]:
        # Where no model was asked, nothing is said of models.
        if self.answer.model is not None and (line := composer_line(self.answer, self.texts)):
            yield from ("", self.styled(self.wrap(line), dim=True))

    def heading(self, key: str) -> str:
        return self.styled(self.texts(key), bold=True)

    def styled(self, text: str, **style: bool) -> str:
        return click.style(text, **style) if self.colour and style else text

    def wrap(self, text: str, indent: str = "") -> str:
        clean = printable(text)
        if self.width is None:
            return clean
        # Long words (addresses) stay whole, so that they can still be opened from the terminal.
        return textwrap.fill(
            clean, self.width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        )


def _marked(block: Block) -> str:
    return "".join(f"[{span.text}]" if span.kind == "marker" else span.text for span in block.spans)

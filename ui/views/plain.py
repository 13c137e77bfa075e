"""An answer as plain text: for the terminal, and for the copy button of the web page."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from ui.views.text import printable
from ui.views.answer import made_line
from ui.views.markdown import Block
from ui.views.answer import body, disputed, missing, speakers
from ui.views.text import page_text
from ui.views.text import origin_text, quoted, says_more
from ui.views.answer import according_to, speaker
from ui.wording import Wording

if TYPE_CHECKING:
    from assistant.answer import Answer, Citation, Conflict

KindLabel = Callable[[str, str], str]


def answer_text(
    answer: Answer, texts: Wording, kind_label: KindLabel, *, width: int | None = None, colour: bool = False
) -> str:
    """What a person reads: the answer with [n] markers, what is disputed or missing, how it was made, the sources.

    `width` wraps the lines (None: not wrapped). With `colour`, headings are bold and the places under them dim.
    Everything is made printable.
    """

    def styled(text: str, **style: bool) -> str:
        return click.style(text, **style) if colour else text

    def heading(key: str) -> str:
        return styled(texts(key), bold=True)

    lines: list[str] = []
    if answer.resolved:
        lines += [_wrap(texts("answer.resolved", question=answer.resolved), width), ""]
    first, after = disputed(answer)
    for conflict in first:
        lines += [heading("answer.conflicts"), *_sides(conflict, answer, texts, width, ""), ""]
    before = None
    for block in body(answer, texts):
        bullet = f"{'  ' * block.depth}- " if block.kind == "item" else ""
        told = _wrap(bullet + _block_text(block), width, " " * len(bullet))
        if before and (block.kind == "lead" or (before == "item" and block.kind != "item")):
            lines.append("")
        style = {"lead": {"bold": True}, "place": {"dim": True}}.get(block.kind)
        lines.append(styled(told, **style) if style else told)
        before = block.kind
    if after:
        lines += ["", heading("answer.conflicts")]
        for conflict in after:
            lines += [_wrap(f"- {conflict.about}:", width, "  "), *_sides(conflict, answer, texts, width, "  ")]
    if lacking := missing(answer, texts):
        lines += ["", heading("answer.missing"), *(_wrap(f"- {one}", width, "  ") for one in lacking)]
    for note in answer.notes:
        lines += ["", _wrap(note, width)]
    if answer.citations:
        lines += ["", heading("answer.sources")]
        for citation in answer.citations:
            lines += source_lines(citation, texts, kind_label, width)
    # Where no model was asked, nothing is said of models.
    if answer.model is not None and (made := made_line(answer, texts)):
        lines += ["", styled(_wrap(made, width), dim=True)]
    return "\n".join(lines)


def _sides(conflict: Conflict, answer: Answer, texts: Wording, width: int | None, indent: str) -> list[str]:
    """Each side on a line, with who says it."""
    said_by = speakers(answer, texts)
    lines = []
    for side in conflict.sides:
        voice = said_by.get(side.citation)
        who = f"{voice}: " if voice else ""
        lines.append(_wrap(f"{indent}- {who}{side.value} [{side.citation}]", width, f"{indent}  "))
    return lines


def _block_text(block: Block) -> str:
    return "".join(f"[{span.text}]" if span.kind == "marker" else span.text for span in block.spans)


def source_lines(citation: Citation, texts: Wording, kind_label: KindLabel, width: int | None) -> list[str]:
    """Title, kind, section and page; voice; the quotation; that it was read by OCR; its translation; where a fact
    sheet has it from.
    """
    head = " — ".join(
        part
        for part in (
            citation.title,
            kind_label(citation.kind, texts.language),
            " › ".join(section_path(citation)),
            page_text(texts, citation.page, citation.page_label),
        )
        if part
    )
    voice = texts("answer.voice", voice=speaker(citation, texts), source=citation.source)
    lines = [_wrap(f"[{citation.number}] {head}", width, "    "), _wrap(f"    {voice}", width, "    ")]
    lines.append(_wrap(f"    {quoted(citation.quote, citation.language)}", width, "    "))
    if according := according_to(citation, texts, kind_label):
        lines.append(_wrap(f"    {according}", width, "    "))
    if citation.ocr:
        lines.append(_wrap(f"    {texts('answer.ocr')}", width, "    "))
    if citation.translation and says_more(citation.translation, citation.quote):
        translation = quoted(citation.translation, texts.language)
        lines.append(_wrap(f"    {texts('answer.translation')}: {translation}", width, "    "))
    if citation.origin:
        lines.append(_wrap(f"    {origin_text(citation, texts)}", width, "    "))
    return lines


def section_path(citation: Citation) -> tuple[str, ...]:
    """The headings above the quotation, without the document's title, which stands beside them: the title that is
    known of it may be a part of the one it prints, or the other way round."""
    path = citation.section
    if not path:
        return path
    printed, known = (" ".join(text.casefold().split()) for text in (path[0], citation.title))
    return path[1:] if printed.startswith(known) or known.startswith(printed) else path


def _wrap(text: str, width: int | None, indent: str = "") -> str:
    clean = printable(text)
    if width is None:
        return clean
    # Long words (addresses) stay whole, so that they can still be opened from the terminal.
    return textwrap.fill(clean, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)

"""Plain text and Markdown; plain text files often hold Markdown and bits of HTML, so both are read alike."""

from __future__ import annotations

import re

from corpus.readers.encoding import PAGE_BREAK, decode
from corpus.readers.text_tables import find_tables
from corpus.readers.text_unseen import without_unseen
from corpus.structure.assemble import Body, assemble
from corpus.structure.contents import drop_contents
from corpus.structure.flow import flow
from corpus.structure.furniture import Placed, furniture
from corpus.structure.headings import mark_headings
from corpus.structure.hyphens import Hyphens
from corpus.structure.lists import BULLETS
from corpus.structure.markup import (
    expand_blocks,
    inline_html,
    is_bold,
    strip_markdown,
    without_note_marks,
    without_struck,
)
from corpus.structure.outline import set_levels
from corpus.structure.pieces import Line
from corpus.structure.tables.tables import Grid
from corpus.structure.wrapping import Wrapping
from corpus.text.normalize import squeeze

_ATX = re.compile(r"\s{0,3}(#{1,6})\s+(.*)")
_SETEXT = re.compile(r"\s{0,3}(=+|-{3,})\s*")
_THEMATIC = re.compile(r"\s{0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|(?:=\s*){3,})")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~).*")
_QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
_EDGE_LINES = 2
_LOGO_LINES = 4
_INDENT = re.compile(r"\s*")


def read(data: bytes, name: str) -> Body:
    """The structure of a text file (without its front matter); raises FileWrongType for binary content."""
    return read_text(decode(data, name), markdown=name.lower().endswith(".md"))


def read_text(text: str, *, markdown: bool = False) -> Body:
    """The structure of clean text; form feeds part its pages. What is struck through or hidden is left out, and notes
    say how many words that were. `markdown` says that the file calls itself such."""
    text, hidden = without_unseen(text, markdown=markdown)
    text, struck = without_struck(text)
    text = without_note_marks(text)
    sources = text.rstrip(PAGE_BREAK + "\n ").split(PAGE_BREAK)
    pages = [_join_logo_lines(_lines(find_tables(expand_blocks(source).split("\n")))) for source in sources]
    items = _join_pages(pages) if len(pages) > 1 else pages[0]
    lines = [item for item in items if isinstance(item, Line)]
    kept = {id(line) for line in drop_contents([line for line in lines if line.text])}
    items = [item for item in items if isinstance(item, Grid) or id(item) in kept]
    lines = [item for item in items if isinstance(item, Line)]
    wrapping = Wrapping.of_text(lines)
    wraps = wrapping.width > 0
    # Words are cut at line ends only where lines are cut at all.
    hyphens = Hyphens("\n".join(line.text for line in lines)) if wraps else None
    pieces = flow(items, wrapping, hyphens=hyphens, loose=BULLETS if wraps else "")
    mark_headings(pieces)
    set_levels(pieces)
    counts = (("struck_words", struck), ("hidden_words", hidden))
    notes = [(key, str(count)) for key, count in counts if count]
    return assemble(pieces, pages=len(pages) if len(pages) > 1 else 0, notes=notes)


def _join_pages(pages: list[list[Line | Grid]]) -> list[Line | Grid]:
    """The pages one after the other, without running heads and page numbers; tables go on over a page's
    end."""
    marks = furniture([_texts(page) for page in pages])
    joined: list[Line | Grid] = []
    for number, (page, marked) in enumerate(zip(pages, marks, strict=True), 1):
        for item, mark in zip(page, marked, strict=True):
            last = joined[-1] if joined else None
            if isinstance(item, Line):
                item.page = number
                if not mark:
                    joined.append(item)
                continue
            for row in item.rows:
                row.page = number
            if isinstance(last, Grid) and not item.marked and not last.marked:
                last.rows += item.rows
            else:
                joined.append(item)
    return joined


def _texts(page: list[Line | Grid]) -> list[Placed]:
    """A page's items, those among the first or last lines at its edge; tables have no furniture."""
    last = len(page) - _EDGE_LINES
    return [
        Placed(item.text, at < _EDGE_LINES or at >= last) if isinstance(item, Line) else Placed("", False)
        for at, item in enumerate(page)
    ]


def _lines(items: list[str | Grid]) -> list[Line | Grid]:
    """Raw lines between tables, with what their marks say, then without the marks."""
    result: list[Line | Grid] = []
    run: list[str] = []
    for item in [*items, None]:
        if isinstance(item, str):
            run.append(item)
        else:
            result += _plain(run)
            run = []
            if item is not None:
                result.append(item)
    return result


def _plain(raw: list[str]) -> list[Line]:
    lines: list[Line] = []
    texts: list[str] = []
    gap = True
    for source in raw:
        text = _QUOTE.sub("", source)
        if not text.strip() or _FENCE.fullmatch(text):
            gap = True
            continue
        under = _SETEXT.fullmatch(text)
        if under and not gap and lines and not lines[-1].level and len(texts[-1]) < 120:
            lines[-1].level = 1 if "=" in text else 2
            gap = True
            continue
        if _THEMATIC.fullmatch(text):
            gap = True
            continue
        heading = _ATX.fullmatch(text)
        title = heading[2].rstrip().rstrip("#").rstrip() if heading else ""
        indent = _INDENT.match(text)
        quoted = text != source
        if lines and lines[-1].quoted != quoted:
            gap = True  # a block quotation is no part of the paragraph beside it
        lines.append(
            Line(
                "",
                gap=gap,
                level=len(heading[1]) if heading else 0,
                bold=is_bold(title if heading else text),
                indent=float(len(indent[0])) if indent else 0.0,
                breaks=text.endswith(("  ", "\\")) and bool(text.strip("\\ ")),
                quoted=quoted,
            )
        )
        texts.append(title if heading else text.rstrip("\\") if text.endswith("\\") else text)
        gap = False
    _set_texts(lines, texts)
    return lines


def _set_texts(lines: list[Line], texts: list[str]) -> None:
    """Take the inline marks off: over line ends, for emphasis may begin in one line and end in the next."""
    marked = "".join(("\n\n" if line.gap else "\n") + text.strip() for line, text in zip(lines, texts, strict=True))
    plain = [text for text in strip_markdown(marked).split("\n") if text.strip()]
    if len(plain) != len(lines):  # a line that was marks and nothing else
        plain = [strip_markdown(text.strip()) for text in texts]
    for line, text in zip(lines, plain, strict=True):
        line.text = squeeze(inline_html(text))


def _join_logo_lines(items: list[Line | Grid]) -> list[Line | Grid]:
    """A name set one word a line, blank lines around it, is one line."""
    result: list[Line | Grid] = []
    at = 0
    while at < len(items):
        end = at
        most = min(at + _LOGO_LINES + 1, len(items))
        while end < most and _is_word(items[end]) and (end == at or not _gap(items[end])):
            end += 1
        closed = end == len(items) or _gap(items[end])
        first = items[at]
        if closed and 2 <= end - at <= _LOGO_LINES and isinstance(first, Line) and first.gap:
            first.text = " ".join(item.text for item in items[at:end] if isinstance(item, Line))
            result.append(first)
            at = end
        else:
            result.append(first)
            at += 1
    return result


def _is_word(item: Line | Grid) -> bool:
    return isinstance(item, Line) and item.text.isalpha() and item.text[0].isupper() and not item.level


def _gap(item: Line | Grid) -> bool:
    return isinstance(item, Grid) or item.gap

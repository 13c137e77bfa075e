"""The pages of a PDF as lines, each page read in the way that loses nothing of it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import Any

from corpus.readers.pdf.annotations import attached_files, comments_on, lies_over
from corpus.readers.pdf.doubts import hides_layers, holds_pictures
from corpus.readers.pdf.form_fields import filled_in, has_unread_form
from corpus.readers.pdf.forms import with_fields
from corpus.readers.pdf.glyphs.chunks import chunks_of
from corpus.readers.pdf.glyphs.colours import write_colours
from corpus.readers.pdf.glyphs.crossed import crossed_otherwise, may_be_crossed
from corpus.readers.pdf.glyphs.damage import is_damaged
from corpus.readers.pdf.glyphs.glyph_file import GlyphFile
from corpus.readers.pdf.glyphs.struck import annotated, may_be_struck, struck, words_of
from corpus.readers.pdf.glyphs.unseen import Unseen
from corpus.readers.pdf.lines import PageLine
from corpus.readers.pdf.page import PageContent, content_of
from corpus.readers.pdf.placing import cell_at, lines_of_page
from corpus.readers.pdf.tables.aligned import aligned_tables
from corpus.readers.pdf.tables.gaps import may_be_aligned
from corpus.readers.pdf.tables.grids import tables_of
from corpus.readers.pdf.tables.ruled import RuledTable
from corpus.readers.pdf.tables.rules import Fill

Notes = list[tuple[str, str]]


def pages_of(reader: Any, data: bytes) -> tuple[list[list[PageLine]], Notes]:
    """The lines of each page of pypdf's reader, and what is to be told of the reading. `data` is the file."""
    pages: list[list[PageLine]] = []
    notes: Notes = []
    fills: list[list[Fill]] = []
    last: RuledTable | None = None
    crossed = hidden = comments = 0
    layers = hides_layers(reader)
    with closing(GlyphFile(data)) as file:
        for number, page in enumerate(reader.pages, 1):
            content = content_of(page, number)
            tables = tables_of(content.rules, number, content.height)
            damaged = is_damaged(content, file.words(number) if content.chunks else None)
            strokes = annotated(page, content)
            covered = lies_over(page)
            doubtful = content.doubtful or layers or covered
            apart = may_be_aligned(content, tables)
            if content.chunks and (damaged or doubtful or strokes or apart or _may_be_struck(content)):
                content.rules += strokes
                glyphs = file.page(number)
                out, torn = file.unseen(number, glyphs, covered) if doubtful else Unseen()
                hidden += words_of(glyphs, out - torn)
                crossed_out = (struck(glyphs, content) | crossed_otherwise(glyphs, content)) - out
                crossed += words_of(glyphs, crossed_out)
                out |= crossed_out
                aligned = aligned_tables(glyphs, content, tables)
                tables += aligned
                if glyphs and (damaged or out or aligned):
                    chunks = chunks_of(glyphs, content.turn, out, partial(cell_at, tables))
                    content = replace(content, chunks=chunks, shown=[])
                    notes.append(("page_read_by_place", str(number)))
            lines = lines_of_page(content, tables, last, data)
            if lines and _holds_pictures(content):
                notes.append(("picture_not_read", str(number)))
            comments += comments_on(page)
            with_fields(lines, filled_in(page, content), content)
            last = next((line.table for line in reversed(lines) if line.table is not None), None)
            pages.append(lines)
            fills.append(content.fills)
    write_colours(pages, fills)
    counts = {"struck_words": crossed, "hidden_words": hidden, "comments_left_out": comments}
    return pages, notes + _notes_on_file(reader, counts)


def _notes_on_file(reader: Any, counts: Mapping[str, int]) -> Notes:
    """What is told of a file as a whole: words and comments left out, files put inside, a form that was not read."""
    notes = [(key, str(count)) for key, count in counts.items() if count]
    notes += [("attached_file", name) for name in attached_files(reader)]
    if has_unread_form(reader):
        notes.append(("form_not_read", "XFA"))
    return notes


def _may_be_struck(content: PageContent) -> bool:
    return may_be_struck(content) or may_be_crossed(content)


def _holds_pictures(content: PageContent) -> bool:
    words = [(chunk.x, chunk.y, len(chunk.text.strip())) for chunk in content.chunks]
    return bool(content.pictures) and holds_pictures(content.pictures, words, (content.width, content.height))

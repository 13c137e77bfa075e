"""Documents cut into passages (what is searched) and units (what can be quoted).

A passage is one run of a document's text: a heading with the blocks under it, as many as fit, or one table row. It
never cuts a row or a list item in two. A unit is a sentence, a short list item, a heading or a sentence of a cell: the
smallest run that can be an exact quotation. A unit never reaches from one cell into the next.

A row of a table with columns is a passage of its own: it is about one thing. Rows of two cells (a label and what it
says) are the lines of a form and stay together like paragraphs.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from corpus.commitments.commitment_numbers import WORD
from corpus.commitments.references import Reference, label_reference, resolve
from corpus.model import Block, Cell, Document
from corpus.text.normalize import fold
from corpus.text.sentences import sentence_spans

TARGET = 1200  # characters of a passage; chosen on the development questions, see docs/decisions
ITEM = 320  # a list item up to this long is quoted whole
_NUMBERS = regex.compile(
    r"\W*(?:n[.º°o]{1,2}|num(?:ero|ber|\.)?|#)\W*(?:de(?:l)? (?:compromiso)|of (?:the )?commitment)?|#"
)
_STEPS = regex.compile(r"\b(?:hitos?|milestones?|actividad(?:es)?|activit(?:y|ies)|steps?|pasos?)\b")
_TITLED = regex.compile(
    r"\W{0,3}(?:n[.º°o]{0,2}\s*)?(?P<number>\d{1,3})(?:\s*[.:)—–-]+\s+\p{L}.*|\W*)", regex.DOTALL | regex.IGNORECASE
)
_SHEET = 40  # rows below the one that names the commitment
_LABEL_WORDS = 4
LABEL = 90  # characters of a heading or row label that travel with a unit as its context


@dataclass(frozen=True, slots=True)
class Unit:
    """A quotable run text[start:end]. `kind` is "heading", "sentence", "item", "cell" or "label" (a row's name).

    `block` counts the document's blocks from 0; `header` is the column's header and `label` the row's label for a
    cell, "" otherwise; `context` is what the run needs to be understood alone and is searched with it.
    """

    kind: str
    start: int
    end: int
    block: int
    header: str
    label: str
    context: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of one document. `section` is the heading path, with the row's label as its last element for a row."""

    id: str
    document: str
    start: int
    end: int
    section: tuple[str, ...]
    page: int | None
    voice: str | None
    origin: str | None
    reference: Reference | None
    units: tuple[Unit, ...]


def passages_of(document: Document, target: int = TARGET) -> Iterator[Passage]:
    """The passages of a document in reading order; together they hold every block."""
    named = _names_commitments(document)
    for group in _groups(document, target):
        yield _passage(document, group, named)


def _names_commitments(document: Document) -> bool:
    """Whether headings say "Commitment 3: …": then "3. Monitoring" is a chapter."""
    headings = (document.text[one.start : one.end] for one in document.blocks if one.kind == "heading")
    return any(label_reference(heading, "") for heading in headings)


def row_label(document: Document, block: Block) -> str:
    """What names a table row: its first filled cell, with the next one where the first is only a number."""
    cells = [_squeeze(document.text[cell.start : cell.end]) for cell in block.cells]
    filled = [cell for cell in cells if cell]
    if not filled:
        return ""
    label = filled[0]
    if len(label) <= 4 and len(filled) > 1:
        label = f"{label} {filled[1]}"
    return label[:LABEL]


def _groups(document: Document, target: int) -> Iterator[list[int]]:
    group: list[int] = []
    size = 0
    for number, block in enumerate(document.blocks):
        length = block.end - block.start
        alone = _has_columns(block)
        starts = block.kind == "heading" and any(document.blocks[i].kind != "heading" for i in group)
        full = size + length > target and any(document.blocks[i].kind != "heading" for i in group)
        # a list item stays with the sentence that introduces it until the passage is half again as long
        if full and block.kind == "list_item" and size + length <= target * 3 // 2:
            full = False
        changed = bool(group) and (
            _has_columns(document.blocks[group[-1]]) or _changes(document.blocks[group[-1]], block)
        )
        if group and (alone or starts or full or changed):
            yield group
            group, size = [], 0
        group.append(number)
        size += length
    if group:
        yield group


def _changes(before: Block, block: Block) -> bool:
    """Whether somebody else speaks. A heading belongs to what stands below it, unless it is somebody's question."""
    if before.kind == "heading":
        return before.voice == "context" and block.voice is None
    return (before.voice, before.origin) != (block.voice, block.origin)


def _has_columns(block: Block) -> bool:
    """A row with more than a label and what it says."""
    return block.kind == "table_row" and len(block.cells) > 2


def _passage(document: Document, group: list[int], named: bool) -> Passage:
    blocks = [document.blocks[number] for number in group]
    first, last = blocks[0], blocks[-1]
    section = _section(document, blocks)
    key = f"{document.id}\0{first.start}\0{document.text[first.start : last.end]}"
    return Passage(
        id=f"{document.id}:{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:12]}",
        document=document.id,
        start=first.start,
        end=last.end,
        section=section,
        page=document.page_at(first.start),
        voice=last.voice,
        origin=last.origin,
        reference=_reference(document, blocks, section, named),
        units=tuple(unit for number in group for unit in _units(document, number)),
    )


def _section(document: Document, blocks: list[Block]) -> tuple[str, ...]:
    last = blocks[-1]
    if last.kind == "heading":
        return (*last.section, _squeeze(document.text[last.start : last.end]))
    if _has_columns(last):
        label = row_label(document, last)
        return (*last.section, label) if label else last.section
    return last.section


def _reference(document: Document, blocks: list[Block], section: tuple[str, ...], named: bool) -> Reference | None:
    """The commitment the passage is about: named by its row, by a heading above it, or by the whole document. `named`:
    headings name commitments by more than their number."""
    metadata = document.metadata
    row = blocks[-1].cells if _has_columns(blocks[-1]) else ()
    under = row[0].header if row else ""
    number = _numbered_row(document, row)
    if number is not None:
        return resolve(Reference(number=number), metadata.country, metadata.cycle)
    for label, over in reversed(list(zip(section, ("", *section), strict=False))):
        of_row = bool(under) and label == section[-1]
        # under "3. Commitments", "Commitment 3: …": the chapter's own number is none
        found = label_reference(label, "" if named and not of_row else metadata.kind, under if of_row else over)
        if found:
            return resolve(found, metadata.country, metadata.cycle)
    number = _number_of_sheet(document, blocks[-1])
    if number is not None:
        return resolve(Reference(number=number), metadata.country, metadata.cycle)
    if metadata.commitment:
        return resolve(Reference(id=metadata.commitment), metadata.country, metadata.cycle)
    return None


def _number_of_sheet(document: Document, last: Block) -> int | None:
    """The number in the row that a sheet or form of labels and values names its commitment in ("Commitment number and
    title: | 9. Air quality alerts"), at or above `last` in its section."""
    end = bisect_right([block.start for block in document.blocks], last.start)
    for block in reversed(document.blocks[max(0, end - _SHEET) : end]):
        if block.section != last.section:
            return None
        label, value = _labelled(document, block)
        named = _TITLED.fullmatch(value) if len(label) <= LABEL and regex.search(WORD, fold(label)) else None
        if named:
            return int(named.group("number"))
    return None


def _labelled(document: Document, block: Block) -> tuple[str, str]:
    """The label and the value of a row of two cells, or of a line "Commitment: 8"; ("", "") where it is neither."""
    if block.kind == "table_row" and len(block.cells) == 2 and not block.cells[0].header:
        label, value = (document.text[cell.start : cell.end].strip() for cell in block.cells)
        return label, value
    if block.kind != "paragraph" or block.end - block.start > 2 * LABEL:
        return "", ""
    label, _, value = document.text[block.start : block.end].partition(":")
    return (label, value.strip()) if len(label.split()) <= _LABEL_WORDS else ("", "")


def _numbered_row(document: Document, row: Sequence[Cell]) -> int | None:
    """The number in the first cell of a row in a table of commitments ("No. | Compromiso"); None for other rows, and
    those of steps, which have numbers of their own."""
    first = document.text[row[0].start : row[0].end].strip(" .)") if row else ""
    if not regex.fullmatch(r"\d{1,3}", first) or not _NUMBERS.fullmatch(fold(row[0].header)):
        return None
    headers = " ".join(fold(cell.header) for cell in row[1:])
    return int(first) if regex.search(WORD, headers) and not _STEPS.search(headers) else None


def _units(document: Document, number: int) -> Iterator[Unit]:
    block = document.blocks[number]
    heading = _squeeze(block.section[-1])[:LABEL] if block.section else ""
    if block.kind == "heading":
        yield Unit("heading", block.start, block.end, number, "", "", heading)
    elif block.kind == "table_row" and block.cells:
        yield from _cells(document, block, number, heading)
    elif block.kind == "list_item" and block.end - block.start <= ITEM:
        yield Unit("item", block.start, block.end, number, "", "", heading)
    else:
        kind = "item" if block.kind == "list_item" else "sentence"
        for start, end in sentence_spans(document.text, block.start, block.end):
            yield Unit(kind, start, end, number, "", "", heading)


def _cells(document: Document, block: Block, number: int, heading: str) -> Iterator[Unit]:
    label = row_label(document, block)
    for position, cell in enumerate(block.cells):
        if cell.start >= cell.end:
            continue
        header = _squeeze(cell.header)[:LABEL]
        text = _squeeze(document.text[cell.start : cell.end])
        if position == 0 and len(text) <= ITEM and len(block.cells) > 1:
            context = " — ".join(part for part in (heading, header) if part)
            yield Unit("label", cell.start, cell.end, number, header, "", context)
            continue
        context = " — ".join(part for part in (heading, label, header) if part)
        for start, end in sentence_spans(document.text, cell.start, cell.end):
            yield Unit("cell", start, end, number, header, label, context)


def _squeeze(text: str) -> str:
    return " ".join(text.split())

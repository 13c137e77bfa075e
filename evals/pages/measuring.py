"""Made files are read as any file is, and what is read is held against what their producers were given."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from corpus.errors import ReadError
from corpus.model import Document
from corpus.read import read_bytes
from evals.pages.compare import Characters, characters, foreign_digits, given_out
from evals.pages.producing import File
from evals.pages.table_files import TableFile
from evals.pages.triples import Triples, rows_of, triples

NOTHING, NO_TRIPLES = Characters(0, 0, 0), Triples(0, 0, 0)


@dataclass(slots=True)
class Pages:
    """What was counted over made pages; `by_file` also holds files that could not be read: nothing of them was."""

    by_layout: dict[str, Characters] = field(default_factory=dict)
    by_file: dict[str, Characters] = field(default_factory=dict)
    pages: int = 0
    foreign_digits: int = 0
    given_out: int = 0
    pdf_pages: int = 0
    pdf_seconds: float = 0.0

    @property
    def all(self) -> Characters:
        return sum(self.by_layout.values(), NOTHING)


@dataclass(slots=True)
class Tables:
    by_shape: dict[str, Triples] = field(default_factory=dict)
    by_file: dict[str, Triples] = field(default_factory=dict)

    @property
    def all(self) -> Triples:
        return sum(self.by_shape.values(), NO_TRIPLES)


def measure_pages(files: Iterable[File]) -> Pages:
    found = Pages()
    for file in files:
        started = time.perf_counter()
        document = _read(file.name, file.data)
        seconds = time.perf_counter() - started
        read = text_of(document) if document else ""
        counted = characters(file.made.text, read)
        layout = file.made.layout
        found.by_file[file.name] = counted
        found.by_layout[layout] = found.by_layout.get(layout, NOTHING) + counted
        found.pages += len(file.made.pages)
        found.foreign_digits += foreign_digits(file.made.marked(), file.made.text, read)
        found.given_out += given_out(file.made.secrets(), read)
        if document and document.page_offsets and file.name.endswith(".pdf"):
            found.pdf_pages += len(document.page_offsets)
            found.pdf_seconds += seconds
    return found


def measure_tables(files: Iterable[TableFile]) -> Tables:
    found = Tables()
    for file in files:
        document = _read(file.name, file.data)
        counted = triples(file.table.triples, rows_of(document) if document else [])
        shape = file.table.shape
        found.by_file[file.name] = counted
        found.by_shape[shape] = found.by_shape.get(shape, NO_TRIPLES) + counted
    return found


def text_of(document: Document) -> str:
    """What a document says: its text, and the names of a table's columns, which are kept beside the text."""
    return "\n".join(_texts(document))


def _texts(document: Document) -> Iterator[str]:
    in_table = False
    for block in document.blocks:
        if block.kind == "table_row" and not in_table:
            yield from dict.fromkeys(cell.header for cell in block.cells)
        in_table = block.kind == "table_row"
        yield document.text[block.start : block.end]


def _read(name: str, data: bytes) -> Document | None:
    try:
        return read_bytes(data, name, infer=False)
    except ReadError:
        return None

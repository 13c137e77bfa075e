"""Made files are read as any file is, and what is read is held against what their producers were given."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from corpus.errors import ReadError
from corpus.model import Document
from corpus.read import read_bytes
from evals.suites.figures import Figure, share
from evals.suites.homes import Homes
from evals.suites.pages.compare import Characters, characters, foreign_digits, given_out
from evals.suites.pages.files import File, TableFile, missing_producers, page_files, table_files
from evals.suites.pages.triples import Triples, rows_of, triples

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


PART = "pages"
CHARACTERS, CELLS, WRONG = 0.998, 0.98, 0.002


def measure(homes: Homes) -> list[Figure]:
    """Pages by layout, tables by shape. Producers that are not here are told of, and their files left out."""
    for producer in missing_producers():
        homes.tell(f"no {producer} here: what it would make is left out")
    homes.tell("making pages and tables, and reading them")
    folder = homes.folder / "made"
    folder.mkdir(parents=True, exist_ok=True)
    return [*of_pages(measure_pages(page_files(folder))), *of_tables(measure_tables(table_files(folder)))]


def of_pages(found: Pages) -> list[Figure]:
    whole = found.all
    many = f"{found.pages} pages of {len(found.by_layout)} layouts, {whole.given} characters"
    below = [name for name, one in found.by_file.items() if min(one.recall, one.precision) < CHARACTERS]
    return [
        Figure(PART, "characters of a page: recall", whole.recall, target=CHARACTERS, detail=many, missed=tuple(below)),
        Figure(PART, "characters of a page: precision", whole.precision, target=CHARACTERS, detail=many),
        *(
            Figure(
                PART, f"recall, {name}", one.recall, detail=f"precision {one.precision:.4f} · {one.given} characters"
            )
            for name, one in found.by_layout.items()
        ),
        _none("figures read with the mark of a note", found.foreign_digits),
        _none("struck or hidden texts read", found.given_out),
        Figure(
            PART,
            "pages of made PDF files a second",
            found.pdf_pages / found.pdf_seconds if found.pdf_seconds else None,
            "count",
            detail=f"{found.pdf_pages} pages in {found.pdf_seconds:.2f} s",
        ),
    ]


def of_tables(found: Tables) -> list[Figure]:
    whole = found.all
    many = f"{len(found.by_file)} tables of {len(found.by_shape)} shapes, {whole.given} cells"
    below = [name for name, one in found.by_file.items() if one.found < one.given or one.wrong]
    recall, wrong = share(whole.found, whole.given), share(whole.wrong, whole.given)
    return [
        Figure(PART, "cells of tables: recall", recall, target=CELLS, detail=many, missed=tuple(below)),
        Figure(PART, "cells of tables: wrong column", wrong, target=WRONG, at_most=True, detail=f"{whole.wrong} cells"),
        *(
            Figure(
                PART,
                f"cells, {name}",
                share(one.found, one.given),
                detail=f"{one.found} of {one.given}" + (f" · {one.wrong} in a wrong column" if one.wrong else ""),
            )
            for name, one in found.by_shape.items()
        ),
    ]


def _none(name: str, count: int) -> Figure:
    return Figure(PART, name, count, "count", target=0, at_most=True)

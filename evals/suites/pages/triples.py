"""Which of a table's (row, header, value) triples were read, and which values were read under another header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import Document
from corpus.text.normalize import comparable, squeeze
from evals.suites.pages.tables import Triple

_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as it was read: (header, value) of its cells, and the headings above it."""

    cells: tuple[tuple[str, str], ...]
    section: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Triples:
    """Counts: in the truth, found again, and values read under a header that is not theirs."""

    given: int
    found: int
    wrong: int

    def __add__(self, other: Triples) -> Triples:
        return Triples(self.given + other.given, self.found + other.found, self.wrong + other.wrong)


def rows_of(document: Document) -> list[ReadRow]:
    """The rows of all tables of a document."""
    return [
        ReadRow(tuple((cell.header, document.text[cell.start : cell.end]) for cell in block.cells), block.section)
        for block in document.blocks
        if block.kind == "table_row"
    ]


def triples(given: Sequence[Triple], rows: Sequence[ReadRow]) -> Triples:
    """A triple is found where one row holds its row's name and, under its header, its value.

    A value is wrong where a row says something else under a header than any triple of that row does; that it is left
    out is no wrong value.
    """
    return Triples(len(given), len(given) - len(missing(given, rows)), len(wrong(given, rows)))


def missing(given: Sequence[Triple], rows: Sequence[ReadRow]) -> list[Triple]:
    return [triple for triple in given if not any(_holds(row, triple) for row in rows)]


def wrong(given: Sequence[Triple], rows: Sequence[ReadRow]) -> list[tuple[str, str, str]]:
    """(row, header, value) of what was read under a header of the table and is not said there."""
    headers = {name(header) for triple in given for header in (triple.header, triple.own) if header}
    labels = {name(triple.row): triple.row for triple in given}
    said = {
        (name(triple.row), name(header), _value(triple.value))
        for triple in given
        for header in (triple.header, triple.own or triple.header)
    }
    found = []
    for row in rows:
        label = next((name(value) for _, value in row.cells if name(value) in labels), None)
        if label is None:
            continue
        for header, value in row.cells:
            if name(header) in headers and (label, name(header), _value(value)) not in said:
                found.append((labels[label], header, value))
    return found


def name(text: str) -> str:
    """A header or the name of a row as they are compared: letters and figures only."""
    return _SIGNS.sub(" ", comparable(text)).strip()


def _value(text: str) -> str:
    return squeeze(text).casefold()


def _holds(row: ReadRow, triple: Triple) -> bool:
    if not any(name(value) == name(triple.row) for _, value in row.cells):
        return False
    if triple.section and name(triple.section) not in {name(part) for part in row.section} | {
        name(value) for _, value in row.cells
    }:
        return False
    names = {name(triple.header), name(triple.own or triple.header)}
    return any(name(header) in names and _value(value) == _value(triple.value) for header, value in row.cells)

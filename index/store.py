"""The text side of a generation: documents, passages and units in one SQLite file, written once, then read only."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus.library.unread import unread_of
from corpus.model import Document, Metadata
from corpus.pages import Pages

_SCHEMA = """
create table documents (n integer primary key, id text unique, metadata text, text text, pages text);
create table passages (n integer primary key, id text unique, document integer, start integer, end integer,
    section text, page integer, voice text, origin text, language text, number integer,
    commitment text, first_unit integer, units integer);
create table units (n integer primary key, passage integer, kind text, start integer, end integer, block integer,
    header text, label text, context text, text text);
create index units_of on units (passage);
create table unread (document integer, kind text, count integer);
"""


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage as it is kept: `text` in its `language`."""

    n: int
    id: str
    document: int
    start: int
    end: int
    section: tuple[str, ...]
    page: int | None
    voice: str | None
    origin: str | None
    language: str
    text: str
    number: int | None
    commitment: str | None


@dataclass(frozen=True, slots=True)
class StoredUnit:
    """A unit as it is kept. `n` is also its row in the unit vectors."""

    n: int
    passage: int
    kind: str
    start: int
    end: int
    block: int
    header: str
    label: str
    context: str
    text: str


class ContentWriter:
    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)
        self._connection.executescript(_SCHEMA)

    def document(self, n: int, document: Document) -> None:
        metadata = json.dumps(asdict(document.metadata), ensure_ascii=False)
        row = (n, document.id, metadata, document.text, json.dumps(document.pages.to_json()))
        self._connection.execute("insert into documents values (?,?,?,?,?)", row)
        unread = [(n, kind, count) for kind, count in unread_of(document.notes).items()]
        self._connection.executemany("insert into unread values (?,?,?)", unread)

    def passages(self, rows: Iterable[Sequence[Any]]) -> None:
        self._connection.executemany("insert into passages values (?,?,?,?,?,?,?,?,?,?,?,?,?,?)", rows)

    def units(self, rows: Iterable[Sequence[Any]]) -> None:
        self._connection.executemany("insert into units values (?,?,?,?,?,?,?,?,?,?)", rows)

    def close(self) -> None:
        self._connection.commit()
        self._connection.close()


class Content:
    """Read access; safe to share between threads (each call opens no transaction and the file never changes)."""

    def __init__(self, path: Path) -> None:
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self._documents: dict[int, tuple[Metadata, Pages]] = {}
        for n, metadata, pages in self._connection.execute("select n, metadata, pages from documents"):
            self._documents[n] = (Metadata.from_json(json.loads(metadata)), Pages.from_json(json.loads(pages)))
        self._unread = self._read_unread()
        self._numbers = {metadata.id: n for n, (metadata, _) in self._documents.items()}

    def close(self) -> None:
        self._connection.close()

    def documents(self) -> dict[int, Metadata]:
        """Metadata of every document by its number."""
        return {n: metadata for n, (metadata, _) in self._documents.items()}

    def document(self, n: int) -> Metadata:
        return self._documents[n][0]

    def number(self, document_id: str) -> int:
        return self._numbers[document_id]

    def pages(self, n: int) -> Pages:
        return self._documents[n][1]

    def unread(self, n: int) -> dict[str, int]:
        """How many things of each kind (`corpus.library.unread.KINDS`) of the document's file were not read."""
        return self._unread.get(n, {})

    def _read_unread(self) -> dict[int, dict[str, int]]:
        found: dict[int, dict[str, int]] = {}
        with suppress(sqlite3.OperationalError):  # a generation of an earlier version has no such table
            for n, kind, count in self._connection.execute("select document, kind, count from unread order by rowid"):
                found.setdefault(n, {})[kind] = count
        return found

    def run(self, document: int, start: int, end: int) -> str:
        """The characters [start, end) of a document's canonical text, "" where there are none such."""
        if not 0 <= start <= end:  # SQLite would count from the end of the text
            return ""
        row = self._connection.execute(
            "select substr(text, ?, ?) from documents where n = ?", (start + 1, end - start, document)
        ).fetchone()
        return str(row[0]) if row else ""

    def passages(self, numbers: Sequence[int]) -> dict[int, StoredPassage]:
        rows = self._in(
            "select p.n, p.id, p.document, p.start, p.end, p.section, p.page, p.voice, p.origin, p.language, "
            "substr(d.text, p.start + 1, p.end - p.start), p.number, p.commitment "
            "from passages p join documents d on d.n = p.document where p.n in ({})",
            numbers,
        )
        found = {}
        for row in rows:
            fields: tuple[Any, ...] = (*row[:5], tuple(json.loads(row[5])), *row[6:])
            found[row[0]] = StoredPassage(*fields)
        return found

    def units_of(self, passages: Sequence[int]) -> list[StoredUnit]:
        """Units of these passages, in order of n."""
        return [StoredUnit(*row) for row in self._in("select * from units where passage in ({}) order by n", passages)]

    def passages_of_document(self, document: int) -> list[int]:
        rows = self._connection.execute("select n from passages where document = ? order by n", (document,))
        return [row[0] for row in rows]

    def passages_about(self, number: int | None, commitment: str | None) -> list[int]:
        """Passages labelled with this commitment, by OGP id where there is one, else by its number in its plan."""
        rows = self._connection.execute(
            "select n from passages where commitment = ?1 or (number = ?2 and (?1 is null or commitment is null)) "
            "order by n",
            (commitment, number),
        )
        return [row[0] for row in rows]

    def numbers(self) -> tuple[int, int] | None:
        """The lowest and highest commitment number of the passages, None where none is labelled."""
        low, high = self._connection.execute("select min(number), max(number) from passages").fetchone()
        return None if low is None else (low, high)

    def spans(self) -> list[tuple[int, str, str]]:
        """(document number, language, id) of every passage, in order of n."""
        return list(self._connection.execute("select document, language, id from passages order by n"))

    def texts(self) -> dict[str, list[str]]:
        """The text of every unit by the language of its passage."""
        found: dict[str, list[str]] = {}
        query = "select p.language, u.text from units u join passages p on p.n = u.passage order by u.n"
        for language, text in self._connection.execute(query):
            found.setdefault(language, []).append(text)
        return found

    def headers(self) -> list[str]:
        """The headers of all columns, each once."""
        return [header for (header,) in self._connection.execute("select distinct header from units")]

    def unit_ranges(self) -> list[tuple[int, int]]:
        """(first unit, number of units) of every passage, in order of n."""
        return list(self._connection.execute("select first_unit, units from passages order by n"))

    def _in(self, query: str, numbers: Sequence[int]) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = []
        for at in range(0, len(numbers), 900):  # SQLite's limit on bound variables
            part = [int(n) for n in numbers[at : at + 900]]
            rows += self._connection.execute(query.format(",".join("?" * len(part))), part).fetchall()
        return rows

"""What a document is once it has been read: one canonical text, and blocks that point into it.

All offsets are character offsets (Python string indices, end exclusive) into `Document.text`. Everything that is
ever quoted is a run of that text, so the text is made once, when the file is read, and never edited afterwards.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from corpus.pages import Pages

BlockKind = Literal["heading", "paragraph", "list_item", "table_row"]
Voice = Literal["promised", "self_reported", "assessed", "recommended", "proposed", "context"]

CLAIMED_ORIGIN = "origin"  # likewise: whom it names as those whose words its sections hold, or where it has them from
CLAIMED = "voice"  # in `Metadata.doubtful`: nothing but the file's own front matter says whose words it holds


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row. `header` is the text of the column's header ("" where the table has none)."""

    header: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item or table row.

    `section` is the path of headings above the block (for a heading: the headings above it, without itself).
    `level` is a heading's depth, 1 the highest; 0 for every other kind.
    `cells` is filled for table rows only; cells are separated by a tab in the text.
    `voice` overrides the voice of the document's kind; `origin` names the document and section a fact sheet's
    section took its facts from. Both are None unless the document says so.
    """

    kind: BlockKind
    start: int
    end: int
    section: tuple[str, ...] = ()
    level: int = 0
    cells: tuple[Cell, ...] = ()
    voice: Voice | None = None
    origin: str | None = None

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Block:
        """The inverse of `dataclasses.asdict`, also after a round trip through JSON (lists for tuples)."""
        cells = tuple(Cell(**cell) for cell in data["cells"])
        return cls(**{**data, "section": tuple(data["section"]), "cells": cells})


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a document besides its text.

    `source` is the file's name as it was added (no folder); `kind` is a key of `kinds.toml`; `language` is an
    ISO 639-1 code; `country` an ISO 3166-1 alpha-2 code; `cycle` and `date` are as written in the catalog
    ("2019-2022", "2024-09"). `pair` is shared by two documents that say the same in two languages. `inferred` names
    the fields that nobody stated and that were concluded from the head of the document; `doubtful` those of them that
    it does not say clearly, and "voice" where the file alone says what kind it is, "origin" where it alone says whom
    its sections are from. `sha256` is of the file's bytes.
    """

    id: str
    source: str
    title: str
    kind: str
    language: str
    publisher: str | None = None
    country: str | None = None
    cycle: str | None = None
    date: str | None = None
    url: str | None = None
    commitment: str | None = None
    pair: str | None = None
    inferred: tuple[str, ...] = ()
    sha256: str = ""
    doubtful: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Metadata:
        """The inverse of `dataclasses.asdict`, also after a round trip through JSON (lists for tuples)."""
        tuples = {name: tuple(data.get(name, ())) for name in ("inferred", "doubtful")}
        return cls(**{**data, **tuples})


@dataclass(frozen=True, slots=True)
class Document:
    """A document that has been read.

    `page_offsets[i]` is where page `i + 1` starts in `text`; empty for files without pages. `notes` are sentences
    about the reading that a person should see ("page 3 has no text"), as message keys with their values. `page_labels`
    are what the file says is printed on its pages ("iv", "12"); empty where it says nothing but their numbers.
    """

    metadata: Metadata
    text: str
    blocks: tuple[Block, ...]
    page_offsets: tuple[int, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    page_labels: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return self.metadata.id

    def page_at(self, offset: int) -> int | None:
        """Page number (from 1) that holds the character at `offset`; None for files without pages."""
        return Pages(self.page_offsets).at(offset)

    @property
    def pages(self) -> Pages:
        """The file's pages, with what is printed on them and which of them were read by OCR."""
        ocr = frozenset(int(page) for key, page in self.notes if key == "page_read_by_ocr")
        return Pages(self.page_offsets, self.page_labels, ocr)

    def to_json(self) -> dict[str, Any]:
        data = asdict(self)
        if not self.page_labels:  # documents stored before labels were kept have the same check sum as ever
            del data["page_labels"]
        if not self.metadata.doubtful:  # nor had they doubts
            del data["metadata"]["doubtful"]
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Document:
        """The inverse of `to_json`, also after a round trip through JSON (lists for tuples)."""
        return cls(
            metadata=Metadata.from_json(data["metadata"]),
            text=data["text"],
            blocks=tuple(Block.from_json(block) for block in data["blocks"]),
            page_offsets=tuple(data["page_offsets"]),
            notes=tuple((key, value) for key, value in data["notes"]),
            page_labels=tuple(data.get("page_labels", ())),
        )

"""A passage as search found it."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.model import Metadata
from index.store import Content, StoredPassage


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found; `n` is its row in this generation, `metadata` its document's. `page`, `page_label` and
    `ocr` are as in `corpus.pages.OnPage`."""

    rank: int
    score: float
    document: str
    source: str
    title: str
    passage: str
    text: str
    section: tuple[str, ...]
    page: int | None
    language: str
    n: int
    metadata: Metadata
    stored: StoredPassage
    page_label: str | None = None
    ocr: bool = False

    @classmethod
    def of(cls, content: Content, rank: int, score: float, stored: StoredPassage) -> Hit:
        """A stored passage with its place in the order and its score."""
        metadata = content.document(stored.document)
        return cls(
            rank=rank,
            score=score,
            document=metadata.id,
            source=metadata.source,
            title=metadata.title,
            passage=stored.id,
            text=stored.text,
            section=stored.section,
            language=stored.language,
            n=stored.n,
            metadata=metadata,
            stored=stored,
            **content.pages(stored.document).place(stored.start, stored.end),
        )

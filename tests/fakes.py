"""Stand-ins for the heavy parts of the index, handed in where the real ones would be, and made-up documents."""

from __future__ import annotations

import re
import tomllib
import zlib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from assistant.assistant import Assistant
from assistant.reading.blocks import Block as PassageBlock
from assistant.reading.confidence import Thresholds
from assistant.reading.reader import Answering, Reading
from corpus.library.catalog import load_catalog
from corpus.model import Block, Cell, Document, Metadata
from corpus.read import read_file
from corpus.text.normalize import fold
from index.bm25 import stopwords
from index.encoding.embedder import Vectors

VALDORIA = Path(__file__).resolve().parents[1] / "evals" / "fictional" / "valdoria"
VALDORIA_WORDS = Path(__file__).parent / "data" / "valdoria-dictionary.toml"
KINSHIP = 0.3  # from which a text is near a question by `HashedEmbedder`; all cosines of the encoder are higher
_WORD = re.compile(r"\w+")


class HashedEmbedder:
    """An `Embedder` without a model: each folded word's first letters light up one dimension.

    Texts that share words are near each other, nothing else is. A Spanish word of the fictional documents and its
    English translation are one to it. `seen` holds every text it was given.
    """

    def __init__(
        self, name: str = "hashed-words", languages: tuple[str, ...] = ("es", "en"), dimension: int = 256
    ) -> None:
        self.name = name
        self.fingerprint = f"{name}:{dimension}"
        self.languages = languages
        self.dimension = dimension
        self.seen: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.seen += texts
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        twins = _twins()
        for row, text in zip(vectors, texts, strict=True):
            for written in _WORD.findall(fold(text)):
                word = twins.get(written, written)
                # short words are mostly grammar: they count, but little
                row[zlib.crc32(word[:6].encode("utf-8", "replace")) % self.dimension] += 1.0 if len(word) > 3 else 0.2
            if not row.any():
                row[0] = 1.0
            row /= np.linalg.norm(row)
        return vectors


class FailingEmbedder(HashedEmbedder):
    """Raises `error` once it has encoded `after` batches."""

    def __init__(self, error: BaseException, after: int = 0) -> None:
        super().__init__()
        self._error = error
        self._left = after

    def encode(self, texts: Sequence[str]) -> Vectors:
        if self._left == 0:
            raise self._error
        self._left -= 1
        return super().encode(texts)


class OverlapReader:
    """A `BlockReader` without a network: a part answers as far as the question's words stand in it or (half) over it.

    Words are compared as by `HashedEmbedder`; the run that answers is the whole part. `seen` holds every question.
    """

    def __init__(self) -> None:
        self.seen: list[str] = []

    def read(self, question: str, blocks: Sequence[PassageBlock]) -> list[Reading]:
        self.seen.append(question)
        return [_overlap(_meaning(question), block) for block in blocks]


def _overlap(asked: frozenset[str], block: PassageBlock) -> Reading:
    above = _meaning(block.head)
    parts = []
    for part in block.parts:
        inside = asked & _meaning(part.text)
        around = asked & (above | _meaning(part.before)) - inside
        logit = 24.0 * (len(inside) + len(around) / 2) / max(len(asked), 1) - 7.0
        parts.append(Answering(logit, 0, len(part.text), logit))
    return Reading(max((part.fits for part in parts), default=-7.0), tuple(parts))


def _meaning(text: str) -> frozenset[str]:
    """The beginnings of the words that mean something, in English where the dictionary has them."""
    written = [word for word in _WORD.findall(fold(text)) if word not in stopwords("es") | stopwords("en")]
    return frozenset(_twins().get(word, word)[:6] for word in written)


def open_assistant(home: Path, **other: Any) -> Assistant:
    """Over that home, with stand-ins for encoder, translator and reader unless others are given."""
    limits = replace(Thresholds.load(), kinship=KINSHIP)
    made = {"embedder": HashedEmbedder(), "bridge": WordBridge(), "reader": OverlapReader(), "thresholds": limits}
    return Assistant.open(home, **{**made, **other})


class WordBridge:
    """A `Bridge` that translates word by word from a small dictionary; unknown words stay. `seen` as above."""

    def __init__(self, words: dict[str, str] | None = None) -> None:
        spanish = valdoria_words() if words is None else words
        english = {value: key for key, value in spanish.items()}
        self._words = {"en": spanish, "es": english}  # by target
        self.seen: list[str] = []

    def translates(self, source: str, target: str) -> bool:
        return {source, target} <= {"es", "en"}

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str | None]:
        if source == target:
            return list(texts)
        if not self.translates(source, target):
            return [None] * len(texts)
        self.seen += texts
        return [_WORD.sub(lambda match: self._word(match.group(), target), text) for text in texts]

    def _word(self, word: str, target: str) -> str:
        found = self._words[target].get(word.lower(), word)
        return found.capitalize() if word[:1].isupper() and found != word else found


class MarkingBridge(WordBridge):
    """Translates nothing and says into which language it did not: easy to see in a result."""

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str | None]:
        self.seen += texts
        return [f"({target}) {text}" for text in texts]


class FailingBridge(WordBridge):
    """Raises `error` once it has been asked `after` times."""

    def __init__(self, error: BaseException, after: int = 0) -> None:
        super().__init__()
        self._error = error
        self._left = after

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str | None]:
        if texts and source != target:
            if self._left == 0:
                raise self._error
            self._left -= 1
        return super().translate(texts, source, target)


@cache
def valdoria_words() -> dict[str, str]:
    """The words of the fictional documents, Spanish to English."""
    return dict(tomllib.loads(VALDORIA_WORDS.read_text(encoding="utf-8"))["words"])


@cache
def _twins() -> dict[str, str]:
    return {fold(spanish): fold(english) for spanish, english in valdoria_words().items()}


@cache
def valdoria() -> tuple[Document, ...]:
    """The fictional country's documents, as `ogp corpus add --catalog` would read them."""
    catalog = load_catalog(VALDORIA / "catalog.toml")
    return tuple(read_file(path, catalog.entry_for(path)) for path in catalog.files())


def document(
    *pieces: tuple[str, ...],
    id: str = "made-up",
    language: str = "en",
    kind: str = "other",
    title: str | None = None,
    **metadata: str,
) -> Document:
    """A document made of (kind, text) pieces; a table row is ("table_row", cell, cell, …), a heading may be
    ("heading 2", text). Columns of a row are headed "Column 1", "Column 2", …"""
    text = ""
    blocks: list[Block] = []
    path: list[tuple[int, str]] = []
    for name, *parts in pieces:
        kind_of, _, level_text = name.partition(" ")
        level = int(level_text or 1) if kind_of == "heading" else 0
        start = len(text)
        cells: list[Cell] = []
        at = start
        for column, part in enumerate(parts, start=1):
            cells.append(Cell(f"Column {column}", at, at + len(part)))
            at += len(part) + 1
        body = "\t".join(parts)
        if kind_of == "heading":
            path = [entry for entry in path if entry[0] < level]
        blocks.append(
            Block(
                kind_of,  # type: ignore[arg-type]
                start,
                start + len(body),
                tuple(heading for _, heading in path),
                level,
                tuple(cells) if kind_of == "table_row" else (),
            )
        )
        if kind_of == "heading":
            path.append((level, body))
        text += body + "\n\n"
    described = Metadata(id, f"{id}.md", title or id.capitalize(), kind, language, **metadata)
    return Document(described, text.rstrip("\n"), tuple(blocks))

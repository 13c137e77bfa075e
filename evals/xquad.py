"""XQuAD as a test of retrieval: is the right paragraph first among all paragraphs, within and across languages?

Source: Artetxe, Ruder and Yogatama (2020), SQuAD 1.1 JSON, one file a language, same paragraphs and questions in the
same order.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.model import Block, Document, Metadata
from evals.cases import LANGUAGES, Case, Gold


def load_xquad(folder: Path, language: str) -> list[Document]:
    """One document a paragraph."""
    documents: list[Document] = []
    for identifier, paragraph in _paragraphs(folder, language):
        text = paragraph["context"].replace("\ufeff", "").strip()
        metadata = Metadata(id=identifier, source=f"{identifier}.txt", title="", kind="other", language=language)
        documents.append(Document(metadata, text, (Block("paragraph", 0, len(text)),)))
    return documents


def xquad_cases(folder: Path) -> tuple[Case, ...]:
    """Every question, in both languages, with its paragraph as the gold place."""
    pairs = zip(*(_paragraphs(folder, language) for language in LANGUAGES), strict=True)
    return tuple(
        Case(
            id=f"xquad-{spanish['id']}",
            kind="fact",
            es=spanish["question"],
            en=english["question"],
            expected="answered",
            gold=(Gold(f"{identifier}.txt", ""),),
            nuggets=(),
            split="test",
        )
        for (identifier, in_spanish), (_, in_english) in pairs
        for spanish, english in zip(in_spanish["qas"], in_english["qas"], strict=True)
    )


def _paragraphs(folder: Path, language: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each paragraph with its document's id."""
    data = json.loads((folder / f"xquad-dev.{language}.json").read_text(encoding="utf-8"))["data"]
    for n, paragraph in enumerate(p for article in data for p in article["paragraphs"]):
        yield f"p{n:04d}", paragraph

"""XQuAD as a test of retrieval: is the right paragraph first among all paragraphs, within and across languages?

Source: Artetxe, Ruder and Yogatama (2020), SQuAD 1.1 JSON, one file a language, same paragraphs in the same order.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from corpus.model import Block, Document, Metadata

LANGUAGES = ("es", "en")


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    document: str  # id of the document that holds the right paragraph


def load_xquad(folder: Path, language: str) -> tuple[list[Document], list[Question]]:
    """One document a paragraph, and the questions with the id of their paragraph."""
    data = json.loads((folder / f"xquad-dev.{language}.json").read_text(encoding="utf-8"))["data"]
    documents: list[Document] = []
    questions: list[Question] = []
    for paragraph in (p for article in data for p in article["paragraphs"]):
        identifier = f"p{len(documents):04d}"
        text = paragraph["context"].replace("\ufeff", "").strip()
        metadata = Metadata(id=identifier, source=f"{identifier}.txt", title="", kind="other", language=language)
        documents.append(Document(metadata, text, (Block("paragraph", 0, len(text)),)))
        questions += [Question(qa["question"], identifier) for qa in paragraph["qas"]]
    return documents, questions

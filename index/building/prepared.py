"""Documents made ready for an index: passages and units, each in its own language."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from corpus.model import Document
from corpus.text.language import LANGUAGES, detect
from index.building.passages import TARGET, Passage, passages_of
from index.errors import BuildInvalid

_DETECT = 80  # characters from which a passage's own language is looked at


@dataclass(frozen=True)
class Prepared:
    """Rows for the content store, texts for the searches; passages and units in the same order everywhere."""

    documents: tuple[Document, ...]
    passages: list[tuple[Any, ...]]
    units: list[tuple[Any, ...]]
    passage_texts: list[str]
    unit_texts: list[str]
    languages: list[str]  # of the passages
    searched: list[str]  # what words are looked for in: each passage with the headings above it
    warnings: tuple[tuple[str, str], ...]

    def passage_id(self, n: int) -> str:
        return str(self.passages[n][1])

    def units_of(self, n: int) -> list[str]:
        first, count = self.passages[n][12], self.passages[n][13]
        return [unit[9] for unit in self.units[first : first + count]]


def prepare_documents(
    documents: Sequence[Document],
    translates: bool,
    embedder_languages: Sequence[str],
    *,
    passage_size: int = TARGET,
) -> Prepared:
    """Cut into passages of about `passage_size` characters, each in the language that it is found to be in.
    `translates`: whether questions can be translated, for a warning where they cannot.

    Errors: BuildInvalid for an id that is there twice.
    """
    _check_ids(documents)
    cut = [
        (n, document, passage)
        for n, document in enumerate(documents)
        for passage in passages_of(document, passage_size)
    ]
    languages = [_language(document, passage) for _, document, passage in cut]
    warnings = _warnings(languages, translates, embedder_languages)
    prepared = Prepared(tuple(documents), [], [], [], [], languages, [], warnings)
    for n, ((number, document, passage), language) in enumerate(zip(cut, languages, strict=True)):
        _add(prepared, n, number, document, passage, language)
    return prepared


def _check_ids(documents: Sequence[Document]) -> None:
    for identifier, count in Counter(document.id for document in documents).items():
        if count > 1:
            raise BuildInvalid(reason=f"{count} documents have the id {identifier}")


def _add(prepared: Prepared, n: int, number: int, document: Document, passage: Passage, language: str) -> None:
    first = len(prepared.units)
    texts = []
    for unit in passage.units:
        text = document.text[unit.start : unit.end]
        texts.append(text)
        prepared.units.append(
            (
                len(prepared.units), n, unit.kind, unit.start, unit.end, unit.block, unit.header, unit.label,
                unit.context, text,
            )
        )  # fmt: skip
        prepared.unit_texts.append(f"{unit.context}: {text}" if unit.context else text)
    about = passage.reference
    prepared.passages.append(
        (
            n, passage.id, number, passage.start, passage.end,
            json.dumps(passage.section, ensure_ascii=False), passage.page, passage.voice, passage.origin,
            language, about.number if about else None, about.id if about else None, first, len(passage.units),
        )
    )  # fmt: skip
    body = " ".join(texts)
    prepared.searched.append(f"{' '.join(passage.section)} {body}")
    prepared.passage_texts.append(f"{passage.section[-1]}: {body}" if passage.section else body)


def _language(document: Document, passage: Passage) -> str:
    """The passage's own language where its words say so clearly, else its document's."""
    language = document.metadata.language
    text = document.text[passage.start : passage.end]
    if language in LANGUAGES and len(text) >= _DETECT:
        return detect(text, default=language, certainty=0.95) or language
    return language


def _warnings(
    languages: Sequence[str], translates: bool, embedder_languages: Sequence[str]
) -> tuple[tuple[str, str], ...]:
    warnings: list[tuple[str, str]] = []
    if not translates:
        warnings.append(("no_bridge", ""))
    unread = sorted(set(languages) - set(LANGUAGES) - set(embedder_languages))
    warnings += [("language_unread", code) for code in unread]
    return tuple(warnings)

"""A question made ready for every kind of search: both languages, stems, grams, vector."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.text.language import LANGUAGES
from corpus.text.terms import Terms
from index.bm25 import grams, words
from index.encoding.embedder import Embedder, Vectors, encode_question
from index.translation.apertium import Bridge

MAX_CHARACTERS = 4000  # far more than any question, and more than models read
_NO_TEXT = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True)
class Query:
    """`texts` by language (the asked one as it was put, the other translated where a bridge is there)."""

    text: str
    language: str
    texts: dict[str, str]
    tokens: dict[str, list[str]]
    synonyms: dict[str, list[str]]
    grams: dict[str, list[str]]
    vector: Vectors


def in_both_languages(text: str, language: str, bridge: Bridge) -> dict[str, str]:
    """The beginning of `text` by language: as it is, and translated where that can be done."""
    text = _NO_TEXT.sub(" ", unicodedata.normalize("NFC", text[:MAX_CHARACTERS]))
    texts = {language: text}
    for other in LANGUAGES:
        if other not in texts:
            translated = bridge.translate([text], language, other)[0]
            if translated:
                texts[other] = translated
    return texts


def prepare(texts: Mapping[str, str], language: str, embedder: Embedder, terms: Terms) -> Query:
    """`texts` is the question by language, `language` the one that it was asked in."""
    text = texts[language]
    readable = next((code for code in (language, *embedder.languages) if code in embedder.languages), language)
    read = texts.get(readable, text)
    forms = terms.synonyms(text, language)
    tokens = {code: words(texts.get(code, text), code) for code in LANGUAGES}
    return Query(
        text=text,
        language=language,
        texts=dict(texts),
        tokens=tokens,
        synonyms={
            code: [t for t in words(" ".join(forms.get(code, ())), code) if t not in tokens[code]] for code in LANGUAGES
        },
        grams={code: grams(texts.get(code, text)) for code in LANGUAGES},
        vector=encode_question(embedder, read),
    )

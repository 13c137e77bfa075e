"""Names that begin a sentence: their capital tells nothing, so dictionaries and documents have to."""

from __future__ import annotations

from collections.abc import Iterable

import regex

from corpus.text.language import LANGUAGES
from corpus.text.normalize import fold
from index.lexical import words
from index.search import Searcher

# A word with a capital that begins a sentence, and is no acronym.
_FIRST = regex.compile(r"(?:^|[.!?…:;]\s+|[«“\"'(¿¡])\s*(\p{Lu}[\p{L}\p{M}'’-]*\p{Ll}[\p{L}\p{M}'’-]*)")
_SHORTEST = 4  # letters; below, most strings are a word somewhere


def strange_names(searcher: Searcher, text: str, beside: Iterable[str]) -> list[str]:
    """Words that begin a sentence of `text`, stand in none of the texts `beside` it, and are a common word neither to a
    dictionary nor to the documents: names, which no quotation gives.

    Without a translator there is no dictionary, and nothing can be told: an empty list."""
    dictionary = searcher.bridge.dictionary
    if dictionary is None:
        return []
    given = {fold(word) for one in beside for word in _words(one)}
    asked = [word for m in _FIRST.finditer(text) for word in _words(m[1]) if len(word) >= _SHORTEST]
    left = [word for word in asked if fold(word) not in given and not _common(searcher, word)]
    for language in LANGUAGES:
        known = dictionary.known([word.lower() for word in left], language) if left else frozenset()
        left = [word for word in left if word.lower() not in known]
    return left


def _words(text: str) -> list[str]:
    return regex.findall(r"\p{L}[\p{L}\p{M}]*", text)


def _common(searcher: Searcher, word: str) -> bool:
    """Do documents use the word (they may use it as a name, but then of what they are about)?"""
    return any(searcher.knows(stem, language) for language in LANGUAGES for stem in words(word, language))

"""BM25 over words and over character 4-grams, an index of its own for the passages of each language.

A question is looked for in each language's passages in the words of that language. Each side is counted over its own
passages alone: how rare a word is, and how long a passage is, mean nothing over the passages of another language.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.text.language import LANGUAGES
from index.bm25 import Lexical, Scores, grams, words
from index.query import Query

WORDS, GRAMS = Path("lexical", "words"), Path("lexical", "grams")  # in the folder of a generation


def sides(languages: Sequence[str]) -> dict[str, npt.NDArray[np.int64]]:
    """Rows of the passages that are searched in each language. What is in neither counts as Spanish."""
    english = np.array([language == "en" for language in languages], dtype=bool)
    return {"es": np.flatnonzero(~english), "en": np.flatnonzero(english)}


def write_lexical(folder: Path, texts: Sequence[str], languages: Sequence[str]) -> None:
    """Index the texts of all passages, of which `languages` says each one's."""
    for code, rows in sides(languages).items():
        own = [texts[row] for row in rows]
        Lexical.build(words(text, code) for text in own).save(folder / WORDS / code)
        Lexical.build(grams(text) for text in own).save(folder / GRAMS / code)


class ByLanguage:
    """The lexical indexes of a generation. Scores have one entry a passage of the whole index, shape (passages,)."""

    def __init__(self, folder: Path, languages: Sequence[str]) -> None:
        self._rows = sides(languages)
        self._size = len(languages)
        self._words = {code: Lexical.load(folder / WORDS / code) for code in LANGUAGES}
        self._grams = {code: Lexical.load(folder / GRAMS / code) for code in LANGUAGES}

    def words(self, query: Query) -> Scores:
        return self._scores(self._words, {code: asked(query, code) for code in LANGUAGES})

    def grams(self, query: Query) -> Scores:
        return self._scores(self._grams, query.grams)

    def rarity(self, token: str, language: str) -> float:
        """How much a stem of that language tells: the fewer passages hold it, the more."""
        return self._words[language].rarity(token)

    def knows(self, token: str, language: str) -> bool:
        """Does any passage hold this stem?"""
        return self._words[language].knows(token)

    def spelt(self, tokens: Sequence[str], language: str) -> list[str]:
        """Tokens that no passage holds, replaced by the nearest one that some do (a misspelling, mostly)."""
        own = self._words[language]
        return [token if own.knows(token) else own.nearest_token(token) or token for token in tokens]

    def _scores(self, indexes: dict[str, Lexical], tokens: dict[str, list[str]]) -> Scores:
        scores = np.zeros(self._size, dtype=np.float32)
        for code, rows in self._rows.items():
            scores[rows] = indexes[code].scores(tokens[code])
        return scores


def asked(query: Query, language: str) -> list[str]:
    """The question's stems in that language, with those of the other forms of its official terms."""
    return [*query.tokens[language], *query.synonyms[language]]

"""BM25 over words (stemmed, accents folded) or character 4-grams, stored with the generation."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import regex

from corpus.data import table
from corpus.text.normalize import fold


@cache
def stopwords(language: str) -> frozenset[str]:
    data = table("index", "stopwords")
    return frozenset(data.get(language, "").split())


Scores = npt.NDArray[np.float32]

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_STEMMERS = {"es": "spanish", "en": "english"}
GRAM = 4


def words(text: str, language: str) -> list[str]:
    """Stems of the words that carry meaning, accents folded."""
    stop = stopwords(language)
    return _stem([word for word in _WORD.findall(fold(text)) if word not in stop], language)


@lru_cache(maxsize=4000)  # some 10 MB
def stems(text: str, language: str) -> frozenset[str]:
    """`words` as a set, remembered: the same sentences are looked at for one question after another."""
    return frozenset(words(text, language))


def grams(text: str, _language: str = "") -> list[str]:
    """Character 4-grams of each word with its borders: they survive typos and cross cognates."""
    out: list[str] = []
    for word in _WORD.findall(fold(text)):
        padded = f" {word} "
        out += [padded[i : i + GRAM] for i in range(max(1, len(padded) - GRAM + 1))]
    return out


def _stem(found: list[str], language: str) -> list[str]:
    stemmer = _stemmer(language)
    return list(stemmer.stemWords(found)) if stemmer else found


@cache
def _stemmer(language: str) -> Any:
    import Stemmer

    name = _STEMMERS.get(language)
    return Stemmer.Stemmer(name) if name else None


class Lexical:
    """BM25 scores of every indexed text for a list of tokens."""

    def __init__(self, retriever: Any, vocabulary: dict[str, int], size: int) -> None:
        self._retriever = retriever
        # bm25s adds an empty token to the vocabulary, for which it has no scores
        self._vocabulary = {token: number for token, number in vocabulary.items() if token}
        self.size = size

    @classmethod
    def build(cls, texts: Iterable[Sequence[str]]) -> Lexical:
        import bm25s
        from bm25s.tokenization import Tokenized

        vocabulary: dict[str, int] = {}
        ids = [[vocabulary.setdefault(token, len(vocabulary)) for token in tokens if token] for tokens in texts]
        if not vocabulary:
            return cls(None, {}, len(ids))
        retriever = bm25s.BM25(k1=1.2, b=0.75)
        retriever.index(Tokenized(ids=ids, vocab=vocabulary), show_progress=False)
        return cls(retriever, vocabulary, len(ids))

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        (folder / "size.json").write_text(json.dumps(self.size))
        if self._retriever is not None:
            self._retriever.save(folder, show_progress=False)

    @classmethod
    def load(cls, folder: Path) -> Lexical:
        import bm25s

        size = int(json.loads((folder / "size.json").read_text()))
        if not (folder / "params.index.json").is_file():
            return cls(None, {}, size)
        retriever = bm25s.BM25.load(folder, mmap=True, show_progress=False)
        return cls(retriever, retriever.vocab_dict, size)

    def knows(self, token: str) -> bool:
        return token in self._vocabulary

    def rarity(self, token: str) -> float:
        """log(1 + texts / texts that hold the token); a token no text holds counts as held by half of one."""
        return math.log(1 + self.size / self._frequency(token))

    def nearest_token(self, token: str) -> str | None:
        """The indexed token that a misspelt one most likely means, None where none is close."""
        from rapidfuzz import process
        from rapidfuzz.distance import DamerauLevenshtein

        if not 5 <= len(token) <= 40 or token.isdigit():
            return None
        best = process.extractOne(
            token, self._vocabulary.keys(), scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=0.87
        )
        return str(best[0]) if best else None

    def _frequency(self, token: str) -> float:
        number = self._vocabulary.get(token)
        if number is None:
            return 0.5
        starts = self._retriever.scores["indptr"]
        return float(max(1, starts[number + 1] - starts[number]))

    def scores(self, tokens: Iterable[str]) -> Scores:
        """One score a text, shape (size,); zeros where no token is known."""
        known = [token for token in dict.fromkeys(tokens) if token in self._vocabulary]
        if self._retriever is None or not known:
            return np.zeros(self.size, dtype=np.float32)
        return np.asarray(self._retriever.get_scores(known), dtype=np.float32)

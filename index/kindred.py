"""Kindred words: which words of a question a text accounts for, by the likeness of single words in meaning.

A document may say "ration" and "canteen" where a question says "lunch". Every word of the texts that were embedded has
a vector of its own, made by the same model; a word of a question is accounted for by the most alike word of a text.
Cosines of two unrelated words lie about 0.3 with the default model, of close ones above 0.7, so likeness is read
between `LOW` and `HIGH` (docs/decisions/search.md); those of other models are first put on that scale (index.likeness).
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import regex

from corpus.terms import fold
from index.embed import Vectors
from index.likeness import Likeness
from index.stopwords import stopwords

LOW, HIGH = 0.45, 0.8
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_LONGEST = 30  # characters; what is longer is an address or a fault of the file
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class AskedWords:
    """The words of a question that carry meaning, in the `language` that the embedder read it in.

    `vectors` (words, dimension) are zero for figures, which are like nothing but themselves; `share` (words,) is how
    much of the question each word makes up, by rarity, and sums to 1."""

    words: tuple[str, ...]
    language: str
    vectors: Vectors
    share: Floats


def meaning_words(text: str, language: str) -> list[str]:
    """Words that carry meaning as they are written (lower case), each once, in order."""
    stop = stopwords(language)
    found = (word for word in _WORD.findall(text.lower()) if len(word) <= _LONGEST)
    return list(dict.fromkeys(word for word in found if fold(word) not in stop))


def write_kindred(
    folder: Path,
    texts: Sequence[str],
    languages: Sequence[str],
    embed: Callable[[list[str]], Vectors],
) -> None:
    """Write the words of `texts` (the units as they were embedded, each in its language) with their vectors."""
    ids: dict[str, int] = {}
    found = [
        [ids.setdefault(word, len(ids)) for word in meaning_words(text, language)]
        for text, language in zip(texts, languages, strict=True)
    ]
    starts = np.zeros(len(found) + 1, dtype=np.int64)
    np.cumsum([len(one) for one in found], out=starts[1:])
    flat = np.fromiter((i for one in found for i in one), dtype=np.int32, count=int(starts[-1]))
    told = [word for word in ids if not word.isdigit()]
    vectors = embed(told)
    whole = np.zeros((len(ids), vectors.shape[1] if told else 1), dtype=np.float16)
    if told:
        whole[[ids[word] for word in told]] = vectors
    folder.mkdir(parents=True)
    (folder / "words.json").write_text(json.dumps(list(ids), ensure_ascii=False), encoding="utf-8")
    np.save(folder / "vectors.npy", whole)
    np.save(folder / "starts.npy", starts)
    np.save(folder / "ids.npy", flat)


class Kindred:
    """The words of an open generation, whose model has that likeness. Reading is safe from several threads."""

    def __init__(self, folder: Path, likeness: Likeness = Likeness()) -> None:  # noqa: B008 - frozen
        self._likeness_of_words = likeness.of_words
        words = json.loads((folder / "words.json").read_text(encoding="utf-8"))
        self._ids: dict[str, int] = {word: number for number, word in enumerate(words)}
        self._vectors: npt.NDArray[np.float16] = np.load(folder / "vectors.npy", mmap_mode="r")
        self._starts: npt.NDArray[np.int64] = np.load(folder / "starts.npy")
        self._flat: npt.NDArray[np.int32] = np.load(folder / "ids.npy", mmap_mode="r")
        self._counts = np.bincount(self._flat, minlength=len(words))

    def unknown(self, words: Iterable[str]) -> list[str]:
        """Those that no text holds and that are no figures: the model has to be asked for them."""
        return [word for word in words if word not in self._ids and not word.isdigit()]

    def asked(self, words: Sequence[str], language: str, vectors_of_unknown: Vectors) -> AskedWords:
        """`vectors_of_unknown`: of `unknown(words)`, in that order, shape (n, dimension)."""
        dimension = self._vectors.shape[1]
        new = dict(zip(self.unknown(words), vectors_of_unknown, strict=True))
        vectors = np.zeros((len(words), dimension), dtype=np.float32)
        for row, word in enumerate(words):
            if word in self._ids:
                vectors[row] = self._vectors[self._ids[word]]
            elif word in new:
                vectors[row] = new[word]
        rarity = np.array([self._rarity(word) for word in words], dtype=np.float32)
        total = float(rarity.sum())
        return AskedWords(tuple(words), language, vectors, rarity / total if total else rarity)

    def accounted(self, asked: AskedWords, units: Sequence[int]) -> Floats:
        """How much each unit accounts for each word, from 0 to 1, shape (units, words)."""
        result = np.zeros((len(units), len(asked.words)), dtype=np.float32)
        if not len(units) or not asked.words:
            return result
        spans = [(int(self._starts[n]), int(self._starts[n + 1])) for n in units]
        full = [row for row, (start, end) in enumerate(spans) if end > start]
        if not full:
            return result
        flat = np.concatenate([self._flat[spans[row][0] : spans[row][1]] for row in full])
        kinds, where = np.unique(flat, return_inverse=True)
        likeness = self._likeness(asked, kinds)
        sizes = [spans[row][1] - spans[row][0] for row in full]
        edges = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        result[full] = np.maximum.reduceat(likeness[where], edges, axis=0)
        return result

    def _likeness(self, asked: AskedWords, kinds: npt.NDArray[np.int32]) -> Floats:
        """(words of the texts, words of the question), from 0 to 1; the same word is wholly like itself."""
        cosines = self._likeness_of_words(self._vectors[kinds].astype(np.float32) @ asked.vectors.T)
        likeness = np.clip((cosines - LOW) / (HIGH - LOW), 0.0, 1.0)
        own = np.array([self._ids.get(word, -1) for word in asked.words])
        likeness[kinds[:, None] == own[None, :]] = 1.0
        return np.asarray(likeness, dtype=np.float32)

    def _rarity(self, word: str) -> float:
        number = self._ids.get(word)
        held = float(self._counts[number]) if number is not None else 0.5
        return math.log(1 + (len(self._starts) - 1) / max(held, 0.5))

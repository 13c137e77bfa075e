"""How cosines of a model are to be read: what lies between "nothing to do with each other" and "the same".

With the default model, a question and a sentence on something else have a cosine of about 0.07, two unrelated words one
of about 0.28, and what judges evidence was set on that scale. Others put everything close together: with E5 what is
unrelated lies above 0.7, and would be taken for an answer. So each other model is measured once, on everyday matters of
likeness.toml, and its cosines are stretched until what is unrelated lies where the default model has it. The order of
what is found never changes by it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from index.embed import DEFAULT_SHA256, Embedder, SentenceTransformerEmbedder, Vectors

TEXTS, WORDS = 0.07, 0.28  # of what is unrelated, with the default model (docs/decisions/models.md)
_MOST = 0.97  # a model that finds everything alike cannot be helped


@dataclass(frozen=True, slots=True)
class Likeness:
    """`texts` and `words`: cosines that unrelated questions and texts, and unrelated words, have with this model."""

    texts: float = TEXTS
    words: float = WORDS

    def of_texts(self, cosines: Vectors) -> Vectors:
        """Cosines of questions and texts on the default model's scale."""
        return _stretched(cosines, self.texts, TEXTS)

    def of_words(self, cosines: Vectors) -> Vectors:
        """Cosines of words with words on the default model's scale."""
        return _stretched(cosines, self.words, WORDS)


def likeness_of(embedder: Embedder) -> Likeness:
    """How an embedder's cosines are to be read. It is measured once, by fifty short texts; the default
    model, and an embedder that is no model, need no measuring."""
    if not isinstance(embedder, SentenceTransformerEmbedder) or embedder.fingerprint == DEFAULT_SHA256:
        return Likeness()
    if embedder not in _measured:
        _measured[embedder] = measure(embedder)
    return _measured[embedder]


_measured: WeakKeyDictionary[SentenceTransformerEmbedder, Likeness] = WeakKeyDictionary()


def measure(embedder: SentenceTransformerEmbedder) -> Likeness:
    """Encodes the everyday matters, in the languages that the model reads of those it is measured in."""
    data = _matters()
    languages = [code for code in ("es", "en") if code in embedder.languages] or ["en"]
    asked, told = [], []
    for code in languages:
        asked += [matter[code][0] for matter in data["matter"]]
        told += [matter[code][1] for matter in data["matter"]]
    matters = np.tile(np.arange(len(data["matter"])), len(languages))
    words = [word for code in languages for word in data["words"][code]]
    number = np.tile(np.arange(len(words) // len(languages)), len(languages))
    texts = _unrelated(embedder.encode_questions(asked), embedder.encode(told), matters)
    vectors = embedder.encode(words)
    return Likeness(texts, _unrelated(vectors, vectors, number))


def _unrelated(one: Vectors, other: Vectors, matters: npt.NDArray[np.int64]) -> float:
    """The mean cosine of what is about different matters."""
    cosines = one @ other.T
    apart = matters[:, None] != matters[None, :]
    return min(float(cosines[apart].mean()), _MOST)


def _stretched(cosines: Vectors, base: float, wanted: float) -> Vectors:
    if base <= wanted:
        return cosines
    return np.asarray(1.0 - (1.0 - cosines) * ((1.0 - wanted) / (1.0 - base)), dtype=np.float32)


@cache
def _matters() -> dict[str, Any]:
    return tomllib.loads((files("index") / "likeness.toml").read_text(encoding="utf-8"))

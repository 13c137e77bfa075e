"""XQuAD: how often the right paragraph comes first, within and across Spanish and English."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import numpy as np

from evals.bench.figures import Figure, share
from evals.bench.homes import Homes
from evals.bench.intervals import bootstrap
from evals.xquad import LANGUAGES, load_xquad
from index.embed import Embedder, Vectors
from index.search import Searcher

PART = "xquad"
WITHIN, ACROSS = 0.94, 0.88
_DEPTH = 20  # passages looked at; a long paragraph is several


class Found(Protocol):
    """What is asked of a hit here."""

    @property
    def document(self) -> str: ...


class Remembering:
    """An embedder that encodes no text twice: each question is put to two indexes."""

    def __init__(self, inner: Embedder) -> None:
        self._inner = inner
        self.name = inner.name
        self.fingerprint = inner.fingerprint
        self.languages = inner.languages
        self._known: dict[str, Vectors] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        for text in texts:
            if text not in self._known:
                self._known[text] = self._inner.encode([text])[0]
        return np.stack([self._known[text] for text in texts])


def measure(homes: Homes) -> list[Figure]:
    """One figure for each direction, question language → paragraph language."""
    folder = homes.shared("bench/xquad")
    loaded = {language: load_xquad(folder, language) for language in LANGUAGES}
    embedder = Remembering(homes.embedder)
    figures = {}
    for written in LANGUAGES:
        home = homes.build(homes.folder / f"xquad-{written}", f"XQuAD {written}", loaded[written][0])
        searcher = Searcher.open(home, embedder=embedder, bridge=homes.bridge)
        for asked in LANGUAGES:
            questions = loaded[asked][1]
            homes.tell(f"XQuAD {asked}→{written}: {len(questions)} questions")
            places = [place(searcher.search(q.text, _DEPTH), q.document) for q in questions]
            figures[asked, written] = figure(asked, written, places, [q.document for q in questions])
        searcher.close()
    return [figures[pair] for pair in (("es", "es"), ("en", "en"), ("en", "es"), ("es", "en"))]


def place(hits: Iterable[Found], document: str) -> int:
    """The rank (from 1) of a document among the documents of the hits; 0 where it is not there."""
    ranked = list(dict.fromkeys(hit.document for hit in hits))
    return ranked.index(document) + 1 if document in ranked else 0


def figure(asked: str, written: str, places: list[int], paragraphs: list[str]) -> Figure:
    """`places` and `paragraphs`: for each question the rank of its paragraph, and which one that is."""
    first = [float(rank == 1) for rank in places]
    low, high = bootstrap(first, paragraphs)
    five = share(sum(1 <= rank <= 5 for rank in places), len(places))
    return Figure(
        part=PART,
        name=f"right paragraph first, {asked}→{written}",
        value=share(int(sum(first)), len(first)),
        target=WITHIN if asked == written else ACROSS,
        detail=f"95 % {low:.3f}–{high:.3f} · among the first five {five:.3f} · {len(places)} questions",
        numbers={"low": low, "high": high, "recall@5": five, "questions": len(places)},
    )

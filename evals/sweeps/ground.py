"""The libraries that are here, opened once for all sweeps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from evals.errors import LibraryAbsent, NothingToAsk
from evals.libraries import SHARED, Libraries, OpenLibrary
from index.bridge import Bridge
from index.embed import Embedder, EmbedderSettings, SentenceTransformerEmbedder, Vectors, encode_question
from index.query import MAX_WORDS

Tell = Callable[[str], None]


class Remembering:
    """An embedder that encodes no question twice, under however many settings it is asked.

    A question comes with those of its words that are new; longer lists are those of a build and are passed on.
    """

    def __init__(self, inner: Embedder) -> None:
        self._inner = inner
        self.name = inner.name
        self.fingerprint = inner.fingerprint
        self.languages = inner.languages
        self._known: dict[str, Vectors] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        if not 0 < len(texts) <= MAX_WORDS + 1:
            return self._inner.encode(texts)
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._inner.encode(new), strict=True))
        return np.stack([self._known[text] for text in texts])

    def encode_question(self, question: str, words: Sequence[str]) -> Vectors:
        key = f"\0{question}"  # some models encode a question unlike the same words in a text
        if key not in self._known:
            self._known[key] = encode_question(self._inner, question)[0]
        return np.stack([self._known[key], *(self.encode(words) if words else ())])


class Ground:
    """`names` are libraries of libraries.toml, in the order in which they are asked. `folder` keeps their indexes and
    those of the sweeps; `tell` hears what is being done. Close it when done."""

    def __init__(
        self,
        folder: Path,
        names: Iterable[str],
        tell: Tell,
        *,
        shared: Path = SHARED,
        embedder: Embedder | None = None,
        bridge: Bridge | None = None,
    ) -> None:
        self.folder = folder
        self.tell = tell
        self._names = tuple(names)
        self._told = ""
        self._libraries = Libraries(
            folder / "libraries",
            shared=shared,
            progress=self.progress,
            embedder=Remembering(embedder or SentenceTransformerEmbedder.load(EmbedderSettings.from_environment())),
            bridge=bridge,
        )

    @property
    def embedder(self) -> Embedder:
        return self._libraries.embedder

    @property
    def bridge(self) -> Bridge:
        return self._libraries.bridge

    @cached_property
    def opened(self) -> tuple[OpenLibrary, ...]:
        """Those whose documents are here; of the others it is told that they are not.

        Errors: NothingToAsk where none is, and those of `Libraries.open`.
        """
        found = []
        for name in self._names:
            try:
                found.append(self._libraries.open(name))
            except LibraryAbsent as error:
                self.tell(f"left out: {error}")
        if not found:
            raise NothingToAsk(suite="sweeps")
        return tuple(found)

    def progress(self, stage: str, done: int, total: int) -> None:
        """Tells once of each stage of a build that takes time; `stage` is "STAGE/LIBRARY"."""
        name, _, library = stage.partition("/")
        if stage != self._told and total and name in {"translate", "embed"}:
            self._told = stage
            self.tell(f"indexing {library}: {name} {total} texts")

    def close(self) -> None:
        for library in vars(self).get("opened", ()):
            library.close()

"""The libraries that are here, opened once for all sweeps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from assistant.reading.reader import BlockReader
from evals.errors import LibraryAbsent, NothingToAsk
from evals.libraries import SHARED, Libraries, OpenLibrary
from index.bridge import Bridge
from index.embed import Embedder, Vectors, encode_question, open_embedder

Tell = Callable[[str], None]


class Remembering:
    """An embedder that encodes no question twice, under however many settings it is asked."""

    def __init__(self, inner: Embedder) -> None:
        self._inner = inner
        self.name = inner.name
        self.fingerprint = inner.fingerprint
        self.languages = inner.languages
        self._known: dict[str, Vectors] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        return self._inner.encode(texts)

    def encode_questions(self, questions: Sequence[str]) -> Vectors:
        for question in questions:
            if question not in self._known:
                self._known[question] = encode_question(self._inner, question)
        return np.stack([self._known[question] for question in questions])


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
        reader: BlockReader | None = None,
    ) -> None:
        self.folder = folder
        self.tell = tell
        self._names = tuple(names)
        self._told = ""
        self._libraries = Libraries(
            folder / "libraries",
            shared=shared,
            progress=self.progress,
            embedder=Remembering(embedder or open_embedder()),
            bridge=bridge,
            reader=reader,
        )

    @property
    def embedder(self) -> Embedder:
        return self._libraries.embedder

    @property
    def bridge(self) -> Bridge:
        return self._libraries.bridge

    @property
    def reader(self) -> BlockReader:
        return self._libraries.reader

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

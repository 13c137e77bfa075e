"""The libraries that the parts measure: temporary, built when first asked for, once for all parts."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from assistant.assistant import Assistant
from evals.errors import LibraryAbsent
from evals.libraries import Libraries, OpenLibrary
from evals.names import described
from evals.runs.run import Options
from evals.runs.runner import Runner
from evals.runs.store import Run
from evals.suites.figures import Skipped, Tell
from evals.systems import opener
from index.encoding.embedder import Embedder, Vectors, encode_question
from index.translation.apertium import Bridge


class Homes:
    """`folder` is emptied by whoever made it; `shared` need not exist; `tell` hears what is being done.

    `seconds` are those of what was opened and run, by what it was: "open LIBRARY" holds building its index, too.
    """

    def __init__(self, folder: Path, shared: Path, tell: Tell, libraries: Libraries | None = None) -> None:
        self.folder = folder
        self.tell = tell
        self.seconds: dict[str, float] = {}
        self.shared = shared
        self._open: dict[str, OpenLibrary] = {}
        self._runs: dict[tuple[str, tuple[str, ...]], Run] = {}
        self._told: set[str] = set()
        self.libraries = libraries or Libraries(folder, shared=shared, progress=self._progress)

    @cached_property
    def embedder(self) -> Embedder:
        """The configured model, loaded once: the default one unless the settings name another."""
        self.tell("loading the embedding model")
        return self.libraries.embedder

    @property
    def bridge(self) -> Bridge:
        return self.libraries.bridge

    @property
    def seeds_or_starter(self) -> str:
        """The seeds where they are here, else the fact sheets."""
        return "seeds" if (self.shared / "corpus" / "seeds").is_dir() else "starter"

    def pdfs(self) -> Path:
        """The folder of PDF files. Skipped where it is not here."""
        folder = self.shared / "corpus" / "pdf"
        if not folder.is_dir():
            raise Skipped(f"no PDF files in {folder}")
        return folder

    def home(self, name: str) -> Path:
        """A home with that library, indexed. Skipped where its documents are not here."""
        return self.open(name).folder

    def assistant(self, name: str) -> Assistant:
        """One over that home, opened once."""
        return self.open(name).assistant

    def open(self, name: str) -> OpenLibrary:
        """A library of libraries.toml, opened once. Skipped where its documents are not here."""
        if name not in self._open:
            try:
                self.libraries.require(name)
            except LibraryAbsent as error:
                raise Skipped(str(error)) from None
            assert self.embedder  # loaded before anything is timed
            started = time.perf_counter()
            self._open[name] = self.libraries.open(name)
            self.seconds[f"open {name}"] = time.perf_counter() - started
        return self._open[name]

    def run(self, suite: str, *names: str) -> Run:
        """That suite's run over these libraries, done once. Skipped where the documents of one are not here."""
        if (suite, names) not in self._runs:
            for name in names:
                self.open(name)  # built before anything is timed
            runner = Runner(self.libraries, self.folder / "runs", opener(), self._progress)
            started = time.perf_counter()
            self._runs[suite, names] = runner.run(Options(suite, ("assistant",), names))
            self.seconds[f"run {suite}"] = time.perf_counter() - started
        return self._runs[suite, names]

    def close(self) -> None:
        for library in self._open.values():
            library.close()

    def _progress(self, stage: str, _: int, total: int) -> None:
        if stage not in self._told and not stage.startswith(("read/", "store/", "check/")):
            self._told.add(stage)
            self.tell(f"{stage.replace('/', ' ')}: {total}")


class Remembering:
    """An embedder that encodes no question twice, under however many settings it is asked."""

    def __init__(self, inner: Embedder) -> None:
        self._inner = inner
        self.name, self.fingerprint, self.languages = inner.name, inner.fingerprint, inner.languages
        self._known: dict[str, Vectors] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        return self._inner.encode(texts)

    def encode_questions(self, questions: Sequence[str]) -> Vectors:
        for question in questions:
            if question not in self._known:
                self._known[question] = encode_question(self._inner, question)
        return np.stack([self._known[question] for question in questions])


def label(name: str) -> str:
    """What a library is called in the table."""
    return described()[name].en

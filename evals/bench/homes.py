"""The libraries and indexes that the parts measure: temporary, built when first asked for, once for all parts."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Literal

from assistant import Assistant
from corpus import Library, load_catalog
from corpus.model import Document
from evals.bench.figures import Skipped
from index.bridge import Bridge, open_bridge
from index.build import build_index
from index.embed import EmbedderSettings, SentenceTransformerEmbedder

Name = Literal["seeds", "everything", "starter"]
Tell = Callable[[str], None]


class Homes:
    """`folder` is emptied by whoever made it; `shared` need not exist; `tell` hears what is being done."""

    def __init__(self, folder: Path, shared: Path, tell: Tell) -> None:
        self.folder = folder
        self.tell = tell
        self._shared = shared
        self._assistants: dict[Name, Assistant] = {}

    @cached_property
    def embedder(self) -> SentenceTransformerEmbedder:
        """The configured model, loaded once: the default one unless the settings name another."""
        self.tell("loading the embedding model")
        return SentenceTransformerEmbedder.load(EmbedderSettings.from_environment())

    @cached_property
    def bridge(self) -> Bridge:
        return open_bridge()

    def shared(self, path: str) -> Path:
        """A file or folder of the shared material; Skipped where it is not here."""
        found = self._shared / path
        if not found.exists():
            raise Skipped(f"../shared/{path} is not here")
        return found

    def has_seeds(self) -> bool:
        return (self._shared / "corpus" / "seeds").is_dir()

    def home(self, name: Name) -> Path:
        """A home with that library, indexed.

        "seeds" holds the five seed documents, "everything" the PDF files too, "starter" nothing of its own.
        Skipped where the documents are not here.
        """
        return {"seeds": self._seeds, "everything": self._everything, "starter": self._starter}[name]()

    def assistant(self, name: Name) -> Assistant:
        """One over that home, opened once."""
        if name not in self._assistants:
            home = self.home(name)
            self._assistants[name] = Assistant.open(home, embedder=self.embedder, bridge=self.bridge)
        return self._assistants[name]

    def build(self, home: Path, about: str, documents: Sequence[Document] | None = None) -> Path:
        """Index a home (or these documents in it), saying how far it has come."""
        told: set[str] = set()

        def progress(stage: str, _: int, total: int) -> None:
            if stage in {"translate", "embed"} and stage not in told:
                told.add(stage)
                self.tell(f"indexing {about}: {stage} {total} texts")

        build_index(home, progress=progress, embedder=self.embedder, bridge=self.bridge, documents=documents)
        return home

    def _seeds(self) -> Path:
        home = self.folder / "seeds"
        if not home.exists():
            self._add(home, self.shared("corpus/seeds"))
            self.build(home, "the seeds")
        return home

    def _everything(self) -> Path:
        home = self.folder / "everything"
        if not home.exists():
            pdfs = self.shared("corpus/pdf")
            # what the seeds' build has translated and embedded need not be done again
            shutil.copytree(self._seeds(), home)
            self._add(home, pdfs)
            self.build(home, "the seeds and the PDF files")
        return home

    def _starter(self) -> Path:
        home = self.folder / "starter"
        return home if home.exists() else self.build(home, "the starter documents")

    def _add(self, home: Path, files: Path) -> None:
        catalog = load_catalog(self.shared("corpus/catalog.toml"))
        for outcome in Library(home).add([files], catalog):
            if outcome.error is not None:
                self.tell(f"left out: {outcome.error}")

"""The libraries that questions are asked of: their documents, their questions, and an index of them.

`libraries.toml` names them. Each has a home of its own under one folder, which is built when it is first opened and
again when its documents, the model, the translator or the code that reads and cuts documents have changed.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from assistant.assistant import Assistant
from assistant.reading.reader import BlockReader, Reader
from corpus.errors import NoText
from corpus.library.catalog import load_catalog
from corpus.library.library import Library
from corpus.model import Document
from evals.cases import Case
from evals.errors import DocumentUnread, LibraryAbsent
from evals.fingerprints import of_code, of_file, of_files, of_text
from evals.gold import load_cases, stand_in
from evals.names import FOLDER, Described, described, gold_path
from evals.xquad import load_xquad, xquad_cases
from index.building.build import Progress, build_index
from index.encoding.embedder import Embedder, open_embedder
from index.translation.apertium import Bridge, open_bridge

SHARED = FOLDER.parent.parent / "shared"
OWN = "own"  # the library of whoever runs the suite, with questions of their own


@dataclass(frozen=True, slots=True)
class OpenLibrary:
    """A library that can be asked. `whole_documents`: a place is a document there, however many passages it has."""

    name: str
    cases: tuple[Case, ...]
    documents: tuple[Document, ...]
    assistant: Assistant
    embedder: Embedder
    folder: Path
    gold_fingerprint: str
    index_fingerprint: str
    whole_documents: bool = False

    def close(self) -> None:
        self.assistant.searcher.close()


class Libraries:
    """Libraries under one folder. `shared` need not exist; `embedder` and `bridge` default to the configured ones,
    `reader` to the built-in one."""

    def __init__(
        self,
        folder: Path,
        *,
        shared: Path = SHARED,
        progress: Progress | None = None,
        embedder: Embedder | None = None,
        bridge: Bridge | None = None,
        reader: BlockReader | None = None,
    ) -> None:
        self.folder = folder
        self._shared = shared
        self._progress = progress or (lambda stage, done, total: None)
        self._given = (embedder, bridge, reader)

    @cached_property
    def embedder(self) -> Embedder:
        """The configured model, loaded once."""
        return self._given[0] or open_embedder()

    @cached_property
    def bridge(self) -> Bridge:
        return self._given[1] or open_bridge()

    @cached_property
    def reader(self) -> BlockReader:
        """Loaded once. Errors: ModelFileWrong: what a damaged one answers is not worth measuring."""
        return self._given[2] or Reader.load()

    def close(self) -> None:
        """Stop the translator, unless it was handed in."""
        if self._given[1] is None and (close := getattr(self.__dict__.get("bridge"), "close", None)):
            close()

    @property
    def translates(self) -> bool:
        return self.bridge.translates("es", "en") and self.bridge.translates("en", "es")

    def require(self, name: str) -> None:
        """Errors: LibraryAbsent where its documents are not on this machine."""
        entry = described()[name]
        for path in ("bench/xquad",) if entry.xquad else entry.shared:
            self._there(entry, path)

    def open(self, name: str) -> OpenLibrary:
        """Errors: LibraryAbsent where its documents are not on this machine, DocumentUnread, GoldError, and those of
        building and opening an index."""
        entry = described()[name]
        cases, gold = self._cases(entry)
        home = self.folder / name
        index = self._up_to_date(entry, home)
        documents = self._paragraphs(entry) if entry.xquad else tuple(Library(home).documents())
        assistant = Assistant.open(home, embedder=self.embedder, bridge=self.bridge, reader=self.reader)
        return OpenLibrary(
            name, cases, documents, assistant, self.embedder, home, gold, index, whole_documents=entry.xquad is not None
        )

    def own(self, home: Path, gold: Path) -> OpenLibrary:
        """The library of that home, as its index serves it, with the questions of a file.

        Errors: GoldError, also where a place that a question names is not in its documents.
        """
        cases = load_cases(gold)
        assistant = Assistant.open(home, embedder=self.embedder, bridge=self.bridge, reader=self.reader)
        documents = tuple(Library(home).documents())
        stand_in(cases, {one.metadata.source: one.text for one in documents}, gold.name)
        folder = self.folder / OWN
        folder.mkdir(parents=True, exist_ok=True)
        index = assistant.searcher.manifest.id
        return OpenLibrary(OWN, cases, documents, assistant, self.embedder, folder, of_file(gold), index)

    def _cases(self, entry: Described) -> tuple[tuple[Case, ...], str]:
        if entry.xquad:
            folder = self._there(entry, "bench/xquad")
            return xquad_cases(folder), of_file(folder / f"xquad-dev.{entry.xquad}.json")
        path = gold_path(str(entry.gold))
        return load_cases(path), of_file(path)

    def _sources(self, entry: Described) -> tuple[Path | None, list[Path]]:
        """The catalog, and the files and folders of the documents. Errors: LibraryAbsent."""
        if entry.fictional:
            catalog = FOLDER / "fictional" / entry.fictional / "catalog.toml"
            return catalog, load_catalog(catalog).files()
        folders = [self._there(entry, path) for path in entry.shared]
        return (self._there(entry, "corpus/catalog.toml") if folders else None), folders

    def _paragraphs(self, entry: Described) -> tuple[Document, ...]:
        return tuple(load_xquad(self._there(entry, "bench/xquad"), str(entry.xquad)))

    def _up_to_date(self, entry: Described, home: Path) -> str:
        """See to it that the home's documents and index are those of today; what they depend on, as one hash."""
        catalog, sources = (None, [self._there(entry, "bench/xquad")]) if entry.xquad else self._sources(entry)
        now = {
            "code": of_code("corpus", "index"),
            "documents": of_files([*([catalog] if catalog else []), *sources]),
            "embedder": self.embedder.fingerprint,
            "translates": self.translates,
        }
        stamp = home / "stamp.json"
        if _read_stamp(stamp) != now:
            stamp.unlink(missing_ok=True)
            if catalog is not None:
                self._add(entry, home, catalog, sources)
            home.mkdir(parents=True, exist_ok=True)
            build_index(
                home,
                documents=self._paragraphs(entry) if entry.xquad else None,
                embedder=self.embedder,
                bridge=self.bridge,
                progress=lambda stage, done, total: self._progress(f"{stage}/{entry.name}", done, total),
            )
            stamp.write_text(json.dumps(now), encoding="utf-8")
        return of_text(json.dumps(now, sort_keys=True))

    def _add(self, entry: Described, home: Path, catalog: Path, sources: Sequence[Path]) -> None:
        """Read the documents anew, as `ogp corpus add` does; files of images without text are left out there too."""
        shutil.rmtree(home / "corpus", ignore_errors=True)
        for outcome in Library(home).add(sources, load_catalog(catalog)):
            if outcome.error is not None and not isinstance(outcome.error, NoText):
                raise DocumentUnread(library=entry.name, file=outcome.path.name, reason=str(outcome.error))

    def _there(self, entry: Described, path: str) -> Path:
        found = self._shared / path
        if not found.exists():
            raise LibraryAbsent(library=entry.name, missing=f"shared/{path}")
        return found


def _read_stamp(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None

"""The libraries that questions are asked of: their documents, their questions, and an index of them.

`libraries.toml` names them. Each has a home of its own under one folder, which is built when it is first opened and
again when its documents, the model, the translator or the code that reads and cuts documents have changed.
"""

from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from assistant import Assistant
from corpus import Library, load_catalog
from corpus.model import Document
from evals.cases import Case
from evals.errors import DocumentUnread, LibraryAbsent
from evals.fingerprints import of_code, of_documents, of_file
from evals.gold_file import load_cases
from evals.xquad import load_xquad, xquad_cases
from index.bridge import Bridge, open_bridge
from index.build import build_index
from index.embed import Embedder, EmbedderSettings, SentenceTransformerEmbedder

# (stage, done, total), as `index.build_index` reports it
Progress = Callable[[str, int, int], None]
FOLDER = Path(__file__).parent
SHARED = FOLDER.parent.parent / "shared"
OWN = "own"  # the library of whoever runs the suite, with questions of their own


@dataclass(frozen=True, slots=True)
class Described:
    """One entry of libraries.toml."""

    name: str
    es: str
    en: str
    gold: str | None = None
    shared: tuple[str, ...] = ()
    fictional: str | None = None
    xquad: str | None = None


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
    whole_documents: bool = False


@cache
def described() -> Mapping[str, Described]:
    """Every library that `libraries.toml` names, in its order."""
    data = tomllib.loads((FOLDER / "libraries.toml").read_text(encoding="utf-8"))
    return {
        name: Described(name, **{key: tuple(v) if isinstance(v, list) else v for key, v in entry.items()})
        for name, entry in data.items()
    }


def asked(names: Iterable[str] = ()) -> tuple[str, ...]:
    """These libraries, or all that have gold questions."""
    return tuple(names) or tuple(name for name, entry in described().items() if entry.gold)


class Libraries:
    """Libraries under one folder. `shared` need not exist; `embedder` and `bridge` default to the configured ones."""

    def __init__(
        self,
        folder: Path,
        *,
        shared: Path = SHARED,
        progress: Progress | None = None,
        embedder: Embedder | None = None,
        bridge: Bridge | None = None,
    ) -> None:
        self.folder = folder
        self._shared = shared
        self._progress = progress or (lambda stage, done, total: None)
        self._given = (embedder, bridge)

    @cached_property
    def embedder(self) -> Embedder:
        """The configured model, loaded once."""
        return self._given[0] or SentenceTransformerEmbedder.load(EmbedderSettings.from_environment())

    @cached_property
    def bridge(self) -> Bridge:
        return self._given[1] or open_bridge()

    @property
    def translates(self) -> bool:
        return self.bridge.translates("es", "en") and self.bridge.translates("en", "es")

    def open(self, name: str) -> OpenLibrary:
        """Errors: LibraryAbsent where its documents are not on this machine, DocumentUnread, GoldError, and those of
        building and opening an index."""
        entry = described()[name]
        cases, gold = self._cases(entry)
        documents = self._documents(entry)
        home = self._built(name, documents)
        assistant = Assistant.open(home, embedder=self.embedder, bridge=self.bridge)
        return OpenLibrary(
            name, cases, documents, assistant, self.embedder, home, gold, whole_documents=entry.xquad is not None
        )

    def own(self, home: Path, gold: Path) -> OpenLibrary:
        """The library of that home, as its index serves it, with the questions of a file."""
        assistant = Assistant.open(home, embedder=self.embedder, bridge=self.bridge)
        documents = tuple(Library(home).documents())
        folder = self.folder / OWN
        folder.mkdir(parents=True, exist_ok=True)
        return OpenLibrary(OWN, load_cases(gold), documents, assistant, self.embedder, folder, of_file(gold))

    def _cases(self, entry: Described) -> tuple[tuple[Case, ...], str]:
        if entry.xquad:
            folder = self._there(entry, "bench/xquad")
            return xquad_cases(folder), of_file(folder / f"xquad-dev.{entry.xquad}.json")
        path = gold_path(str(entry.gold))
        return load_cases(path), of_file(path)

    def _documents(self, entry: Described) -> tuple[Document, ...]:
        if entry.xquad:
            return tuple(load_xquad(self._there(entry, "bench/xquad"), entry.xquad))
        if entry.fictional:
            return self._read(entry, FOLDER / "fictional" / entry.fictional / "catalog.toml", ())
        folders = [self._there(entry, path) for path in entry.shared]
        return self._read(entry, self._shared / "corpus" / "catalog.toml" if folders else None, folders)

    def _read(self, entry: Described, catalog: Path | None, folders: Sequence[Path]) -> tuple[Document, ...]:
        """The documents as `ogp corpus add` keeps them; image-only files are left out there too."""
        home = self.folder / entry.name / "reading"
        shutil.rmtree(home, ignore_errors=True)
        library = Library(home)
        if catalog is not None:
            loaded = load_catalog(catalog)
            for outcome in library.add(list(folders) or list(loaded.files()), loaded):
                if outcome.error is not None and type(outcome.error).__name__ != "NoText":
                    raise DocumentUnread(library=entry.name, file=outcome.path.name, reason=str(outcome.error))
        return tuple(library.documents())

    def _there(self, entry: Described, path: str) -> Path:
        found = self._shared / path
        if not found.exists():
            raise LibraryAbsent(library=entry.name, missing=f"shared/{path}")
        return found

    def _built(self, name: str, documents: Sequence[Document]) -> Path:
        home = self.folder / name
        stamp = home / "stamp.json"
        now = {
            "code": of_code("corpus", "index"),
            "documents": of_documents(documents),
            "embedder": self.embedder.fingerprint,
            "translates": self.translates,
        }
        if _read_stamp(stamp) != now:
            stamp.unlink(missing_ok=True)
            home.mkdir(parents=True, exist_ok=True)
            build_index(
                home,
                documents=documents,
                embedder=self.embedder,
                bridge=self.bridge,
                progress=lambda stage, done, total: self._progress(f"{stage}/{name}", done, total),
            )
            stamp.write_text(json.dumps(now), encoding="utf-8")
        return home


def gold_path(name: str) -> Path:
    """The file of that name in evals/gold."""
    return FOLDER / "gold" / f"{name}.jsonl"


def _read_stamp(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None

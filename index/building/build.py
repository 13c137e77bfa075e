"""Building an index: which documents it is made of, one build at a time, nothing lost where it fails."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.atomic import is_full
from corpus.errors import DiskFull
from corpus.library.library import Library
from corpus.model import Document
from corpus.text.terms import load_terms
from index.building.cache import Cache
from index.building.passages import TARGET
from index.building.prepared import prepare_documents
from index.building.writing import BuildReport, NotFound, Progress, write_generation
from index.encoding.embedder import Embedder, open_embedder
from index.errors import BuildLocked, EmbedderUnavailable, ModelFileWrong, NothingToIndex
from index.generation import index_folder
from index.translation.apertium import Bridge, open_bridge
from index.translation.protected import TermBridge
from index.vectors import has_no_space

_WORDS = re.compile(r"(?<![^\W_])(?:[^\W\d_]{2,30}|\d[\d.,]{0,30})(?![^\W_])")
_SIGNS = re.compile(r"\S")
_SHARE = 0.4  # of the signs of a document that stand in words or figures; running text has over 0.8
_SHORT = 400  # signs: of less nothing can be said
_SAMPLE = 200_000


def is_readable(document: Document) -> bool:
    """Whether a good part of the text is words or figures."""
    text = document.text[:_SAMPLE]
    signs = sum(1 for _ in _SIGNS.finditer(text))
    return signs < _SHORT or sum(len(word) for word in _WORDS.findall(text)) >= _SHARE * signs


__all__ = ["BuildReport", "build_index"]

_EXPECTED = (BuildLocked, NothingToIndex, ModelFileWrong, EmbedderUnavailable, DiskFull)


@dataclass
class _Chosen:
    """The documents that are built of, and a warning for each that is left out."""

    documents: list[Document]
    left_out: list[tuple[str, str]]

    def leave_out(self, documents: Sequence[Document]) -> None:
        ids = {document.id for document in documents}
        self.documents = [document for document in self.documents if document.id not in ids]
        self.left_out += [("document_unreadable", document.metadata.source) for document in documents]


def build_index(
    home: Path,
    *,
    progress: Progress | None = None,
    embedder: Embedder | None = None,
    bridge: Bridge | None = None,
    documents: Sequence[Document] | None = None,
    passage_size: int = TARGET,
) -> BuildReport:
    """Build a new generation of the home's documents (the starter corpus where there are none) and let it serve.

    `passage_size`: characters that a passage is filled up to (`index.building.passages`). Documents that are damaged,
    or that hold hardly a word, are left out; a warning names each.
    Errors: BuildLocked, NothingToIndex, ModelFileWrong, EmbedderUnavailable, BuildInvalid, DiskFull. After any of them,
    or an interruption, the generation that served before serves on.
    """
    started = time.monotonic()
    say = progress or (lambda stage, done, total: None)
    try:
        with _lock(home):
            library = Library(home)
            say("read", 0, 1)
            if documents is None:
                damaged = [("document_damaged", str(problem.values["file"])) for problem in library.damaged()]
                chosen = _Chosen(library.documents(), damaged)
            else:
                chosen = _Chosen(list(documents), [])
            say("read", 1, 1)
            starter = library.is_empty and documents is None
            embedder = embedder or open_embedder()
            terms_bridge = TermBridge(bridge or open_bridge(), load_terms())
            report = _build(home, library, chosen, starter, embedder, terms_bridge, passage_size, say)
    except Exception as error:
        if is_full(error) or (not isinstance(error, _EXPECTED) and has_no_space(index_folder(home))):
            raise DiskFull(place=str(home)) from error
        raise
    return replace(report, seconds=time.monotonic() - started)


def _build(
    home: Path,
    library: Library,
    chosen: _Chosen,
    starter: bool,
    embedder: Embedder,
    bridge: TermBridge,
    passage_size: int,
    say: Progress,
) -> BuildReport:
    """A generation without the documents that cannot be found by their own words: without them all is written anew,
    from what was computed."""
    chosen.leave_out([document for document in chosen.documents if document.text and not is_readable(document)])
    cache = Cache(index_folder(home) / "cache.sqlite")
    try:
        while True:
            translates = bridge.translates("es", "en")
            prepared = prepare_documents(chosen.documents, translates, embedder.languages, passage_size=passage_size)
            if not prepared.passages:
                raise NothingToIndex(home=str(home))
            try:
                report = write_generation(
                    home, prepared, embedder, bridge, cache, say,
                    fingerprint=library.fingerprint(), starter=starter, translates=translates,
                    left_out=tuple(chosen.left_out),
                )  # fmt: skip
            except NotFound as error:
                chosen.leave_out([document for document in chosen.documents if document.id in error.ids])
                continue
            cache.prune()
            return report
    finally:
        cache.close()


@contextmanager
def _lock(home: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout

    folder = index_folder(home)
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / "build.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise BuildLocked(home=str(home)) from None
    try:
        yield
    finally:
        lock.release()

"""What can be said about a home's index without loading a model, and whether it is whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.errors import OgpError
from corpus.library.library import Library
from index.building.prepared import Prepared
from index.encoding.embedder import Embedder
from index.errors import IndexDamaged, IndexFault, IndexMissing
from index.generation import (
    current_generation,
    generation_folder,
    missing_or_changed,
    read_manifest,
    size_of,
)
from index.search import Searcher
from index.translation.apertium import Bridge

_SENTINELS = 12


def sentinels_of(prepared: Prepared) -> tuple[tuple[str, str], ...]:
    """(question, passage id) pairs: passages spread over the index, asked for in the words of their longest unit."""
    step = max(1, len(prepared.passages) // _SENTINELS)
    chosen = []
    for n in range(0, len(prepared.passages), step):
        units = prepared.units_of(n)
        if units:
            chosen.append((max(units, key=len)[:300], prepared.passage_id(n)))
    return tuple(chosen[:_SENTINELS])


def failed_sentinels(searcher: Searcher) -> list[tuple[str, str]]:
    """The sentinels that do not find their passage, or one with the same text, among the first five."""
    failed = []
    ids = {identifier for _, _, identifier in searcher.content.spans()}
    for question, passage in searcher.manifest.sentinels:
        hits = searcher.search(question, 5)
        # the same words may stand in several passages: any of them will do
        if passage not in ids or not any(hit.passage == passage or question[:60] in hit.text for hit in hits):
            failed.append((question, passage))
    return failed


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """`built_at` is ISO 8601 in UTC; `stale` means the documents changed since; `bytes` is the size on disk."""

    exists: bool
    generation: str | None = None
    built_at: str | None = None
    embedder: str | None = None
    documents: int = 0
    passages: int = 0
    units: int = 0
    bridge: bool = False
    starter: bool = False
    stale: bool = False
    bytes: int = 0
    warnings: tuple[tuple[str, str], ...] = ()
    problem: OgpError | None = None


def index_status(home: Path) -> IndexStatus:
    """Never raises for a missing or damaged index: `problem` says what is wrong."""
    try:
        generation = current_generation(home)
        folder = generation_folder(home, generation)
        manifest = read_manifest(folder)
    except IndexMissing as error:
        return IndexStatus(exists=False, problem=error)
    except IndexDamaged as error:
        return IndexStatus(exists=True, problem=error)
    library = Library(home)
    stale = library.fingerprint() != manifest.corpus_fingerprint
    # Where a stored document is damaged the index still serves what it was built from.
    problem: OgpError | None = next(iter(library.damaged(check_sums=False)), None)
    return IndexStatus(
        exists=True,
        generation=generation,
        built_at=manifest.built_at,
        embedder=manifest.embedder,
        documents=manifest.documents,
        passages=manifest.passages,
        units=manifest.units,
        bridge=manifest.bridge,
        starter=manifest.starter,
        stale=stale,
        bytes=size_of(folder),
        warnings=manifest.warnings,
        problem=problem,
    )


def verify_index(home: Path, *, embedder: Embedder | None = None, bridge: Bridge | None = None) -> tuple[OgpError, ...]:
    """Every file against its checksum, every vector in Chroma against the stored one, the sentinel questions.

    Returns the problems found, none for a whole index. Errors: IndexMissing.
    """
    try:
        generation = current_generation(home)
        folder = generation_folder(home, generation)
        manifest = read_manifest(folder)
    except IndexDamaged as error:
        return (error,)
    problems = missing_or_changed(folder, manifest)
    if problems:
        return tuple(problems)
    try:
        searcher = Searcher.open(home, embedder=embedder, bridge=bridge, rerank=False)
    except IndexFault as error:
        return (error,)
    try:
        if not _same_vectors(searcher):
            problems.append(IndexDamaged(generation=generation, reason="the vector store holds other vectors"))
        problems += searcher.notices
        if not searcher.notices:  # without its encoder a whole index may miss them, too
            problems += [
                IndexDamaged(generation=generation, reason=f"the sentinel question “{question[:80]}” finds nothing")
                for question, _ in failed_sentinels(searcher)
            ]
    except IndexDamaged as error:
        problems.append(error)
    finally:
        searcher.close()
    return tuple(problems)


def _same_vectors(searcher: Searcher) -> bool:
    total = searcher.manifest.passages
    for at in range(0, total, 2000):
        numbers = list(range(at, min(total, at + 2000)))
        stored = searcher.stored_vectors(numbers)
        if len(stored) != len(numbers):
            return False
        rows = np.stack([stored[n] for n in numbers])
        if not np.allclose(rows, searcher.passage_vectors[numbers], atol=1e-5):
            return False
    return True

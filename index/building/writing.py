"""Writing a generation: embed, store, check, and only then put in place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from index.building.cache import Cache
from index.building.prepared import Prepared
from index.by_language import sides, write_lexical
from index.encoding.embedder import Embedder
from index.errors import BuildInvalid, IndexDamaged, IndexMissing, IndexPointerLost
from index.generation import (
    FORMAT,
    Manifest,
    checksums,
    current_generation,
    generation_folder,
    put_in_place,
    remove_others,
    write_manifest,
    written_generations,
)
from index.ledger import put_ledger
from index.search import Searcher
from index.status import failed_sentinels, sentinels_of
from index.store import ContentWriter
from index.translation.protected import TermBridge
from index.vectors import write_vectors
from index.vocabulary import put_sayings, put_words

Progress = Callable[[str, int, int], None]
_CHUNK = 256  # texts embedded between two steps of the progress bar


class NotFound(Exception):
    """Documents that a generation holds, `ids`, are not found by any of their own words, and others are."""

    def __init__(self, ids: set[str]) -> None:
        super().__init__(ids)
        self.ids = ids


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. `embedded` texts were new, `reused` ones came from earlier builds."""

    generation: str
    documents: int
    passages: int
    units: int
    embedded: int
    reused: int
    seconds: float
    warnings: tuple[tuple[str, str], ...]


def write_generation(
    home: Path,
    prepared: Prepared,
    embedder: Embedder,
    bridge: TermBridge,
    cache: Cache,
    say: Progress,
    *,
    fingerprint: str,
    starter: bool,
    translates: bool,
    left_out: tuple[tuple[str, str], ...],
) -> BuildReport:
    """A new generation that serves from now on. Raises NotFound, BuildInvalid, OSError, sqlite3.Error; what served
    before serves on then."""
    generation = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    folder = generation_folder(home, generation)
    remove_others(home, _kept(home))  # leftovers of interrupted builds
    folder.mkdir(parents=True)
    try:
        counts = _write(folder, prepared, embedder, cache, say)
        manifest = Manifest(
            format=FORMAT,
            id=generation,
            built_at=datetime.now(UTC).isoformat(timespec="seconds"),
            embedder=embedder.name,
            embedder_fingerprint=embedder.fingerprint,
            embedder_languages=tuple(embedder.languages),
            dimension=counts.dimension,
            bridge=translates,
            corpus_fingerprint=fingerprint,
            starter=starter,
            documents=len(prepared.documents),
            passages=len(prepared.passages),
            units=len(prepared.units),
            sentinels=sentinels_of(prepared),
            warnings=(*left_out, *prepared.warnings, *counts.warnings),
            files={},
        )
        say("check", 0, 1)
        write_manifest(folder, manifest)
        found = _validated(folder, manifest, embedder, bridge)
        write_manifest(folder, replace(manifest, sentinels=found, files=checksums(folder)))
        say("check", 1, 1)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    before = _kept(home)
    put_in_place(home, generation)
    remove_others(home, {generation} | before)
    return BuildReport(
        generation=generation,
        documents=manifest.documents,
        passages=manifest.passages,
        units=manifest.units,
        embedded=counts.embedded,
        reused=counts.reused,
        seconds=0.0,
        warnings=manifest.warnings,
    )


@dataclass(frozen=True, slots=True)
class _Counts:
    embedded: int
    reused: int
    dimension: int
    warnings: tuple[tuple[str, str], ...]


def _kept(home: Path) -> set[str]:
    try:
        return {current_generation(home)}
    except IndexPointerLost:  # one of them is open somewhere, perhaps
        return written_generations(home)
    except IndexMissing:
        return set()


def _write(folder: Path, prepared: Prepared, embedder: Embedder, cache: Cache, say: Progress) -> _Counts:
    texts = [*prepared.passage_texts, *prepared.unit_texts]
    vectors, embedded = _embed(texts, embedder, cache, say)
    split = len(prepared.passages)
    np.save(folder / "passages.npy", vectors[:split])
    # half the size, and the third decimal of a cosine never decided anything
    np.save(folder / "units.npy", vectors[split:].astype(np.float16))
    say("store", 0, 3)
    writer = ContentWriter(folder / "content.sqlite")
    for n, document in enumerate(prepared.documents):
        writer.document(n, document)
    writer.passages(prepared.passages)
    writer.units(prepared.units)
    writer.close()
    warnings = put_ledger(folder, prepared.documents)
    say("store", 1, 3)
    write_lexical(folder, prepared.searched, prepared.languages)
    by_language = {code: [prepared.searched[row] for row in rows] for code, rows in sides(prepared.languages).items()}
    put_words(folder, by_language)
    put_sayings(folder, by_language)
    say("store", 2, 3)
    write_vectors(folder / "chroma", vectors[:split])
    say("store", 3, 3)
    return _Counts(embedded, len(texts) - embedded, int(vectors.shape[1]), warnings)


def _embed(
    texts: list[str], embedder: Embedder, cache: Cache, say: Progress
) -> tuple[np.ndarray[tuple[int, ...], np.dtype[np.float32]], int]:
    namespace = f"{embedder.fingerprint}"
    found = cache.vectors(namespace, texts)
    todo = list(dict.fromkeys(text for text, vector in zip(texts, found, strict=True) if vector is None))
    # texts of like length side by side: less padding, the same vectors
    todo.sort(key=len, reverse=True)
    new: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]]] = {}
    for at in range(0, len(todo), _CHUNK):
        say("embed", at, len(todo))
        part = todo[at : at + _CHUNK]
        vectors = embedder.encode(part)
        cache.put_vectors(namespace, part, vectors)
        new.update(zip(part, vectors, strict=True))
    say("embed", len(todo), len(todo))
    rows = [new[text] if vector is None else vector for text, vector in zip(texts, found, strict=True)]
    return np.stack(rows), len(todo)


def _validated(folder: Path, manifest: Manifest, embedder: Embedder, bridge: TermBridge) -> tuple[tuple[str, str], ...]:
    """Open the new generation as a reader would and ask it its sentinels: those that it answers. Raises BuildInvalid
    where most are not, and NotFound."""
    try:
        searcher = Searcher(folder, embedder, bridge)
    except IndexDamaged as error:
        raise BuildInvalid(reason=str(error)) from error
    try:
        failed = failed_sentinels(searcher)
        document_of = {passage: searcher.content.document(n).id for n, _, passage in searcher.content.spans()}
    finally:
        searcher.close()
    asked = manifest.sentinels
    answered = tuple(pair for pair in asked if pair not in failed)
    if asked and len(failed) > len(answered):
        raise BuildInvalid(reason=f"{len(failed)} of its sentinel questions were not answered, {failed[0][0]!r} first")
    lost = {document_of[passage] for _, passage in failed} - {document_of[passage] for _, passage in answered}
    if lost:
        raise NotFound(lost)
    return answered

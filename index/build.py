"""Building a generation: read, embed, store, check, and only then put in place."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from corpus import Library
from corpus.model import Document
from corpus.terms import load_terms
from index.bridge import Bridge, open_bridge
from index.by_language import sides, write_lexical
from index.cache import Cache
from index.content import ContentWriter
from index.embed import Embedder, open_embedder
from index.errors import BuildInvalid, BuildLocked, IndexDamaged, IndexMissing, NothingToIndex
from index.generation import (
    FORMAT,
    Manifest,
    checksums,
    current_generation,
    generation_folder,
    index_folder,
    put_in_place,
    remove_others,
    write_manifest,
)
from index.ledger import put_ledger
from index.passages import TARGET
from index.prepared import Prepared, prepare_documents
from index.sayings import put_sayings
from index.search import Searcher
from index.translate import TermBridge
from index.vectors import write_vectors
from index.vocabulary import put_words

Progress = Callable[[str, int, int], None]
_CHUNK = 256  # texts embedded between two steps of the progress bar
_SENTINELS = 12


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

    `passage_size`: characters that a passage is filled up to (`index.passages`).
    Errors: BuildLocked, NothingToIndex, ModelFileWrong, EmbedderUnavailable, BuildInvalid. After any of them, or an
    interruption, the generation that served before serves on.
    """
    started = time.monotonic()
    say = progress or (lambda stage, done, total: None)
    with _lock(home):
        library = Library(home)
        say("read", 0, 1)
        chosen = list(library.documents() if documents is None else documents)
        say("read", 1, 1)
        embedder = embedder or open_embedder()
        cache = Cache(index_folder(home) / "cache.sqlite")
        try:
            terms_bridge = TermBridge(bridge or open_bridge(), load_terms())
            translates = terms_bridge.translates("es", "en")
            prepared = prepare_documents(chosen, translates, embedder.languages, passage_size=passage_size)
            if not prepared.passages:
                raise NothingToIndex(home=str(home))
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
                    corpus_fingerprint=library.fingerprint(),
                    starter=library.is_empty and documents is None,
                    documents=len(prepared.documents),
                    passages=len(prepared.passages),
                    units=len(prepared.units),
                    sentinels=_sentinels(prepared),
                    warnings=(*prepared.warnings, *counts.warnings),
                    files={},
                )
                say("check", 0, 1)
                write_manifest(folder, manifest)
                _validate(folder, embedder, terms_bridge)
                write_manifest(folder, replace(manifest, files=checksums(folder)))
                say("check", 1, 1)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            before = _kept(home)
            put_in_place(home, generation)
            cache.prune()
        finally:
            cache.close()
        remove_others(home, {generation} | before)
    return BuildReport(
        generation=generation,
        documents=len(prepared.documents),
        passages=len(prepared.passages),
        units=len(prepared.units),
        embedded=counts.embedded,
        reused=counts.reused,
        seconds=time.monotonic() - started,
        warnings=(*prepared.warnings, *counts.warnings),
    )


@dataclass(frozen=True, slots=True)
class _Counts:
    embedded: int
    reused: int
    dimension: int
    warnings: tuple[tuple[str, str], ...]


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


def _kept(home: Path) -> set[str]:
    try:
        return {current_generation(home)}
    except (IndexMissing, IndexDamaged):
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


def _sentinels(prepared: Prepared) -> tuple[tuple[str, str], ...]:
    """(question, passage id) pairs: passages spread over the index, asked for in the words of their longest unit."""
    step = max(1, len(prepared.passages) // _SENTINELS)
    chosen = []
    for n in range(0, len(prepared.passages), step):
        units = prepared.units_of(n)
        if units:
            chosen.append((max(units, key=len)[:300], prepared.passage_id(n)))
    return tuple(chosen[:_SENTINELS])


def _validate(folder: Path, embedder: Embedder, bridge: TermBridge) -> None:
    """Open the new generation as a reader would and ask it its sentinels."""
    try:
        searcher = Searcher(folder, embedder, bridge)
    except IndexDamaged as error:
        raise BuildInvalid(reason=str(error)) from error
    try:
        failed = ask_sentinels(searcher)
    finally:
        searcher.close()
    if failed:
        raise BuildInvalid(reason=f"{len(failed)} of its sentinel questions were not answered, {failed[0]!r} first")


def ask_sentinels(searcher: Searcher) -> list[str]:
    """Sentinel questions that do not find their passage (or one with the same text) among the first five."""
    failed = []
    ids = {identifier: n for n, (_, _, identifier) in enumerate(searcher.content.spans())}
    for question, passage in searcher.manifest.sentinels:
        hits = searcher.search(question, 5)
        wanted = searcher.content.passages([ids[passage]])[ids[passage]].text if passage in ids else None
        # the same words may stand in several passages: any of them will do
        if wanted is None or not any(hit.passage == passage or question[:60] in hit.text for hit in hits):
            failed.append(question)
    return failed

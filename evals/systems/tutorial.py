"""The assembly of the usual tutorial, as a baseline: LangChain's splitter, Chroma, our encoder, the best four chunks.

Everything is left as the tutorials have it: chunks by length alone, text and question encoded as they stand, Chroma's
default (squared Euclidean) distance, no translation, no conversation, no refusal. Only the search is made exact. As
there is no model that would write an answer, the chunks are the answer.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer
from corpus.model import Document
from evals.cases import Language
from evals.errors import SystemFailed
from evals.systems.base import SHOWN, Place, Run, passages_as_answer, run_of_text
from index.building.writing import Progress
from index.encoding.embedder import Embedder, encode_question

if TYPE_CHECKING:
    from langchain_chroma import Chroma

CHUNK, OVERLAP = 1000, 200  # characters
_COLLECTION = "tutorial"
_BATCH = 256  # chunks a call; Chroma takes at most 5,461
_LIBRARIES = ("langchain-text-splitters", "langchain-chroma", "chromadb")
# Chroma's index is approximate and no two builds of it are alike: at its defaults, 3,000 random vectors built twice
# gave different neighbours, 94 % of them the true ones. With these settings every build found all true ones, so that
# two runs agree; which neighbour is nearer is still what the default distance says.
_CONFIGURATION = {"hnsw": {"ef_search": 10_000, "ef_construction": 400, "max_neighbors": 64}}
_SPARE = 50  # more than are wanted are fetched, so that of equal ones always the same are left out


class TutorialSystem:
    """Built once under `folder`, and again only when documents, settings or libraries are others."""

    name = "baseline"
    at_once = 1

    def __init__(
        self, documents: Sequence[Document], embedder: Embedder, folder: Path, progress: Progress | None = None
    ) -> None:
        """Errors: SystemFailed, when the store cannot be written."""
        self._documents = {document.id: document for document in documents}
        self._embedder = embedder
        self._say = progress or (lambda stage, done, total: None)
        self._fingerprint = _fingerprint(documents, embedder)
        # One folder a fingerprint: Chroma keeps one client a path, which must never see other chunks appear under it.
        self._folder = folder / f"tutorial-{self._fingerprint[:16]}"
        try:
            self._chunks = self._build_once()
        except OSError as error:
            raise SystemFailed(system=self.name, reason=f"its store cannot be written ({error})") from error
        self._client, self._store = _open(self._folder / "chroma", embedder)

    def answer(self, question: str, history: Sequence[Mapping[str, str]], language: Language) -> Answer:
        started = time.perf_counter()
        answer = passages_as_answer(question, language, self._found(question, SHOWN))
        return replace(answer, seconds=round(time.perf_counter() - started, 4))

    def places(self, question: str, k: int) -> list[Place]:
        return [Place(run.metadata.source, run.text) for run in self._found(question, k)]

    def describe(self) -> Mapping[str, str]:
        return {
            "splitter": f"RecursiveCharacterTextSplitter {CHUNK}/{OVERLAP}",
            "embedder": self._embedder.name,
            "embedder_fingerprint": self._embedder.fingerprint,
            "chunks": str(self._chunks),
            "fingerprint": self._fingerprint,
            **{name: version(name) for name in _LIBRARIES},
        }

    def close(self) -> None:
        self._client.close()

    def _found(self, question: str, k: int) -> list[Run]:
        fetched = min(k + _SPARE, self._chunks)
        if k < 1 or fetched < 1:
            return []
        scored = self._store.similarity_search_with_score(question, fetched)
        # the same chunk may stand in several documents: equals in the order of the documents
        scored.sort(key=lambda pair: (pair[1], pair[0].metadata["n"]))
        return [self._run(chunk.page_content, chunk.metadata) for chunk, _ in scored[:k]]

    def _run(self, text: str, metadata: Mapping[str, Any]) -> Run:
        run = run_of_text(self._documents[metadata["document"]], text, metadata["start_index"])
        if run is None:
            raise SystemFailed(system=self.name, reason=f"a chunk is no run of the document {metadata['document']}")
        return run

    def _build_once(self) -> int:
        """The number of chunks in the store, which is there afterwards."""
        from filelock import FileLock

        self._folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(self._folder.with_suffix(".lock")):
            chunks = _chunks_of(self._folder, self._fingerprint)
            if chunks is None:
                aside = self._folder.with_suffix(".new")
                shutil.rmtree(aside, ignore_errors=True)
                chunks = self._build(aside)
                shutil.rmtree(self._folder, ignore_errors=True)
                os.replace(aside, self._folder)
            return chunks

    def _build(self, folder: Path) -> int:
        chunks = list(_split(self._documents.values()))
        client, store = _open(folder / "chroma", self._embedder)
        try:
            for at in range(0, len(chunks), _BATCH):
                self._say("embed", at, len(chunks))
                part = chunks[at : at + _BATCH]
                store.add_texts(
                    [text for text, _ in part],
                    metadatas=[metadata for _, metadata in part],
                    ids=[str(metadata["n"]) for _, metadata in part],
                )
            self._say("embed", len(chunks), len(chunks))
        finally:
            client.close()
        # written last: a store without it was never finished
        manifest = {"fingerprint": self._fingerprint, "chunks": len(chunks)}
        (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        return len(chunks)


class PlainEmbeddings:
    """Our embedder as LangChain's `Embeddings`, which Chroma's wrapper takes by shape: nothing is translated."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self._embedder.encode(texts).tolist()

    def embed_query(self, text: str) -> list[float]:
        return encode_question(self._embedder, text).tolist()


def _split(documents: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Chunks with the metadata they are stored with: `n` in all, the document's id, where it starts there."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP, add_start_index=True)
    n = 0
    for document in documents:
        for chunk in splitter.create_documents([document.text], [{"document": document.id}]):
            yield chunk.page_content, {"n": n, **chunk.metadata}
            n += 1


def _open(folder: Path, embedder: Embedder) -> tuple[Any, Chroma]:
    import chromadb
    from chromadb.config import Settings
    from langchain_chroma import Chroma

    folder.mkdir(parents=True, exist_ok=True)
    client = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
    embeddings: Any = PlainEmbeddings(embedder)
    configuration: Any = _CONFIGURATION
    store = Chroma(
        collection_name=_COLLECTION,
        embedding_function=embeddings,
        client=client,
        collection_configuration=configuration,
    )
    return client, store


def _chunks_of(folder: Path, fingerprint: str) -> int | None:
    """How many chunks a finished store of that fingerprint holds; None where there is none."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        return int(manifest["chunks"]) if manifest["fingerprint"] == fingerprint else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _fingerprint(documents: Sequence[Document], embedder: Embedder) -> str:
    """Changes when what would be stored does, or what stores it."""
    told = {
        "settings": [CHUNK, OVERLAP, _CONFIGURATION],
        "embedder": embedder.fingerprint,
        "libraries": [version(name) for name in _LIBRARIES],
        "documents": [
            [document.id, document.metadata.source, hashlib.sha256(document.text.encode()).hexdigest()]
            for document in documents
        ],
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()

"""The Chroma side of a generation: one collection of passage vectors, cosine, filled once.

Chroma is written by the building process alone and only opened afterwards: `open_vectors` never creates what is not
there. Vectors are always passed explicitly; the collection has no embedding function.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.atomic import is_full
from index.encoding.embedder import Vectors
from index.errors import IndexDamaged

COLLECTION = "passages"
_NEEDED = 65_536  # bytes that Chroma may write when it opens a store
_BATCH = 5000  # Chroma's own limit on one call is 5,461


def write_vectors(folder: Path, vectors: Vectors) -> None:
    """A new store in `folder` with row numbers as ids."""
    client = _client(folder)
    # By default Chroma leaves the last thousand vectors out of its HNSW files and writes those anew whenever it is
    # opened. With these thresholds they are whole after every call and stay as they are: checksums can hold them.
    settings = {"space": "cosine", "ef_search": 200, "batch_size": 1, "sync_threshold": 1}
    collection = client.create_collection(COLLECTION, configuration={"hnsw": settings}, embedding_function=None)
    for at in range(0, len(vectors), _BATCH):
        part = vectors[at : at + _BATCH]
        collection.add(ids=[str(at + i) for i in range(len(part))], embeddings=part)
    # without this the files may still be open when they are checksummed
    client.close() if hasattr(client, "close") else None


class VectorStore:
    """Nearest passages of a query vector. Errors of every method: IndexDamaged."""

    def __init__(self, collection: Any, client: Any, generation: str) -> None:
        self._collection = collection
        self._client = client
        self._generation = generation

    def nearest(self, vector: Vectors, k: int) -> tuple[npt.NDArray[np.int64], Vectors]:
        """Row numbers and cosine similarities of the k nearest passages, best first."""
        with _readable(self._generation):
            result = self._collection.query(query_embeddings=vector[None, :], n_results=k, include=["distances"])
        numbers = np.array([int(i) for i in result["ids"][0]], dtype=np.int64)
        return numbers, 1.0 - np.asarray(result["distances"][0], dtype=np.float32)

    def count(self) -> int:
        with _readable(self._generation):
            return int(self._collection.count())

    def rows(self, numbers: list[int]) -> dict[int, Vectors]:
        """The stored vectors of these rows (for checks)."""
        with _readable(self._generation):
            got = self._collection.get(ids=[str(n) for n in numbers], include=["embeddings"])
        return {int(i): np.asarray(v, dtype=np.float32) for i, v in zip(got["ids"], got["embeddings"], strict=True)}

    def close(self) -> None:
        if hasattr(self._client, "close"):
            self._client.close()


class ExactVectors:
    """As VectorStore, by comparing with every vector: for a disk so full that Chroma cannot open its files, to which it
    writes even when it only reads."""

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors

    def nearest(self, vector: Vectors, k: int) -> tuple[npt.NDArray[np.int64], Vectors]:
        cosines = np.asarray(self._vectors @ vector, dtype=np.float32)
        best = np.argsort(-cosines, kind="stable")[:k].astype(np.int64)
        return best, cosines[best]

    def count(self) -> int:
        return len(self._vectors)

    def rows(self, numbers: list[int]) -> dict[int, Vectors]:
        return {n: np.asarray(self._vectors[n], dtype=np.float32) for n in numbers}

    def close(self) -> None:
        pass


def has_no_space(folder: Path) -> bool:
    """Whether nothing can be written beside the index because its disk is full."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"\0" * _NEEDED)
            file.flush()
    except OSError as error:
        return is_full(error)
    return False


def open_vectors(folder: Path, generation: str) -> VectorStore:
    """Errors: IndexDamaged when there is no store or Chroma cannot read it."""
    if not (folder / "chroma.sqlite3").is_file():
        raise IndexDamaged(generation=generation, reason="the vector store is missing")
    with _readable(generation):
        client = _client(folder if os.access(folder / "chroma.sqlite3", os.W_OK) else _copy(folder))
        try:
            return VectorStore(client.get_collection(COLLECTION, embedding_function=None), client, generation)
        except BaseException:
            client.close() if hasattr(client, "close") else None
            raise


def _copy(folder: Path) -> Path:
    """A writable copy for the life of this process: Chroma writes to its files even when it only reads."""
    copy = Path(tempfile.mkdtemp(prefix="ogp-vectors-"))
    atexit.register(shutil.rmtree, copy, ignore_errors=True)
    return Path(shutil.copytree(folder, copy / "chroma"))


@contextmanager
def _readable(generation: str) -> Iterator[None]:
    try:
        yield
    except BaseException as error:  # Chroma's Rust core raises its panics past Exception
        if isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit)):
            raise
        raise IndexDamaged(generation=generation, reason=f"the vector store cannot be read ({error})") from error


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))

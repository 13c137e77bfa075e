"""What was already computed: vectors by the hash of their text, across builds.

An interrupted build loses nothing that stands here, and an unchanged text is never embedded twice. What the models set
before the present one made is kept for when one of them is set again.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.encoding.embedder import Vectors

_KEPT = 3  # models whose vectors are kept, the latest used ones


class Cache:
    """A SQLite file. One process writes at a time (the build holds a lock). A damaged one is begun anew."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._connection = _open(path)
        except sqlite3.OperationalError:  # locked, or not allowed: that says nothing of what it holds
            raise
        except sqlite3.DatabaseError:
            for damaged in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
                damaged.unlink(missing_ok=True)
            self._connection = _open(path)
        self._models: dict[str, int] = {}  # those that this build uses, by fingerprint

    def vectors(self, namespace: str, texts: Sequence[str]) -> list[Vectors | None]:
        """`namespace` is the model's fingerprint."""
        model = self._note(namespace)
        found: list[Vectors | None] = []
        with self._connection:
            for text in texts:
                key = _key(namespace, text)
                row = self._connection.execute("select value from vectors where key = ?", (key,)).fetchone()
                if row is not None:
                    self._connection.execute("update vectors set used = 1, model = ? where key = ?", (model, key))
                found.append(np.frombuffer(row[0], dtype=np.float32) if row else None)
        return found

    def put_vectors(self, namespace: str, texts: Sequence[str], vectors: Vectors) -> None:
        model = self._note(namespace)
        rows = [
            (_key(namespace, text), vector.astype(np.float32).tobytes(), model)
            for text, vector in zip(texts, vectors, strict=True)
        ]
        with self._connection:
            self._connection.executemany("insert or replace into vectors values (?, ?, 1, ?)", rows)

    def prune(self) -> None:
        """Forget what this build did not use, but for the vectors of other models used lately."""
        with self._connection:
            self._connection.execute(
                "delete from models where name not in (select name from models order by last desc limit ?)", (_KEPT,)
            )
            self._connection.execute(
                "delete from vectors where used = 0 and"
                " (model is null or model not in (select id from models where used = 0))"
            )

    def close(self) -> None:
        self._connection.close()

    def _note(self, namespace: str) -> int:
        """This build uses that model; its number."""
        if namespace not in self._models:
            with self._connection:
                self._connection.execute(
                    "insert into models (name, last, used)"
                    " values (?, (select coalesce(max(last), 0) + 1 from models), 1) on conflict (name)"
                    " do update set last = excluded.last, used = 1",
                    (namespace,),
                )
            query = "select id from models where name = ?"
            self._models[namespace] = self._connection.execute(query, (namespace,)).fetchone()[0]
        return self._models[namespace]


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    try:
        connection.executescript(
            "pragma journal_mode = wal; pragma synchronous = normal;"
            "create table if not exists vectors (key blob primary key, value blob, used integer) without rowid;"
            "drop table if exists translations;"  # documents were translated once
            "create table if not exists models (id integer primary key, name text unique, last integer, used integer);"
            "update vectors set used = 0; update models set used = 0;"
        )
        if "model" not in {row[1] for row in connection.execute("pragma table_info(vectors)")}:  # it came later
            connection.execute("alter table vectors add column model integer")
    except BaseException:
        connection.close()
        raise
    return connection


def _key(namespace: str, text: str) -> bytes:
    return hashlib.sha256(f"{namespace}\0{text}".encode("utf-8", "surrogatepass")).digest()

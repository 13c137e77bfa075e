"""What was already computed: translations and vectors by the hash of their text, across builds.

An interrupted build loses nothing that stands here, and an unchanged text is never translated or embedded twice. What
the models set before the present one made is kept for when one of them is set again.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.embed import Vectors

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
        self._note(namespace)
        found = self._get("vectors", namespace, texts)
        return [np.frombuffer(value, dtype=np.float32) if isinstance(value, bytes) else None for value in found]

    def put_vectors(self, namespace: str, texts: Sequence[str], vectors: Vectors) -> None:
        self._note(namespace)
        rows = [vector.astype(np.float32).tobytes() for vector in vectors]
        self._put("vectors", namespace, texts, rows)

    def translations(self, namespace: str, texts: Sequence[str]) -> list[str | None]:
        return self._get("translations", namespace, texts)  # type: ignore[return-value]

    def put_translations(self, namespace: str, texts: Sequence[str], values: Sequence[str]) -> None:
        self._put("translations", namespace, texts, values)

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
            self._connection.execute("delete from translations where used = 0")

    def close(self) -> None:
        self._connection.close()

    def _note(self, namespace: str) -> None:
        """This build uses that model."""
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

    def _get(self, table: str, namespace: str, texts: Sequence[str]) -> list[object | None]:
        found: list[object | None] = []
        model = self._models.get(namespace)
        with self._connection:
            for text in texts:
                key = _key(namespace, text)
                row = self._connection.execute(f"select value from {table} where key = ?", (key,)).fetchone()
                if row is not None:
                    self._connection.execute(f"update {table} set used = 1, model = ? where key = ?", (model, key))
                found.append(row[0] if row else None)
        return found

    def _put(self, table: str, namespace: str, texts: Sequence[str], values: Sequence[object]) -> None:
        model = self._models.get(namespace)
        rows = [(_key(namespace, text), value, model) for text, value in zip(texts, values, strict=True)]
        with self._connection:
            self._connection.executemany(f"insert or replace into {table} values (?, ?, 1, ?)", rows)


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    try:
        connection.executescript(
            "pragma journal_mode = wal; pragma synchronous = normal;"
            "create table if not exists vectors (key blob primary key, value blob, used integer) without rowid;"
            "create table if not exists translations (key blob primary key, value text, used integer) without rowid;"
            "create table if not exists models (id integer primary key, name text unique, last integer, used integer);"
            "update vectors set used = 0; update translations set used = 0; update models set used = 0;"
        )
        for table in ("vectors", "translations"):  # `model` came later; only vectors have one
            if "model" not in {row[1] for row in connection.execute(f"pragma table_info({table})")}:
                connection.execute(f"alter table {table} add column model integer")
    except BaseException:
        connection.close()
        raise
    return connection


def _key(namespace: str, text: str) -> bytes:
    return hashlib.sha256(f"{namespace}\0{text}".encode("utf-8", "surrogatepass")).digest()

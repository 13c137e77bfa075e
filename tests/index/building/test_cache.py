"""What was computed before, by the hash of its text."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index.building.cache import Cache


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "index" / "cache.sqlite"


@pytest.fixture
def cache(path: Path) -> Iterator[Cache]:
    cache = Cache(path)
    yield cache
    cache.close()


def vectors(*numbers: float) -> np.ndarray:
    return np.array([[number, 0.5, -1.0] for number in numbers], dtype=np.float32)


def test_vectors_come_back_as_they_were(cache: Cache) -> None:
    cache.put_vectors("model", ["one", "two"], vectors(1, 2))
    found = cache.vectors("model", ["two", "three", "one", "two"])
    assert found[1] is None
    np.testing.assert_array_equal(np.stack([v for v in found if v is not None]), vectors(2, 1, 2))


def test_any_text_has_a_place(cache: Cache) -> None:
    cache.put_vectors("model", ["", "lone \ud800", "\u00e1🌷"], vectors(1, 2, 3))
    found = cache.vectors("model", ["\u00e1🌷", "", "lone \ud800", "lone"])
    assert found[3] is None
    np.testing.assert_array_equal(np.stack([v for v in found if v is not None]), vectors(3, 1, 2))


def test_models_are_kept_apart(cache: Cache) -> None:
    cache.put_vectors("one model", ["text"], vectors(1))
    assert cache.vectors("another model", ["text"]) == [None]


def test_a_later_value_takes_the_place_of_an_earlier_one(cache: Cache) -> None:
    cache.put_vectors("model", ["agua"], vectors(1))
    cache.put_vectors("model", ["agua"], vectors(2))
    np.testing.assert_array_equal(cache.vectors("model", ["agua"])[0], vectors(2)[0])


def test_what_it_holds_outlives_the_process(cache: Cache, path: Path) -> None:
    cache.put_vectors("model", ["agua"], vectors(1))
    assert known(path, "model", "agua", "fuego") == [True, False]


def test_pruning_forgets_what_was_not_used(path: Path) -> None:
    first = Cache(path)
    first.put_vectors("model", ["agua", "fuego"], vectors(1, 2))
    first.close()
    second = Cache(path)
    second.vectors("model", ["fuego"])
    second.put_vectors("model", ["tierra"], vectors(3))
    second.prune()
    second.close()
    assert known(path, "model", "agua", "fuego", "tierra") == [False, True, True]


def test_a_damaged_cache_is_begun_anew(path: Path) -> None:
    """It only saves time: a build must not end because of it."""
    path.parent.mkdir(parents=True)
    path.write_bytes(b"this is no database at all, and long enough to be looked at" * 40)
    cache = Cache(path)
    assert cache.vectors("model", ["agua"]) == [None]
    cache.put_vectors("model", ["agua"], vectors(1))
    assert cache.vectors("model", ["agua"])[0] is not None
    cache.close()


def test_a_cache_cut_short_is_begun_anew(path: Path) -> None:
    first = Cache(path)
    first.put_vectors("model", [f"text {n}" for n in range(400)], np.ones((400, 64), dtype=np.float32))
    first.close()
    path.write_bytes(path.read_bytes()[:9000])
    again = Cache(path)
    again.put_vectors("model", ["text"], vectors(1))
    assert again.vectors("model", ["text"])[0] is not None
    again.close()


# --- several models


def build_with(path: Path, model: str, *texts: str) -> None:
    cache = Cache(path)
    new = [text for text, found in zip(texts, cache.vectors(model, texts), strict=True) if found is None]
    cache.put_vectors(model, new, np.ones((len(new), 3), dtype=np.float32))
    cache.prune()
    cache.close()


def known(path: Path, model: str, *texts: str) -> list[bool]:
    cache = Cache(path)
    found = [vector is not None for vector in cache.vectors(model, texts)]
    cache.close()
    return found


def test_vectors_of_the_model_before_are_kept_for_a_second_switch(path: Path) -> None:
    build_with(path, "one", "agua", "fuego")
    build_with(path, "other", "agua", "fuego")
    build_with(path, "other", "agua")
    assert known(path, "one", "agua", "fuego") == [True, True]
    assert known(path, "other", "agua", "fuego") == [True, False], "what the model in use no longer needs is forgotten"


def test_only_the_models_used_last_are_kept(path: Path) -> None:
    for model in ("first", "second", "first", "third", "fourth"):
        build_with(path, model, "agua")
    assert [known(path, model, "agua") for model in ("first", "second", "third", "fourth")] == [
        [True], [False], [True], [True],
    ]  # fmt: skip


def test_a_cache_from_before_still_serves(path: Path) -> None:
    """From when documents were translated and models were not told apart."""
    path.parent.mkdir()
    connection = sqlite3.connect(path)
    connection.executescript(
        "create table vectors (key blob primary key, value blob, used integer) without rowid;"
        "create table translations (key blob primary key, value text, used integer) without rowid;"
    )
    for text in ("agua", "fuego"):
        key = hashlib.sha256(f"model\0{text}".encode()).digest()
        connection.execute("insert into vectors values (?, ?, 1)", (key, vectors(1).tobytes()))
        connection.execute("insert into translations values (?, 'water', 1)", (key,))
    connection.commit()
    connection.close()
    build_with(path, "model", "agua")
    assert known(path, "model", "agua", "fuego") == [True, False]

"""The ledger's file: what goes in comes out, whole or not at all; and the filters over a ledger."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from ledger_makers import country

from corpus.errors import LedgerDamaged
from corpus.ledger import (
    Ledger,
    build_ledger,
    read_ledger,
    write_ledger,
)
from corpus.library.starter import starter_documents


@pytest.fixture(scope="module")
def built() -> Ledger:
    return build_ledger(country("valdoria"))


def test_it_comes_back_the_same(built: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "ledger.sqlite"
    for one in (built, build_ledger(starter_documents()), Ledger({}, (), (), ())):
        write_ledger(one, path)
        assert read_ledger(path) == one
        assert list(read_ledger(path).commitments) == list(one.commitments)
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_the_file_is_the_same_to_the_last_byte(built: Ledger, tmp_path: Path) -> None:
    write_ledger(built, tmp_path / "one")
    write_ledger(build_ledger(country("valdoria")[::-1]), tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_write_that_fails_leaves_what_was_there(built: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "ledger"
    write_ledger(built, path)
    broken = Ledger({**built.commitments, "again": next(iter(built.commitments.values()))}, (), (), ())
    with pytest.raises(OSError, match="ledger"):
        write_ledger(broken, path)
    assert read_ledger(path) == built
    assert [entry.name for entry in tmp_path.iterdir()] == ["ledger"]


@pytest.mark.parametrize("damage", ["missing", "empty", "text", "cut", "other base", "old", "table gone", "bad value"])
def test_damage_is_told(built: Ledger, tmp_path: Path, damage: str) -> None:
    path = tmp_path / "ledger.sqlite"
    if damage != "missing":
        write_ledger(built, path)
    if damage == "empty":
        path.write_bytes(b"")
    elif damage == "text":
        path.write_text("no data base at all\n" * 100)
    elif damage == "cut":
        path.write_bytes(path.read_bytes()[:9000])
    elif damage == "other base":
        path.unlink()
        run(path, "CREATE TABLE finding (at INTEGER)")
    elif damage == "old":
        run(path, "PRAGMA user_version = 99")
    elif damage == "table gone":
        run(path, "DROP TABLE side")
    elif damage == "bad value":
        run(path, "UPDATE commitment SET titles = 'not json'")
    with pytest.raises(LedgerDamaged, match=r"ledger\.sqlite"):
        read_ledger(path)


def run(path: Path, command: str) -> None:
    base = sqlite3.connect(path)
    base.execute(command)
    base.commit()
    base.close()

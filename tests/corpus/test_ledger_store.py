"""The ledger's file: what goes in comes out, whole or not at all; and the filters over a ledger."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from ledger_makers import country, ledger, page

from corpus import starter_documents
from corpus.errors import LedgerDamaged
from corpus.ledger import (
    Ledger,
    build_ledger,
    commitments_where,
    disagreements_of,
    findings_where,
    read_ledger,
    write_ledger,
)


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


def numbers(ledger: Ledger, **conditions: str) -> list[int | None]:
    return [commitment.number for commitment in commitments_where(ledger, **conditions)]  # type: ignore[arg-type]


def test_filters(built: Ledger) -> None:
    assert numbers(built) == [1, 2, 3, 4, 5, 6]
    assert numbers(built, country="xv", cycle="2022") == [1, 2, 3, 4, 5, 6]
    assert numbers(built, country="MX") == numbers(built, cycle="2020") == []
    assert numbers(built, status="inactive") == [5, 6]
    assert numbers(built, status="complete", voice="self_reported") == [1, 4]
    assert numbers(built, status="complete", voice="assessed") == [1]
    assert numbers(built, voice="assessed") == [1, 2, 3, 4, 5]
    assert numbers(built, institution="registro mercantil") == [4]
    assert numbers(built, institution="Lupa Ciudadana") == [2, 4]
    assert numbers(built, policy_area="Gender") == []


def test_findings_and_disagreements_of_commitments(built: Ledger) -> None:
    found = findings_where(built, commitments_where(built, status="inactive"), voice="assessed", field="completion")
    assert [(finding.commitment, finding.value) for finding in found] == [("xv-2022-5", "not_started")]
    assert [clash.field for clash in disagreements_of(built, "xv-2022-4")] == ["completion"]
    assert not disagreements_of(built, "xv-2022-1")


@pytest.mark.parametrize("name", ["CPLT", "cplt", "Consejo para la Transparencia", "council for transparency"])
def test_a_body_is_found_by_each_of_its_names(name: str) -> None:
    text = "# Plan\n\n## Compromiso 1: Faros\n\nInstitución responsable: CPLT"
    built = ledger(page(text, kind="action_plan", country="CL", language="es"))
    assert len(commitments_where(built, institution=name)) == 1
    assert not commitments_where(built, institution="Ministerio de Salud")

"""A ledger in one SQLite file: what goes in comes out the same, or LedgerDamaged."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from corpus.errors import LedgerDamaged
from corpus.ledger.model import Commitment, Disagreement, Finding, Ledger, Locator, Proposal

SCHEMA_VERSION = 2
_APPLICATION = 0x4F475031  # "OGP1": tells our file from any other database

_LOCATOR = (
    "document TEXT, source TEXT, start INTEGER, end INTEGER, section TEXT, col TEXT, page INTEGER, language TEXT, "
    "page_label TEXT, ocr INTEGER"
)
_TABLES = f"""
CREATE TABLE commitment (at INTEGER PRIMARY KEY, key TEXT UNIQUE, country TEXT, cycle TEXT, number INTEGER, id TEXT,
    titles TEXT, policy_areas TEXT);
CREATE TABLE named (commitment INTEGER REFERENCES commitment (at), at INTEGER, {_LOCATOR});
CREATE TABLE finding (at INTEGER PRIMARY KEY, commitment TEXT, field TEXT, value TEXT, wording TEXT, voice TEXT,
    about TEXT, listed INTEGER, {_LOCATOR});
CREATE INDEX finding_commitment ON finding (commitment, field);
CREATE TABLE proposal (at INTEGER PRIMARY KEY, key TEXT, kind TEXT, title TEXT, voice TEXT, commitments TEXT,
    {_LOCATOR});
CREATE TABLE disagreement (at INTEGER PRIMARY KEY, commitment TEXT, field TEXT, about TEXT, within INTEGER);
CREATE TABLE side (disagreement INTEGER REFERENCES disagreement (at), at INTEGER,
    finding INTEGER REFERENCES finding (at));
"""


def write_ledger(ledger: Ledger, path: Path) -> None:
    """Write the ledger to `path`, in place of what is there: whole or not at all. Raises OSError."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(draft)) as base, base:
            base.executescript(_TABLES)
            base.execute(f"PRAGMA application_id = {_APPLICATION}")
            base.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            _fill(base, ledger)
        os.replace(draft, path)
    except sqlite3.Error as error:
        raise OSError(f"{path.name}: {error}") from error
    finally:
        draft.unlink(missing_ok=True)


def _fill(base: sqlite3.Connection, ledger: Ledger) -> None:
    for at, one in enumerate(ledger.commitments.values()):
        row = (at, one.key, one.country, one.cycle, one.number, one.id, _json(one.titles), _json(one.policy_areas))
        _insert(base, "commitment", [row])
        _insert(base, "named", [(at, number, *_columns(place)) for number, place in enumerate(one.named)])
    # A side may be a finding that the list of findings does not hold.
    findings = dict.fromkeys(ledger.findings)
    listed = len(findings)
    findings.update(dict.fromkeys(side for one in ledger.disagreements for side in one.sides))
    numbers = {finding: at for at, finding in enumerate(findings)}
    _insert(
        base,
        "finding",
        [
            (at, f.commitment, f.field, f.value, f.wording, f.voice, f.about, int(at < listed), *_columns(f.at))
            for f, at in numbers.items()
        ],
    )
    _insert(
        base,
        "proposal",
        [
            (at, p.key, p.kind, p.title, p.voice, _json(p.commitments), *_columns(p.at))
            for at, p in enumerate(ledger.proposals)
        ],
    )
    for at, clash in enumerate(ledger.disagreements):
        _insert(base, "disagreement", [(at, clash.commitment, clash.field, clash.about, int(clash.within))])
        _insert(base, "side", [(at, number, numbers[side]) for number, side in enumerate(clash.sides)])


def _insert(base: sqlite3.Connection, name: str, rows: Iterable[tuple[Any, ...]]) -> None:
    rows = list(rows)
    if rows:
        base.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(rows[0]))})", rows)


def read_ledger(path: Path) -> Ledger:
    """The ledger written to `path`. Raises LedgerDamaged, also where the file is missing or of another version."""
    path = Path(path)
    if not path.is_file():
        raise LedgerDamaged(file=path.name, reason="there is no such file")
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as base:
            _check(base, path)
            return _read(base)
    except (sqlite3.Error, ValueError, TypeError, KeyError, IndexError) as error:
        raise LedgerDamaged(file=path.name, reason=str(error) or type(error).__name__) from error


def _check(base: sqlite3.Connection, path: Path) -> None:
    if base.execute("PRAGMA application_id").fetchone()[0] != _APPLICATION:
        raise LedgerDamaged(file=path.name, reason="not a ledger")
    version = base.execute("PRAGMA user_version").fetchone()[0]
    if version != SCHEMA_VERSION:
        raise LedgerDamaged(file=path.name, reason=f"version {version}, expected {SCHEMA_VERSION}")
    told = base.execute("PRAGMA quick_check(1)").fetchone()[0]
    if told != "ok":
        raise LedgerDamaged(file=path.name, reason=told)


def _read(base: sqlite3.Connection) -> Ledger:
    named: dict[int, list[Locator]] = {}
    for row in base.execute("SELECT * FROM named ORDER BY commitment, at"):
        named.setdefault(row[0], []).append(_locator(row[2:]))
    commitments = {}
    for at, key, country, cycle, number, id, titles, areas in base.execute("SELECT * FROM commitment ORDER BY at"):
        places = tuple(named.get(at, ()))
        commitments[key] = Commitment(key, country, cycle, number, id, json.loads(titles), places, _tuple(areas))
    findings = []
    listed = 0
    for row in base.execute("SELECT * FROM finding ORDER BY at"):
        commitment, field, value, wording, voice, about = row[1:7]
        findings.append(Finding(commitment, field, value, wording, voice, _locator(row[8:]), about))
        listed += row[7]
    proposals = tuple(
        Proposal(key, kind, title, _locator(place), voice, _tuple(commitments_of))
        for _, key, kind, title, voice, commitments_of, *place in base.execute("SELECT * FROM proposal ORDER BY at")
    )
    sides: dict[int, list[Finding]] = {}
    for one, _, finding in base.execute("SELECT * FROM side ORDER BY disagreement, at"):
        sides.setdefault(one, []).append(findings[finding])
    disagreements = tuple(
        Disagreement(commitment, field, about, tuple(sides[at]), bool(within))
        for at, commitment, field, about, within in base.execute("SELECT * FROM disagreement ORDER BY at")
    )
    return Ledger(commitments, tuple(findings[:listed]), proposals, disagreements)


def _columns(at: Locator) -> tuple[Any, ...]:
    place = (at.document, at.source, at.start, at.end, _json(at.section), at.column, at.page, at.language)
    return *place, at.page_label, int(at.ocr)


def _locator(row: Any) -> Locator:
    document, source, start, end, section, column, page, language, label, ocr = row
    return Locator(document, source, start, end, _tuple(section), column, page, language, label, bool(ocr))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _tuple(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))

"""Junk, damage and a full disk beside an index."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import numpy as np
import pytest
from fakes import HashedEmbedder, WordBridge, document

from corpus.errors import LedgerDamaged
from corpus.library.library import Library
from index.building.build import build_index, is_readable
from index.ledger import open_ledger
from index.status import index_status
from index.vectors import ExactVectors

SOUND = "# Lake\n\nThe lake froze over in January, and the mill stood still for a month.\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "lake.md").write_text(SOUND, encoding="utf-8")
    Library(tmp_path / "home").add([tmp_path / "lake.md"])
    return tmp_path / "home"


def test_junk_is_left_out_and_named(home: Path, tmp_path: Path) -> None:
    draw = random.Random(3)
    letters = "\n\n".join(" ".join(draw.choices("abcdefghijklmnopqrstuvwxyz", k=300)) for _ in range(20))
    for name, text in {"letters.md": letters, "line.txt": "ab" * 50_000}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        Library(home).add([tmp_path / name])
    report = build_index(home, embedder=HashedEmbedder(), bridge=WordBridge())
    assert report.documents == 1
    assert [value for key, value in report.warnings if key == "document_unreadable"] == ["letters.md", "line.txt"]


def test_tables_of_figures_and_short_documents_are_no_junk() -> None:
    figures = "\t".join(str(n) for n in range(900))
    assert is_readable(document(("paragraph", figures))) and is_readable(document(("paragraph", "a b c")))
    assert not is_readable(document(("paragraph", "a b c d " * 200)))


def test_a_damaged_document_is_left_out_and_named(home: Path, tmp_path: Path) -> None:
    (tmp_path / "mill.md").write_text("# Mill\n\nThe mill grinds barley in the autumn.\n", encoding="utf-8")
    Library(home).add([tmp_path / "mill.md"])
    stored = home / "corpus" / "mill.json"
    stored.write_text(stored.read_text("utf-8").replace("barley", "wheat"), encoding="utf-8")
    report = build_index(home, embedder=HashedEmbedder(), bridge=WordBridge())
    assert report.documents == 1 and ("document_damaged", "mill.json") in report.warnings
    assert index_status(home).documents == 1


def test_a_ledger_that_was_altered_is_not_shown(home: Path) -> None:
    report = build_index(home, embedder=HashedEmbedder(), bridge=WordBridge())
    open_ledger(home)
    file = home / "index" / "generations" / report.generation / "ledger.sqlite"
    with sqlite3.connect(file) as base:
        base.execute("INSERT INTO commitment VALUES (9, 'x', 'xx', '', 1, 'X1', '{}', '[]')")
    base.close()
    with pytest.raises(LedgerDamaged, match="not as it was written"):
        open_ledger(home)


def test_vectors_are_compared_where_no_store_can_be_opened() -> None:
    vectors = np.eye(4, dtype=np.float32)
    store = ExactVectors(vectors)
    numbers, cosines = store.nearest(vectors[2], 2)
    assert numbers[0] == 2 and cosines[0] == 1 and len(numbers) == 2 == len(cosines)
    assert store.count() == 4 and (store.rows([1])[1] == vectors[1]).all()

"""The ledger is written with the index, and read from the generation that serves."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import HashedEmbedder, WordBridge, valdoria

from corpus.ledger import build_ledger
from index.building.build import build_index
from index.errors import IndexMissing, LedgerMissing
from index.generation import current_generation, generation_folder
from index.ledger import open_ledger
from index.status import verify_index


def test_the_ledger_of_the_documents_comes_with_their_index(valdoria_home: Path) -> None:
    assert open_ledger(valdoria_home) == build_ledger(valdoria())
    assert open_ledger(valdoria_home).findings


def test_without_an_index_there_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        open_ledger(tmp_path)


def test_an_index_from_before_there_were_ledgers_says_what_to_do(tmp_path: Path) -> None:
    build_index(tmp_path, embedder=HashedEmbedder(), bridge=WordBridge(), documents=valdoria())
    (generation_folder(tmp_path, current_generation(tmp_path)) / "ledger.sqlite").unlink()
    with pytest.raises(LedgerMissing, match="ogp index build"):
        open_ledger(tmp_path)
    assert verify_index(tmp_path, embedder=HashedEmbedder(), bridge=WordBridge())

"""Fixtures of the index: the fictional documents, indexed once with stand-ins for model and translator."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # for tiny_models
sys.path.insert(0, str(Path(__file__).parent.parent))  # for fakes

from fakes import HashedEmbedder, WordBridge, valdoria

from index.building.build import build_index
from index.search import Searcher


@pytest.fixture(scope="session")
def valdoria_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose index holds the fictional documents. Read only: tests that change files make their own."""
    home = tmp_path_factory.mktemp("valdoria")
    build_index(home, embedder=HashedEmbedder(), bridge=WordBridge(), documents=valdoria())
    return home


@pytest.fixture(scope="session")
def searcher(valdoria_home: Path) -> Iterator[Searcher]:
    searcher = Searcher.open(valdoria_home, embedder=HashedEmbedder(), bridge=WordBridge())
    yield searcher
    searcher.close()

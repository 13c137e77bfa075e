"""Fixtures of the assistant: it answers from the fictional documents, with stand-ins for model and translator."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))  # for fakes

from fakes import HashedEmbedder, WordBridge, open_assistant, valdoria

from assistant import Answer
from assistant.assistant import Assistant
from corpus.model import Document
from index.building.build import build_index
from index.search import Searcher


@pytest.fixture(scope="session")
def valdoria_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose index holds the fictional documents. Read only."""
    home = tmp_path_factory.mktemp("valdoria")
    build_index(home, embedder=HashedEmbedder(), bridge=WordBridge(), documents=valdoria())
    return home


@pytest.fixture(scope="session")
def assistant(valdoria_home: Path) -> Iterator[Assistant]:
    assistant = open_assistant(valdoria_home)
    yield assistant
    assistant.searcher.close()


@pytest.fixture(scope="session")
def searcher(assistant: Assistant) -> Searcher:
    return assistant.searcher


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    """Canonical text of each fictional document by its id."""
    return {doc.id: doc.text for doc in valdoria()}


@pytest.fixture
def asker(home: Path) -> Iterator[Callable[..., Callable[[str], Answer]]]:
    """Makes an assistant of some documents: `ask = asker(document, …)`."""
    opened: list[Assistant] = []

    def make(*documents: Document) -> Callable[[str], Answer]:
        build_index(home, embedder=HashedEmbedder(), bridge=WordBridge(), documents=documents)
        opened.append(open_assistant(home))
        return opened[-1].ask

    yield make
    for assistant in opened:
        assistant.searcher.close()

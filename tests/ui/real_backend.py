"""The real packages over a home of the test's own; only model and translator are stood in for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fakes import HashedEmbedder, WordBridge, open_assistant

from ui.backend import Backend


class RealBackend(Backend):
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def home(self) -> Path:
        return self.folder

    def build_index(self, home: Path, progress: Any) -> Any:
        from index.building.build import build_index

        return build_index(home, embedder=HashedEmbedder(), bridge=WordBridge())

    def open_searcher(self, home: Path) -> Any:
        from index.search import Searcher

        return Searcher.open(home, embedder=HashedEmbedder(), bridge=WordBridge())

    def open_assistant(self, home: Path) -> Any:
        return open_assistant(home)

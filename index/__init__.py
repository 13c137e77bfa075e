"""Search over OGP documents. The exports, by stage:

build    build_index, BuildReport
know     open_ledger: what the documents say of each commitment
look     index_status, IndexStatus, verify_index
search   Searcher, Hit
fail     IndexFault and what is under it
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.building.build import BuildReport, build_index
    from index.errors import (
        BuildInvalid,
        BuildLocked,
        EmbedderChanged,
        EmbedderMismatch,
        EmbedderUnavailable,
        IndexDamaged,
        IndexFault,
        IndexMissing,
        IndexPointerLost,
        LedgerMissing,
        ModelFileWrong,
        NothingToIndex,
        RerankerUnavailable,
    )
    from index.ledger import open_ledger
    from index.search import Hit, Searcher
    from index.status import IndexStatus, index_status, verify_index

_HOMES = {
    "BuildReport": "building.build",
    "build_index": "building.build",
    "BuildInvalid": "errors",
    "BuildLocked": "errors",
    "EmbedderChanged": "errors",
    "EmbedderMismatch": "errors",
    "EmbedderUnavailable": "errors",
    "IndexDamaged": "errors",
    "IndexFault": "errors",
    "IndexMissing": "errors",
    "IndexPointerLost": "errors",
    "LedgerMissing": "errors",
    "ModelFileWrong": "errors",
    "NothingToIndex": "errors",
    "RerankerUnavailable": "errors",
    "open_ledger": "ledger",
    "Hit": "search",
    "Searcher": "search",
    "IndexStatus": "status",
    "index_status": "status",
    "verify_index": "status",
}

__all__ = [
    "BuildInvalid",
    "BuildLocked",
    "BuildReport",
    "EmbedderChanged",
    "EmbedderMismatch",
    "EmbedderUnavailable",
    "Hit",
    "IndexDamaged",
    "IndexFault",
    "IndexMissing",
    "IndexPointerLost",
    "IndexStatus",
    "LedgerMissing",
    "ModelFileWrong",
    "NothingToIndex",
    "RerankerUnavailable",
    "Searcher",
    "build_index",
    "index_status",
    "open_ledger",
    "verify_index",
]


def __getattr__(name: str) -> Any:
    """Exports are imported on first use: `ogp --help` must not wait for NumPy."""
    if name not in _HOMES:
        raise AttributeError(f"module 'index' has no attribute {name!r}")
    return getattr(import_module(f"index.{_HOMES[name]}"), name)

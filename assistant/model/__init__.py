"""Answers that a chat model words, and what holds them to the documents. The exports, by stage:

read     ClaimReader, Claim, Quote: what a reply states, while it arrives
place    align: where in a source a quotation stands
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.model.align import align
    from assistant.model.parse import Claim, ClaimReader, Quote

_HOMES = {"align": "align", "Claim": "parse", "ClaimReader": "parse", "Quote": "parse"}

__all__ = ["Claim", "ClaimReader", "Quote", "align"]


def __getattr__(name: str) -> Any:
    """Each export is imported on first use: some of them bring LangChain along."""
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

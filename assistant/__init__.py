"""Questions to answers. The exports:

Assistant                                     open a home, ask
Answer, Statement, Citation, Conflict, Side   what comes back
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.answer import Answer, Citation, Conflict, Side, Statement

if TYPE_CHECKING:
    from assistant.assistant import Assistant

__all__ = ["Answer", "Assistant", "Citation", "Conflict", "Side", "Statement"]


def __getattr__(name: str) -> Any:
    """The assistant is imported on first use: it brings NumPy and the index with it."""
    if name == "Assistant":
        from assistant.assistant import Assistant

        return Assistant
    raise AttributeError(f"module 'assistant' has no attribute {name!r}")

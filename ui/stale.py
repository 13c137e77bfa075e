"""Saying that the documents have changed since the index was built."""

from __future__ import annotations

from pathlib import Path

from ui.session import Session


def announce_stale(session: Session, home: Path) -> None:
    """One sentence on stderr where the index is older than the documents. Never stops the work it
    precedes.
    """
    try:
        stale = bool(session.backend.index_status(home).stale)
    except Exception:  # the question can still be answered from the index that is open
        return
    if stale:
        session.console.note(session.texts("index.stale"))

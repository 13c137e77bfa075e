"""Saying that the index is not all it could be: documents changed since, a ledger read a part of them only, a reranker
cannot be used."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from pathlib import Path

from ui.views import errors as failure
from ui.views.documents import warning_text
from ui.terminal.session import Session


def announce_stale(session: Session, home: Path) -> None:
    """One sentence on stderr where the index is older than the documents. Never stops the work it
    precedes.
    """
    for notice in standing_notices(session, home):
        session.console.note(notice)


def standing_notices(session: Session, home: Path, notices: Iterable[Exception] = ()) -> list[str]:
    """A sentence where the index is older than the documents, and one for each thing that an open index works in spite
    of: for a person, and for a program that reads answers in JSON."""
    try:
        stale = bool(session.backend.index_status(home).stale)
    except Exception:  # the question can still be answered from the index that is open
        stale = False
    told = [session.texts("index.stale")] if stale else []
    return told + [failure.explain(notice, session.texts) for notice in notices]


def announce_damaged(session: Session, home: Path) -> int:
    """On stderr, each stored document that cannot be read back, and how many they are; the others are not held up."""
    problems = session.backend.library(home).damaged()
    for problem in problems:
        session.console.note(failure.explain(problem, session.texts))
    return len(problems)


def announce_notices(session: Session, notices: Iterable[Exception]) -> None:
    """On stderr, what an open index works in spite of: one sentence for each."""
    for notice in notices:
        session.console.note(failure.explain(notice, session.texts))


def announce_part_read(session: Session, home: Path, but: Collection[str] = ()) -> None:
    """On stderr, before commitments are listed: what `announce_stale` says, and a sentence for each document of which
    the ledger read a part only, `but` those of these sources. Never stops the work it precedes.
    """
    announce_stale(session, home)
    announce_damaged(session, home)
    try:
        warnings = session.backend.index_status(home).warnings
    except Exception:
        return
    for warning in warnings:
        if warning[0].startswith("ledger_") and json.loads(warning[1])["source"] not in but:
            session.console.note(warning_text(warning, session.texts))

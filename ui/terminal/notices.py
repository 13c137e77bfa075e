"""Saying that answers may not be all they could be: documents changed since the index was built, one cannot be read
back, the ledger has a part of one only, a reranker cannot be used. None of it stops the work it precedes."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

from ui.terminal.session import Session
from ui.views.documents import warning_text
from ui.views.errors import explain


def announce(session: Session, notices: Iterable[str]) -> None:
    """On stderr, a line for each."""
    for notice in notices:
        session.console.note(notice)


def explained(session: Session, errors: Iterable[Exception]) -> list[str]:
    return [explain(error, session.texts) for error in errors]


def index_notices(session: Session, limitations: Iterable[Exception] = ()) -> list[str]:
    """A sentence where the index is older than the documents, and one for each limitation that an open index works in
    spite of: for a person, and for a program that reads answers in JSON."""
    try:
        stale = bool(session.backend.index_status(session.home()).stale)
    except Exception:  # the question can still be answered from the index that is open
        stale = False
    return ([session.texts("index.stale")] if stale else []) + explained(session, limitations)


def announce_damaged(session: Session) -> int:
    """On stderr, each stored document that cannot be read back, and how many they are; the others are not held up."""
    problems = session.library().damaged()
    announce(session, explained(session, problems))
    return len(problems)


def announce_ledger_gaps(session: Session, except_sources: Collection[str] = ()) -> None:
    """On stderr, before commitments are listed: what `index_notices` and `announce_damaged` say, and a sentence for
    each document of which the ledger has a part only, unless its source is among those excepted."""
    announce(session, index_notices(session))
    announce_damaged(session)
    try:
        warnings = session.backend.index_status(session.home()).warnings
    except Exception:
        return
    for warning in warnings:
        if warning[0].startswith("ledger_") and json.loads(warning[1])["source"] not in except_sources:
            session.console.note(warning_text(warning, session.texts))

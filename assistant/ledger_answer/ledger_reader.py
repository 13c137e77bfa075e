"""Answers from rows of the ledger: what is asked, the rows that tell it, and the answer made of them."""

from __future__ import annotations

import threading

from assistant.ledger_answer.opened import ledger_of
from assistant.ledger_answer.row_answer import Composer, FromRows
from assistant.ledger_answer.rows import rows_of
from assistant.ledger_answer.scope import Held
from assistant.ledger_query.query import RowsAsked
from assistant.retrieval.acronyms import stands_for
from assistant.retrieval.same_commitment import Topics
from corpus.ledger import Ledger
from index.search import Searcher


class LedgerReader:
    """Reads answers off the ledger beside an open generation. Safe from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._topics: tuple[Ledger, Topics] | None = None

    def of(self, searcher: Searcher) -> Ledger | None:
        """As `ledger_of`."""
        return ledger_of(searcher)

    def topics(self, searcher: Searcher) -> Topics | None:
        """Which passages are about the same commitment; None as for `of`."""
        ledger = ledger_of(searcher)
        if ledger is None:
            return None
        with self._lock:
            if self._topics is None or self._topics[0] is not ledger:
                self._topics = (ledger, Topics(searcher, ledger))
            return self._topics[1]

    def answer(
        self, searcher: Searcher, asked: RowsAsked | None, language: str, initials: str | None = None
    ) -> FromRows | None:
        """The answer where the ledger has all the rows that are `asked` for, or documents spell the `initials` out;
        else None."""
        told = stands_for(searcher, initials, language) if initials else None
        if told:
            return told
        ledger = ledger_of(searcher) if asked else None
        if asked is None or ledger is None:
            return None
        documents = {metadata.id: metadata for metadata in searcher.documents().values()}
        groups = rows_of(Held(ledger, documents, searcher.bridge, language), asked)
        return Composer(searcher, ledger, asked, language).answer(groups) if groups else None

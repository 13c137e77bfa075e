"""Citations of an answer made of rows, numbered as they are made."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import Citation
from assistant.ledger_answer.row_quote import quoted
from assistant.ledger_answer.scope import Row
from assistant.verify import exact
from corpus.ledger import Finding, Locator
from index.search import Searcher


class Citing:
    """`citations` are those made so far."""

    def __init__(self, searcher: Searcher, language: str) -> None:
        self.searcher = searcher
        self.language = language
        self.citations: list[Citation] = []

    def cite(self, at: Locator, voice: str, row: Row | None = None) -> int:
        """The number of a new citation of what stands there."""
        citation = quoted(self.searcher, at, voice, self.language)
        commitment = row.commitment.id if row else None
        self.citations.append(replace(citation, number=len(self.citations) + 1, commitment=commitment))
        return len(self.citations)

    def cite_exact(self, stated: Finding) -> int | None:
        """As `cite`, for a total, which no longer passes through verifying; None where it would not stand up."""
        for one in self.citations:  # a total may bear out one voice's rows and contradict another's
            if (one.document, one.start, one.quote) == (stated.at.document, stated.at.start, stated.wording):
                return one.number
        number = self.cite(stated.at, stated.voice)
        if exact(self.searcher, self.citations[number - 1]):
            return number
        self.citations.pop()
        return None

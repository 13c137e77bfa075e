"""Does a quotation stand in the table row of a gold place?

A row says one thing in several cells. Who quotes the whole cell "Complete" of the right row has found the place,
however few words that is and in whichever cell the anchor stands: what the cell says is for the nuggets to judge.
A sentence out of a longer cell must hold the anchor itself, as in running text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from assistant.answer import Citation
from corpus.model import Document
from corpus.text.normalize import squeeze
from evals.cases import Gold

SameRow = Callable[[Gold, Citation], bool]


def no_rows(gold: Gold, citation: Citation) -> bool:
    """For whom no documents are at hand: no two places share a row."""
    return False


class Rows:
    """The table rows of a library's documents."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = {document.metadata.source: document for document in documents}
        self._spans: dict[Gold, frozenset[tuple[int, int]]] = {}

    def share(self, gold: Gold, citation: Citation) -> bool:
        """Whether the quotation is a whole cell of a row of the gold's document that holds the anchor."""
        if citation.source != gold.source or not citation.quote:
            return False
        if gold not in self._spans:
            self._spans[gold] = frozenset(self._cells_beside(gold))
        return (citation.start, citation.end) in self._spans[gold]

    def _cells_beside(self, gold: Gold) -> Iterable[tuple[int, int]]:
        document = self._documents.get(gold.source)
        anchor = squeeze(gold.anchor)
        if document is None:
            return
        for block in document.blocks:
            if block.kind == "table_row" and anchor in squeeze(document.text[block.start : block.end]):
                yield from ((cell.start, cell.end) for cell in block.cells)

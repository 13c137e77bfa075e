"""Is every quotation an exact run of its document, and has every statement one?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assistant.answer import Answer, Citation
from corpus.model import Document


@dataclass(frozen=True, slots=True)
class Checked:
    """Counts of one answer or, added up, of many.

    `bare` are statements without a quotation, and given answers without a statement.
    """

    answers: int = 0
    statements: int = 0
    bare: int = 0
    quotations: int = 0
    exact: int = 0

    def __add__(self, other: Checked) -> Checked:
        return Checked(
            self.answers + other.answers,
            self.statements + other.statements,
            self.bare + other.bare,
            self.quotations + other.quotations,
            self.exact + other.exact,
        )

    @property
    def share_exact(self) -> float | None:
        """None where nothing was quoted."""
        return self.exact / self.quotations if self.quotations else None


def check(answer: Answer, exact: Callable[[Citation], bool]) -> Checked:
    """Count in one answer; one that was not given quotes nothing and counts only as an answer.

    `exact` says whether a quotation is what its document holds, as `is_exact` does. A citation that only names a place
    (an address, say) is no quotation.
    """
    quoted = [citation for citation in answer.citations if citation.quote.strip()]
    numbers = {citation.number for citation in quoted}
    bare = sum(not s.citations or not numbers.issuperset(s.citations) for s in answer.statements)
    empty = answer.status in {"answered", "partial"} and not answer.statements
    return Checked(1, len(answer.statements), bare + empty, len(quoted), sum(map(exact, quoted)))


def is_exact(citation: Citation, documents: Mapping[str, Document]) -> bool:
    """Whether the quotation is, to the character, what its document holds at its place.

    `documents` by id, read afresh from the library: what an index keeps of them proves nothing.
    """
    document = documents.get(citation.document)
    if document is None or document.metadata.source != citation.source or not citation.quote.strip():
        return False
    return document.text[citation.start : citation.end] == citation.quote

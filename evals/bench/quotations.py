"""Is every quotation an exact run of its document, and has every statement one?

Checked against documents read afresh from the library, not against what the index keeps of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.answer import Answer, Citation
from corpus.model import Document


@dataclass(frozen=True, slots=True)
class Checked:
    """Counts over many answers. `bare` are statements without a quotation, and answers without a statement."""

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


def is_exact(citation: Citation, documents: Mapping[str, Document]) -> bool:
    """Whether the quotation is, to the character, what its document holds at its place. `documents` by id."""
    document = documents.get(citation.document)
    if document is None or document.metadata.source != citation.source or not citation.quote.strip():
        return False
    return document.text[citation.start : citation.end] == citation.quote


def check(answers: Iterable[Answer], documents: Mapping[str, Document]) -> Checked:
    """Count over all answers; those that give no answer quote nothing and count only as answers."""
    total = Checked()
    for answer in answers:
        numbers = {citation.number for citation in answer.citations}
        bare = sum(not s.citations or not numbers >= set(s.citations) for s in answer.statements)
        empty = answer.status in {"answered", "partial"} and not answer.statements
        exact = sum(is_exact(citation, documents) for citation in answer.citations)
        total += Checked(1, len(answer.statements), bare + empty, len(answer.citations), exact)
    return total

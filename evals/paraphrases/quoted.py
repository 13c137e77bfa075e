"""The sentences and cells of an open library, each as the source that a prompt would have given for it."""

from __future__ import annotations

from assistant.llm.context import Source
from assistant.retrieval.candidate import Candidate
from corpus.model import Metadata
from evals.errors import GoldError
from evals.paraphrases.claims import FILE, LabelledClaim
from evals.reasons import reason
from index.content import StoredPassage, StoredUnit
from index.search import Searcher


class Quotable:
    """Finds what a claim quotes. Keys are made of the passage's number: the same each time."""

    def __init__(self, searcher: Searcher) -> None:
        content = searcher.content
        self._units: dict[str, list[StoredUnit]] = {}
        self._sources: dict[int, Source] = {}
        for document, metadata in searcher.documents().items():
            passages = content.passages(content.passages_of_document(document))
            units = content.units_of(list(passages))
            self._units[metadata.source] = units
            for unit in units:
                passage = passages[unit.passage]
                best = _candidate(unit, passage, metadata)
                self._sources.setdefault(unit.passage, Source(f"k{passage.n:06x}", passage, metadata, best))

    def __contains__(self, source: str) -> bool:
        """Is it a document of this library, by its file name?"""
        return source in self._units

    def of(self, claim: LabelledClaim) -> tuple[Source, str]:
        """The source, and the sentence or cell of it that holds the claim's anchor. Errors: GoldError."""
        for unit in self._units[claim.source]:
            if claim.anchor in unit.text:
                return self._sources[unit.passage], unit.text
        why = reason("not_in_document", source=claim.source)
        raise GoldError(file=FILE.name, line=claim.line, field="anchor", reason=why)


def _candidate(unit: StoredUnit, passage: StoredPassage, metadata: Metadata) -> Candidate:
    """One that nothing was asked about: a check looks at its place alone."""
    return Candidate(unit, passage, metadata, {}, 0.0)

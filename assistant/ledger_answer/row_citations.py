"""Citations of places that the ledger knows, numbered as they are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Citation
from assistant.ledger_answer.scope import Row
from assistant.verification.quotations import exact
from corpus.kinds import kind
from corpus.ledger import Commitment, Finding, Locator
from index.search import Searcher


def quoted(searcher: Searcher, at: Locator, voice: str, language: str) -> Citation:
    """The citation of the run at that place, numbered 0, with its translation where it is in the other language.
    The ledger and the index are made of the same documents: the document of a place is always there."""
    by_id = {metadata.id: (n, metadata) for n, metadata in searcher.documents().items()}
    n, metadata = by_id[at.document]
    run = searcher.content.run(n, at.start, at.end)
    start = at.start + len(run) - len(run.lstrip())
    quote = run.strip()
    own = metadata.language
    return Citation.of(
        metadata,
        number=0,
        section=at.section,
        page=at.page,
        page_label=at.page_label,
        ocr=at.ocr,
        commitment=None,
        voice=voice,
        language=own,
        quote=quote,
        translation=translated(searcher, quote, own, language),
        start=start,
        end=start + len(quote),
    )


def voice_at(searcher: Searcher, at: Locator) -> str:
    """Who speaks at a place: whom its passage names, else the one whose document it is."""
    n, metadata = next((n, one) for n, one in searcher.documents().items() if one.id == at.document)
    held = searcher.content.passages(searcher.content.passages_of_document(n)).values()
    named = next((passage.voice for passage in held if passage.start <= at.start < passage.end), None)
    return "context" if "kind" in metadata.doubtful else named or kind(metadata.kind).voice


def translated(searcher: Searcher, text: str, source: str, target: str) -> str | None:
    """`text` in the other language, None where it is in that language already or cannot be translated."""
    if source == target or not source:
        return None
    return searcher.bridge.translate([text], source, target, keep_names=True)[0]


def naming_of(searcher: Searcher, commitment: Commitment, figures: Sequence[str], document: str) -> Locator | None:
    """A place that names the commitment with all these figures, in that document if it has one; None where there is
    none."""
    by_id = {metadata.id: n for n, metadata in searcher.documents().items()}
    for at in sorted(commitment.named, key=lambda at: at.document != document):
        if at.document in by_id and at.end > at.start:
            run = searcher.content.run(by_id[at.document], at.start, at.end)
            if all(figure in run for figure in figures):
                return at
    return None


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

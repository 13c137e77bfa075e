"""The ledger's own records, made from what reading and joining gave."""

from __future__ import annotations

from collections import Counter

from corpus.commitments.references import registry
from corpus.ledger.draft import Naming, Request, Span
from corpus.ledger.model import Commitment, Locator, Proposal
from corpus.ledger.resolve.records import Record
from corpus.ledger.resolve.titles import likeness
from corpus.model import Document


def locator_of(document: Document, span: Span) -> Locator:
    """Where a span of a document stands."""
    meta = document.metadata
    return Locator(
        meta.id,
        meta.source,
        span.start,
        span.end,
        span.section,
        span.column,
        language=meta.language,
        **document.pages.place(span.start, span.end),
    )


def commitment_of(key: str, record: Record, named: list[tuple[Document, Naming]], areas: tuple[str, ...]) -> Commitment:
    """The record of a commitment from the places that name it."""
    known = registry().get(record.id or "")
    titles: dict[str, Counter[str]] = {}
    for _, naming in named:
        if naming.subject.title:
            titles.setdefault(naming.subject.language or "", Counter())[naming.subject.title] += 1
    official = {"es": known.title_es, "en": known.title_en} if known else {}
    cycles = Counter(
        naming.subject.cycle for _, naming in named if naming.subject.cycle.startswith(str(record.year or "?"))
    )
    cycle = (
        known.cycle
        if known
        else min(cycles, key=lambda one: (-cycles[one], -len(one), one), default=str(record.year or ""))
    )
    return Commitment(
        key=key,
        country=record.country,
        cycle=cycle,
        number=record.number,
        id=record.id,
        titles={
            language: max(given, key=lambda title: (given[title], likeness(title, official.get(language) or title)))
            for language, given in sorted(titles.items())
        },
        named=tuple(locator_of(document, naming.span) for document, naming in named),
        policy_areas=areas,
    )


def proposal_of(document: Document, request: Request, commitments: tuple[str, ...]) -> Proposal:
    """A request with the commitments it mentions."""
    return Proposal(
        key=f"{document.id}/{request.kind}-{request.key}",
        kind=request.kind,  # type: ignore[arg-type]
        title=request.title,
        at=locator_of(document, request.span),
        voice=request.voice,
        commitments=commitments,
    )

"""Documents of which the ledger read a part only, or nothing, though documents of their kind list commitments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.ledger.extract.profile import profile_for
from corpus.ledger.model import Ledger
from corpus.model import Document

_TOTALS = ("compromisos", "commitments")
_FEW = 2  # numbers below which a gap says nothing
_PLANS = 60  # a number above it is no place in a plan


@dataclass(frozen=True, slots=True)
class PartlyRead:
    """What is missing of one document: `why` it is thought so, how many commitments were `found`, how many the
    document says there are (`stated`, None where it does not say), and the numbers not found.

    "none": no commitment was found. "total": fewer than the document states. "gap": numbers between others are
    missing. The document itself may show a part only; a person can tell.
    """

    source: str
    why: Literal["none", "total", "gap"]
    found: int = 0
    stated: int | None = None
    missing: tuple[int, ...] = ()


def partly_read(documents: Sequence[Document], ledger: Ledger) -> tuple[PartlyRead, ...]:
    """At most one for each document, in the order of ids. Only of kinds whose profile expects commitments."""
    named: dict[str, dict[str, int | None]] = {}
    cycles: dict[str, str] = {}
    for key, commitment in ledger.commitments.items():
        cycles[key] = commitment.cycle[:4]
        for at in commitment.named:
            named.setdefault(at.document, {})[key] = commitment.number
    totals: dict[str, set[int]] = {}
    for finding in ledger.findings:
        # a plan's own total; what is counted of one commitment, or of one level, is something else
        if finding.field == "count" and finding.about in _TOTALS and finding.commitment not in ledger.commitments:
            totals.setdefault(finding.at.document, set()).add(int(finding.value))
    found = []
    for document in sorted(documents, key=lambda one: (one.id, one.metadata.source)):
        profile = profile_for(document.metadata.kind)
        if profile is None or not profile.expects:
            continue
        here = named.get(document.id, {})
        if not here:
            found.append(PartlyRead(document.metadata.source, "none"))
        elif profile.expects == "every":
            year = (document.metadata.cycle or "")[:4]
            own = {key: number for key, number in here.items() if not year or cycles[key] == year}
            gap = _gap(document.metadata.source, own, totals.get(document.id, set()))
            found += [gap] if gap else []
    return tuple(found)


def _gap(source: str, own: dict[str, int | None], totals: set[int]) -> PartlyRead | None:
    numbers = {number for number in own.values() if number is not None}
    # two totals in one document: of two plans, or of a plan and a part of it
    stated = next(iter(totals)) if len(totals) == 1 else None
    if stated is not None and len(own) < stated:
        fits = len(numbers) == len(own) and max(numbers, default=0) <= stated
        missing = tuple(sorted(set(range(1, stated + 1)) - numbers)) if fits else ()
        return PartlyRead(source, "total", len(own), stated, missing)
    if len(numbers) < _FEW or max(numbers) > _PLANS:
        return None
    missing = tuple(sorted(set(range(1, max(numbers))) - numbers))
    return PartlyRead(source, "gap", len(own), None, missing) if missing else None

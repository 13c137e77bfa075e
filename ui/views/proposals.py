"""What documents ask for: recommendations, areas and proposed commitments, as lines and rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ui.views.ledger import View
from ui.views.text import one_line
from ui.wording import Wording

if TYPE_CHECKING:
    from corpus.ledger import Commitment, Ledger, Proposal
    from corpus.model import Metadata

# The columns of `proposal_row`, in order: what programs that read them may rely on.
PROPOSAL = (
    "kind",
    "key",
    "title",
    "voice",
    "commitments",
    "document",
    "source",
    "section",
    "page",
    "start",
    "end",
    "page_label",
    "ocr",
)


def proposal_row(proposal: Proposal) -> dict[str, Any]:
    """One proposal as a flat row, with its place; the commitments that it mentions joined by "; "."""
    at = proposal.at
    return {
        "kind": proposal.kind,
        "key": proposal.key,
        "title": proposal.title,
        "voice": proposal.voice,
        "commitments": "; ".join(proposal.commitments),
        "document": at.document,
        "source": at.source,
        "section": " › ".join(at.section),
        "page": at.page,
        "start": at.start,
        "end": at.end,
        "page_label": at.page_label,
        "ocr": at.ocr,
    }


def proposals_where(
    ledger: Ledger,
    commitments: Iterable[Commitment],
    documents: Mapping[str, Metadata],
    chosen: Mapping[str, str | None],
) -> list[Proposal]:
    """Those of the country, cycle and voice chosen; where a status, an area or an institution is chosen too, those that
    mention one of `commitments`."""
    keys = {commitment.key for commitment in commitments}
    mentioning = any(chosen.get(name) for name in ("status", "area", "institution"))
    return [
        proposal
        for proposal in ledger.proposals
        if chosen.get("voice") in (None, proposal.voice)
        and (not mentioning or not keys.isdisjoint(proposal.commitments))
        and _of(documents.get(proposal.at.document), chosen)
    ]


def _of(metadata: Metadata | None, chosen: Mapping[str, str | None]) -> bool:
    country, cycle = ((chosen.get(name) or "").strip().upper() for name in ("country", "cycle"))
    stated = (metadata.country or "", metadata.cycle or "") if metadata else ("", "")
    return (not country or stated[0].upper() == country) and (not cycle or stated[1][:4] == cycle[:4])


def proposal_lines(proposals: Iterable[Proposal], view: View, texts: Wording) -> Iterator[str]:
    """What documents ask for about one commitment, each with who asks and where."""
    for at, proposal in enumerate(proposals):
        if not at:
            yield f"\n{texts('ledger.proposals')}"
        yield f"  {texts.named('ledger.proposal', proposal.kind)} — {texts.named('voice', proposal.voice)}"
        yield f"    «{one_line(proposal.title)}» — {view.place(proposal.at)}"

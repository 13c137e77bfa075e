"""What documents ask for: recommendations, areas and proposed commitments, as lines and rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ui.views.ledger import LOCATION_COLUMNS, LedgerView, location_row
from ui.views.text import one_line
from ui.wording import Wording

if TYPE_CHECKING:
    from corpus.ledger import Commitment, Ledger, Proposal
    from corpus.model import Metadata

PROPOSAL_COLUMNS = (
    *("kind", "key", "title", "voice", "commitments"),
    *(name for name in LOCATION_COLUMNS if name != "column"),
)  # as in ui/views/ledger.py


def proposal_row(proposal: Proposal) -> dict[str, Any]:
    """One proposal as a flat row; the commitments that it mentions joined by "; "."""
    values = {
        **{name: getattr(proposal, name) for name in PROPOSAL_COLUMNS[:4]},
        **location_row(proposal.at),
        "commitments": "; ".join(proposal.commitments),
    }
    return {name: values[name] for name in PROPOSAL_COLUMNS}


def proposals_where(
    ledger: Ledger,
    commitments: Iterable[Commitment],
    documents: Mapping[str, Metadata],
    filters: Mapping[str, str | None],
) -> list[Proposal]:
    """Those of the country, cycle and voice chosen; where a status, an area or an institution is chosen too, those that
    mention one of `commitments`."""
    keys = {commitment.key for commitment in commitments}
    mentioning = any(filters.get(name) for name in ("status", "area", "institution"))
    return [
        proposal
        for proposal in ledger.proposals
        if filters.get("voice") in (None, proposal.voice)
        and (not mentioning or not keys.isdisjoint(proposal.commitments))
        and _is_of(documents.get(proposal.at.document), filters)
    ]


def _is_of(metadata: Metadata | None, filters: Mapping[str, str | None]) -> bool:
    country, cycle = ((filters.get(name) or "").strip().upper() for name in ("country", "cycle"))
    stated = (metadata.country or "", metadata.cycle or "") if metadata else ("", "")
    return (not country or stated[0].upper() == country) and (not cycle or stated[1][:4] == cycle[:4])


def proposal_lines(proposals: Iterable[Proposal], view: LedgerView, texts: Wording) -> Iterator[str]:
    """What documents ask for about one commitment, each with who asks and where."""
    for at, proposal in enumerate(proposals):
        if not at:
            yield f"\n{texts('ledger.proposals')}"
        yield f"  {texts.named('ledger.proposal', proposal.kind)} — {texts.named('voice', proposal.voice)}"
        yield f"    «{one_line(proposal.title)}» — {view.location(proposal.at)}"

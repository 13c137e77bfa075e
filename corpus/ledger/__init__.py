"""The ledger of commitments: what was promised, what is reported, what was assessed, what is recommended.

    model     Ledger, Commitment, Finding, Proposal, Disagreement, Locator
    build     build_ledger                   documents → Ledger
    keep      write_ledger, read_ledger      one SQLite file
    doubt     partly_read                    documents whose commitments were read in part only
    ask       commitments_where, findings_where, disagreements_of    filters over a ledger

How it comes about: extract (what each document says, by the profile of its kind) → resolve (which names are one
commitment, and what does not go together).
"""

from __future__ import annotations

from corpus.ledger.build import build_ledger
from corpus.ledger.model import Commitment, Disagreement, Finding, Ledger, Locator, Proposal
from corpus.ledger.partial import PartlyRead, partly_read
from corpus.ledger.query import commitments_where, disagreements_of, findings_where
from corpus.ledger.store import read_ledger, write_ledger

__all__ = [
    "Commitment",
    "Disagreement",
    "Finding",
    "Ledger",
    "Locator",
    "PartlyRead",
    "Proposal",
    "build_ledger",
    "commitments_where",
    "disagreements_of",
    "findings_where",
    "partly_read",
    "read_ledger",
    "write_ledger",
]

"""What the ledger holds: commitments, what each document says of them, and where documents disagree.

A finding is one thing that one document says of one commitment. Voices are never merged into one verdict: two findings
of one field stand side by side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.model import Voice

# What a finding is about; labels and how values are compared are in fields.toml.
Field = Literal[
    "title",
    "objective",
    "lead",
    "participants",
    "result",
    "completion",
    "openness",
    "ambition",
    "values",
    "status",
    "policy_area",
    "start",
    "end",
    "budget",
    "milestone",
    "next",
    "obstacle",
    "count",
    "other",
]


@dataclass(frozen=True, slots=True)
class Locator:
    """Where something stands: `document.text[start:end]` of the document with that id, always.

    `section` is the path of headings above it, `column` the header of its table column ("" outside a table), `page` is
    None where the format has no pages. `page_label` and `ocr` are as in `corpus.pages.OnPage`.
    """

    document: str
    source: str
    start: int
    end: int
    section: tuple[str, ...] = ()
    column: str = ""
    page: int | None = None
    language: str = ""
    page_label: str | None = None
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that one document says of one commitment.

    `commitment` is a `Commitment.key`, or a plan's key for what is said of the whole plan. `wording` is the document's
    own run at the locator. `value` is what it comes to, so that two findings can be compared: the key of an official
    scale ("substantial"), a number ("6"), an ISO date, the keys of institutions joined by "; ", and for running text
    the wording itself. `about` tells apart what one field says several times: what is counted ("programas sociales"),
    or "". `voice` is who speaks, in a self-assessment that reports the IRM's verdict "assessed".
    """

    commitment: str
    field: Field
    value: str
    wording: str
    voice: Voice
    at: Locator
    about: str = ""


@dataclass(frozen=True, slots=True)
class Commitment:
    """One commitment, whatever documents call it.

    `key` is its OGP id ("MX0081") where one is known, else country, first year of the plan and number ("us-2022-12"),
    or the title's words where a plan's numbers begin again under each theme.
    `titles` are by language, as documents give them; `named` are the places that name it.
    """

    key: str
    country: str
    cycle: str
    number: int | None
    id: str | None
    titles: dict[str, str]
    named: tuple[Locator, ...]
    policy_areas: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The country; where none is known, the document that names the commitment."""
        return self.country or (self.named[0].document if self.named else "")

    @property
    def plan(self) -> str:
        """The key of its plan, as in `Finding.commitment`."""
        year = self.cycle[:4] if self.cycle[:4].isdigit() else ""
        if self.country and (year or self.id):
            return f"{self.country.lower()}-{year}"
        return "-".join(filter(None, (self.named[0].document if self.named else "", year)))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A recommendation, a priority area or another thing a document asks for, with the commitments it mentions."""

    key: str
    kind: Literal["recommendation", "area", "commitment_proposal", "action"]
    title: str
    at: Locator
    voice: Voice
    commitments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Findings of one field of one commitment (or plan) that do not go together; at least two, in different places.

    `within` is True where they stand in one document (a total against the rows that it sums up).
    """

    commitment: str
    field: Field
    about: str
    sides: tuple[Finding, ...]
    within: bool = False


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything, in a fixed order. `commitments` by key."""

    commitments: dict[str, Commitment]
    findings: tuple[Finding, ...]
    proposals: tuple[Proposal, ...]
    disagreements: tuple[Disagreement, ...]

    def of(self, key: str) -> tuple[Finding, ...]:
        """What is said of one commitment, in the order of documents and places."""
        return tuple(finding for finding in self.findings if finding.commitment == key)

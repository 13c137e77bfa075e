"""What an index holds of commitments, as a question sees it: which of them it can mean, and who says a thing best."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from assistant.ledger_answer.titles import Translator
from assistant.ledger_query.grammar import plan_kinds
from assistant.ledger_query.query import RowsAsked
from corpus.kinds import kind
from corpus.ledger import Commitment, Finding, Ledger
from corpus.ledger.plan_names import ordinals
from corpus.ledger.resolve.records import plan_key
from corpus.model import Metadata

VOICES = ("promised", "self_reported", "assessed", "recommended", "proposed", "context")
_PASSING = "progress_report"


@dataclass(frozen=True, slots=True)
class Row:
    """A finding that answers; `also` are findings that belong to it (the dates of a milestone)."""

    commitment: Commitment
    finding: Finding
    also: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """What one voice says of the commitments of one plan. `stated` are the totals that documents give themselves. Where
    the question puts conditions, `fits` is False if the rows are those that were looked at in vain, and `unknown` is of
    how many commitments nobody says what they ask."""

    country: str
    cycle: str
    voice: str
    rows: tuple[Row, ...]
    stated: tuple[Finding, ...] = ()
    unknown: int = 0
    fits: bool = True

    @property
    def plan(self) -> str:
        """The ledger's key of the plan."""
        return self.rows[0].commitment.plan


@dataclass(frozen=True, slots=True)
class Held:
    """The ledger of an index with its documents by id, in the asker's language."""

    ledger: Ledger
    documents: Mapping[str, Metadata]
    translator: Translator
    language: str

    def scope(self, asked: RowsAsked) -> list[Commitment]:
        """The commitments of the country and the plan that are named; none where the ledger lacks one of them."""
        found = list(self.ledger.commitments.values())
        if asked.countries:
            if {c.country for c in found}.issuperset(asked.countries) is False:
                return []
            found = [c for c in found if c.country in asked.countries]
        if asked.first_year:
            found = [c for c in found if c.cycle[:4] == asked.first_year]
        if asked.ordinal is not None:
            plans = self._plans(asked.ordinal)
            found = [c for c in found if plans.get(c.place) == c.plan]
        several = len({c.place for c in found}) > 1
        named_plan = asked.first_year or asked.ordinal is not None
        # "the fourth plan" of which country? Passages weigh that better
        return [] if several and named_plan and not asked.countries else found

    def plans_told(self) -> set[str]:
        """The keys of the plans that documents are about."""
        return {plan for _, _, plan in self._about_plans()}

    def _plans(self, ordinal: int) -> dict[str, str]:
        """Place → key of its plan of that number, as titles of documents tell; only where they agree."""
        told: dict[str, set[str]] = {}
        for metadata, place, plan in self._about_plans():
            if ordinals(metadata.title) == {ordinal}:
                told.setdefault(place, set()).add(plan)
        return {place: next(iter(plans)) for place, plans in told.items() if len(plans) == 1}

    def _about_plans(self) -> Iterator[tuple[Metadata, str, str]]:
        """Documents of a plan with its place and key: stated, or that of all commitments they name."""
        named: dict[str, set[str]] = {}
        for commitment in self.ledger.commitments.values():
            for at in commitment.named:
                named.setdefault(at.document, set()).add(commitment.plan)
        for metadata in self.documents.values():
            if metadata.kind not in plan_kinds():
                continue
            country, year = (metadata.country or "").upper(), (metadata.cycle or "")[:4]
            plans = {plan_key(country, int(year))} if country and year.isdigit() else named.get(metadata.id, set())
            if len(plans) == 1 and (plan := next(iter(plans))):
                yield metadata, country or metadata.id, plan

    def settled(self, findings: Iterable[Finding]) -> list[Finding]:
        """Without what a progress report said on the way, where the same voice spoke later on the same."""
        every = list(findings)
        final = {(f.commitment, f.field, f.voice) for f in every if not self._passing(f)}
        return [f for f in every if not self._passing(f) or (f.commitment, f.field, f.voice) not in final]

    def _passing(self, finding: Finding) -> bool:
        metadata = self.documents.get(finding.at.document)
        return metadata is not None and metadata.kind == _PASSING

    def best(self, findings: Iterable[Finding]) -> Finding:
        """Of findings that say the same, the one in the voice's own document, in a sentence, in the asker's
        language."""

        def rank(finding: Finding) -> tuple[bool, bool, int, str, int]:
            metadata = self.documents.get(finding.at.document)
            own = metadata is not None and kind(metadata.kind).voice == finding.voice
            native = finding.at.language == self.language
            return (not own, not native, finding.field != "lead", finding.at.document, finding.at.start)

        return min(findings, key=rank)

    def naming(self, commitment: Commitment) -> Finding | None:
        """Where a commitment is given its title, in the asker's language if a document does; None where none does."""
        titles = [f for f in self.ledger.of(commitment.key) if f.field == "title"]
        native = [f for f in titles if f.at.language == self.language]
        return self.best(native or titles) if titles else None

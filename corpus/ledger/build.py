"""Documents become the ledger: read each, join what they name, compare what they say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.ledger.draft import Draft, Naming, Reading, Span, Subject
from corpus.ledger.extract.mentions import Mentions, read_mentions
from corpus.ledger.extract.plans import read_plan
from corpus.ledger.extract.profile import Profile, profile_for
from corpus.ledger.extract.requests import read_requests, read_targets
from corpus.ledger.extract.scan import Scan
from corpus.ledger.extract.tallies import Tally
from corpus.ledger.model import Commitment, Finding, Ledger, Proposal
from corpus.ledger.plan_names import ordinals
from corpus.ledger.resolve.compare import compare
from corpus.ledger.resolve.directory import directory
from corpus.ledger.resolve.disagree import Entry
from corpus.ledger.resolve.entries import commitment_of, locator_of, proposal_of
from corpus.ledger.resolve.records import Record, plan_key, resolve
from corpus.ledger.scales import SCALES
from corpus.model import Document
from corpus.text.institutions import Directory


def build_ledger(documents: Sequence[Document]) -> Ledger:
    """The ledger of these documents, the same whatever their order.

    Documents of kinds without a profile, and layouts that no profile foresees, give nothing. A finding whose
    commitment is not clear is left out.
    """
    return _Build(documents).ledger()


class _Build:
    def __init__(self, documents: Sequence[Document]) -> None:
        ordered = sorted(documents, key=lambda document: (document.id, document.metadata.source))
        self.documents = [
            (document, profile) for document in ordered if (profile := profile_for(document.metadata.kind)) is not None
        ]
        self.entries: list[Entry] = []
        self.tallies: list[tuple[Finding, Tally]] = []

    def ledger(self) -> Ledger:
        directories = self._directories()
        readings: list[tuple[Document, Profile, Reading, list[Tally], Subject]] = []
        for document, profile in self.documents:
            scan = Scan(document, profile, directories[_place(document)])
            reading = scan.run()
            tallies = read_plan(document, profile, scan.plan, reading) if profile.plan else []
            about = replace(scan.plan, whole_plan=False, id=_only_id(reading)) if _only_id(reading) else scan.plan
            if not profile.retells:
                reading.drafts += read_targets(document, about, profile.voice)
            readings.append((document, profile, reading, tallies, scan.plan))
        namings = [naming for _, _, reading, _, _ in readings for naming in reading.namings]
        for document, _, _, _, _ in readings:
            if document.metadata.commitment:
                namings.append(_whole(document))
        keys, records = resolve(namings)
        found = self._mentions(records)
        for document, profile, reading, tallies, plan in readings:
            stated = {id(tally.draft): tally for tally in tallies}
            for draft in reading.drafts:
                self._enter(document, profile, self._key(draft.subject, keys), draft, stated.get(id(draft)))
            if profile.mentions:
                place = directories[_place(document)]
                for key, draft in read_mentions(document, profile, found[_place(document)], place, plan.year):
                    self._enter(document, profile, key, draft, None)
        commitments = self._commitments(readings, keys, records)
        proposals = self._proposals(found, commitments)
        findings = tuple(dict.fromkeys(entry.finding for entry in self.entries))
        compared = compare(self.entries, self.tallies, commitments, records)
        return Ledger(commitments, findings, proposals, compared)

    # reading

    def _directories(self) -> dict[str, Directory]:
        found = {}
        for place in sorted({_place(document) for document, _ in self.documents}):
            of_place = [pair for pair in self.documents if _place(pair[0]) == place]
            found[place] = directory(_country(of_place[0][0]), of_place)
        return found

    def _mentions(self, records: dict[str, Record]) -> dict[str, Mentions]:
        """For each place, what finds its commitments in running text; its plans by their number, as titles say."""
        found = {}
        for place in sorted({_place(document) for document, _ in self.documents}):
            plans: dict[int, int] = {}
            country = ""
            for document, profile in self.documents:
                if _place(document) != place:
                    continue
                country = _country(document)
                cycle = document.metadata.cycle or ""
                if cycle[:4].isdigit() and profile.plan:
                    numbers = ordinals(document.metadata.title) or ordinals(document.text[:600])
                    if len(numbers) == 1:
                        plans.setdefault(numbers.pop(), int(cycle[:4]))
            own = {key: record for key, record in records.items() if country or record.scope == place}
            found[place] = Mentions(country, own, plans)
        return found

    def _key(self, subject: Subject, keys: dict[Subject, str]) -> str | None:
        if subject.whole_plan:
            return plan_key(subject.country, subject.year, subject.scope)
        return keys.get(subject) or subject.id

    def _enter(self, document: Document, profile: Profile, key: str | None, draft: Draft, tally: Tally | None) -> None:
        if key is None:
            return
        if not profile.stated_voices_only and _is_background(document, draft.span.start):
            if draft.field in SCALES:
                return  # a level that others claim is no verdict of anybody in this document
            draft = replace(draft, voice="context")
        at = locator_of(document, draft.span)
        if draft.field == "title" and draft.subject.language:
            at = replace(at, language=draft.subject.language)
        wording = document.text[at.start : at.end]
        finding = Finding(key, draft.field, draft.value, wording, draft.voice, at, draft.about)
        self.entries.append(Entry(finding, draft.context, profile.retells, profile.passing))
        if tally:
            self.tallies.append((finding, tally))

    # the records

    def _commitments(
        self,
        readings: Iterable[tuple[Document, Profile, Reading, list[Tally], Subject]],
        keys: dict[Subject, str],
        records: dict[str, Record],
    ) -> dict[str, Commitment]:
        named: dict[str, list[tuple[Document, Profile, Naming]]] = {}
        for document, profile, reading, _, _ in readings:
            for naming in reading.namings:
                key = self._key(naming.subject, keys)
                if key in records:
                    named.setdefault(str(key), []).append((document, profile, naming))
        areas: dict[str, dict[str, None]] = {}
        for entry in self.entries:
            if entry.finding.field == "policy_area":
                areas.setdefault(entry.finding.commitment, {}).update(dict.fromkeys(entry.finding.value.split("; ")))
        return {
            key: commitment_of(key, records[key], _first_hand(named[key]), tuple(areas.get(key, ())))
            for key in sorted(named)
        }

    def _proposals(self, found: dict[str, Mentions], commitments: dict[str, Commitment]) -> tuple[Proposal, ...]:
        proposals = []
        for document, profile in self.documents:
            year = _year(document) if profile.plan else None
            for request in read_requests(document, profile):
                text = document.text[request.span.start : request.until]
                paragraphs = [part for part in text.split("\n\n") if part]
                mentioned = {
                    mention.key
                    for part in paragraphs
                    for mention in found[_place(document)].find(part, document.metadata.language, year)
                    if mention.key in commitments
                }
                proposals.append(proposal_of(document, request, tuple(sorted(mentioned))))
        return tuple(proposals)


def _first_hand(named: list[tuple[Document, Profile, Naming]]) -> list[tuple[Document, Naming]]:
    """The namings, those of documents that only retell last."""
    return [(document, naming) for document, _, naming in sorted(named, key=lambda one: one[1].retells)]


def _country(document: Document) -> str:
    return (document.metadata.country or "").upper()


def _place(document: Document) -> str:
    """The country, or the document itself where none is known: its plan may be that of any town."""
    return _country(document) or document.id


def _year(document: Document) -> int | None:
    cycle = document.metadata.cycle or ""
    return int(cycle[:4]) if cycle[:4].isdigit() else None


def _is_background(document: Document, place: int) -> bool:
    """Whether what stands there is nobody's finding, whomever its words name: a comment of the public, say."""
    return any(block.voice == "context" and block.start <= place < block.end for block in document.blocks)


def _only_id(reading: Reading) -> str | None:
    """The commitment a page is about: the one its first heading names."""
    first = reading.namings[0] if reading.namings else None
    return first.subject.id if first and first.span.start == 0 and not first.span.section else None


def _whole(document: Document) -> Naming:
    """The naming of a document that states which commitment it is about."""
    subject = Subject(
        _country(document), _year(document), document.metadata.cycle or "", None, document.metadata.commitment
    )
    return Naming(subject, Span(0, 0))

"""Every disagreement of a library: between documents, and within one between what it counts and what it lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from corpus.ledger.extract.tallies import Tally
from corpus.ledger.model import Commitment, Disagreement, Finding
from corpus.ledger.resolve.disagree import Entry, disagreements
from corpus.ledger.resolve.records import Record
from corpus.ledger.resolve.totals import against_areas, against_list, against_rows, against_silence, listed_total

_TOTALS = ("compromisos", "commitments")


def compare(
    entries: Sequence[Entry],
    tallies: Sequence[tuple[Finding, Tally]],
    commitments: Mapping[str, Commitment],
    records: Mapping[str, Record],
) -> tuple[Disagreement, ...]:
    """The disagreements among these findings, each once, in the order of commitments, fields and places."""
    contexts: dict[Finding, str] = {}
    by_document: dict[str, list[Finding]] = {}
    for entry in entries:
        if entry.finding not in contexts:
            by_document.setdefault(entry.finding.at.document, []).append(entry.finding)
        contexts.setdefault(entry.finding, entry.context)
    retold = {entry.finding for entry in entries if entry.retold}
    plans = {key: record.plan or "" for key, record in records.items()}
    found = list(disagreements(entries))
    for stated, tally in tallies:
        found += against_rows(stated, tally.scale, tally.level, tally.endorsed, by_document[stated.at.document])
    for document in sorted(by_document):
        said = by_document[document]
        found += against_list(said, contexts)
        found += against_silence(said, plans)
        found += _against_numbers(said, records, retold)
    found += against_areas([one for one in contexts if one not in retold], commitments, plans)
    return tuple(
        sorted(
            dict.fromkeys(found),
            key=lambda one: (one.commitment, one.field, one.about, one.sides[0].at.document, one.sides[0].at.start),
        )
    )


def _against_numbers(
    said: Sequence[Finding], records: Mapping[str, Record], retold: set[Finding]
) -> Iterator[Disagreement]:
    """The total that one document states against the numbers of the commitments it lists."""
    totals = [one for one in said if one.field == "count" and one.about in _TOTALS]
    if len({one.value for one in totals}) != 1 or totals[0] in retold:
        return
    listed: dict[int, Finding] = {}
    for one in said:
        record = records.get(one.commitment) if one.field == "title" else None
        if record and record.number:
            listed[record.number] = one
    in_plan = {n: one for n, one in listed.items() if records[one.commitment].plan == totals[0].commitment}
    total = listed_total(totals[0], in_plan)
    if total:
        yield total

"""Which of the names that documents use are the same commitment: by id, by plan and number, by title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import regex

from corpus.commitments.references import registry
from corpus.ledger.draft import Naming, Subject
from corpus.ledger.resolve.titles import SAME, best_match, likeness
from corpus.text.normalize import fold

_SLUG = 60  # letters of a title that a key holds


@dataclass(slots=True)
class Record:
    """One commitment while its names are being collected."""

    country: str
    year: int | None
    number: int | None = None
    id: str | None = None
    titles: dict[str, None] = field(default_factory=dict)
    scope: str = ""

    @property
    def key(self) -> str | None:
        if self.id:
            return self.id
        plan = self.plan
        if plan and self.number:
            return f"{plan}-{self.number}"
        if plan and self.titles:
            slug = "-".join(regex.findall(r"[a-z\d]+", fold(next(iter(self.titles)))))
            return f"{plan}-{slug[:_SLUG].rstrip('-')}"
        return None

    @property
    def plan(self) -> str | None:
        return plan_key(self.country, self.year, self.scope)


def plan_key(country: str, year: int | None, scope: str = "") -> str | None:
    """The key of a plan: country and first year ("mx-2019"); where one of them is not known, the document that
    speaks of it (`scope`) and the year."""
    if country and year:
        return f"{country.lower()}-{year}"
    return "-".join(filter(None, (scope, str(year or "")))) if scope else None


def resolve(namings: Iterable[Naming]) -> tuple[dict[Subject, str], dict[str, Record]]:
    """Subject → commitment key, and the records by key. A subject that is not clearly one commitment has no key.

    An id decides; then plan and number (through the registry, or another document that gives number and id); then
    the title, in either language. Plans and countries never mix.
    """
    every = list(namings)
    subjects = list(dict.fromkeys(naming.subject for naming in every))
    hints = {naming.subject: naming.hint for naming in every}
    founding = {naming.subject for naming in every if naming.founds}
    records = _by_id(every)
    keys: dict[Subject, str] = {subject: subject.id for subject in subjects if subject.id}
    rest = [subject for subject in subjects if not subject.id]
    # numbers first: what they join gives titles that help those without one
    for subject in sorted(rest, key=lambda one: (one.number is None, not (one.country and one.year))):
        record: Record | None
        if subject.number is not None:
            record = _numbered(subject, records) or Record(
                subject.country, subject.year, subject.number, scope=subject.scope
            )
        else:
            record = _titled(subject, hints[subject], records)
        if record is None and subject in founding and subject.title:
            record = Record(subject.country, subject.year, titles={subject.title: None}, scope=subject.scope)
        if record is None or record.key is None:
            continue
        record = records.setdefault(record.key, record)
        if subject.title:
            record.titles[subject.title] = None
        keys[subject] = record.key or ""
    return keys, records


def _by_id(namings: list[Naming]) -> dict[str, Record]:
    """A record for each id. What its plan is, most documents that name it tell, and the registry before them."""
    found: dict[str, list[Subject]] = {}
    for naming in namings:
        if naming.subject.id:
            found.setdefault(naming.subject.id, []).append(naming.subject)
    records = {}
    for id in sorted(found):
        known = registry().get(id)
        named = found[id]
        if known:
            record = Record(known.country, int(known.cycle[:4]), known.number, id)
        else:
            years = Counter(subject.year for subject in named if subject.year)
            year = min(years, key=lambda one: (-years[one], one)) if years else None
            numbers = Counter(subject.number for subject in named if subject.number and subject.year == year)
            number = min(numbers, key=lambda one: (-numbers[one], one)) if numbers else None
            country = next((subject.country for subject in named if subject.country), id[:2])
            record = Record(country, year, number, id)
        record.titles.update(dict.fromkeys(subject.title for subject in named if subject.title))
        records[id] = record
    return records


def _numbered(subject: Subject, records: dict[str, Record]) -> Record | None:
    """The record of this plan and number; the registry may say what its id is."""
    if not (subject.country and subject.year):
        return _numbered_alone(subject, records)
    plan = (subject.country, subject.year)
    for record in records.values():
        if (record.country, record.year) == plan and record.number == subject.number:
            return record
    for entry in registry().values():
        if (entry.country, int(entry.cycle[:4]), entry.number) == (*plan, subject.number):
            return Record(entry.country, subject.year, entry.number, entry.id)
    # a document that gives ids without numbers, beside one that gives numbers without ids
    for record in records.values():
        unnumbered = (record.country, record.year) == plan and record.number is None
        if unnumbered and any(likeness(subject.title, title) >= 0.9 for title in record.titles if subject.title):
            record.number = subject.number
            return record
    return None


def _numbered_alone(subject: Subject, records: dict[str, Record]) -> Record | None:
    """The record of this number where nobody says of which plan: the document's own, or the only one of the country
    that bears this title too."""
    for record in records.values():
        own = (record.scope, record.country, record.year) == (subject.scope, subject.country, subject.year)
        if own and record.number == subject.number:
            return record
    alike = [
        record
        for record in records.values()
        if subject.country
        and (record.country, record.number) == (subject.country, subject.number)
        and subject.year in (None, record.year)
        and any(likeness(subject.title, title) >= SAME for title in record.titles if subject.title)
    ]
    return alike[0] if len(alike) == 1 else None


def _titled(subject: Subject, hint: str, records: dict[str, Record]) -> Record | None:
    """The record whose title this is, among those of the plan, or of the country where no plan is known."""
    candidates = {
        key: [*record.titles, *_registered(record.id)]
        for key, record in records.items()
        if record.country == subject.country and (subject.year is None or record.year == subject.year)
        # where no country is known a title of another document may be another place's
        if subject.country or record.scope == subject.scope
    }
    for entry in registry().values():
        same_plan = subject.year is None or int(entry.cycle[:4]) == subject.year
        if entry.country == subject.country and same_plan:
            candidates.setdefault(entry.id, [entry.title_es, entry.title_en])
    key = best_match(subject.title, hint, candidates)
    if key is None:
        return None
    known = registry().get(key)
    return records.get(key) or (Record(known.country, int(known.cycle[:4]), known.number, key) if known else None)


def _registered(id: str | None) -> tuple[str, ...]:
    entry = registry().get(id or "")
    return (entry.title_es, entry.title_en) if entry else ()

"""Which of the names that documents use are the same commitment: by id, by plan and number, by title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import regex

from corpus.commitments import registry
from corpus.ledger.draft import Naming, Subject
from corpus.ledger.titles import best_match, likeness
from corpus.terms import fold

_SLUG = 60  # letters of a title that a key holds


@dataclass(slots=True)
class Record:
    """One commitment while its names are being collected."""

    country: str
    year: int | None
    number: int | None = None
    id: str | None = None
    titles: dict[str, None] = field(default_factory=dict)

    @property
    def key(self) -> str | None:
        if self.id:
            return self.id
        if self.country and self.year and self.number:
            return f"{self.country.lower()}-{self.year}-{self.number}"
        if self.country and self.year and self.titles:
            slug = "-".join(regex.findall(r"[a-z\d]+", fold(next(iter(self.titles)))))
            return f"{self.country.lower()}-{self.year}-{slug[:_SLUG].rstrip('-')}"
        return None


def plan_key(country: str, year: int | None) -> str | None:
    """The key of a plan: country and first year ("mx-2019")."""
    return f"{country.lower()}-{year}" if country and year else None


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
    for subject in sorted(rest, key=lambda one: one.number is None):
        record: Record | None
        if subject.number is not None:
            record = _numbered(subject, records) or Record(subject.country, subject.year, subject.number)
        else:
            record = _titled(subject, hints[subject], records)
        if record is None and subject in founding and subject.title:
            record = Record(subject.country, subject.year, titles={subject.title: None})
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
    plan = (subject.country, subject.year)
    if None in plan or not subject.country:
        return None
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


def _titled(subject: Subject, hint: str, records: dict[str, Record]) -> Record | None:
    """The record whose title this is, among those of the plan, or of the country where no plan is known."""
    candidates = {
        key: [*record.titles, *_registered(record.id)]
        for key, record in records.items()
        if record.country == subject.country and (subject.year is None or record.year == subject.year)
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

"""Commitments that running text speaks of: by id, by plan and number, by the words of a title."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import regex

from corpus.commitments.commitment_numbers import numbers_named
from corpus.commitments.references import registry
from corpus.data import table
from corpus.ledger.draft import Draft, Span, Subject
from corpus.ledger.extract.profile import Profile
from corpus.ledger.extract.values import Source, ratings
from corpus.ledger.model import Field
from corpus.ledger.plan_names import ordinals
from corpus.ledger.resolve.records import Record
from corpus.ledger.resolve.titles import covered, official_terms, stems
from corpus.model import Block, Document
from corpus.text.institutions import Directory
from corpus.text.normalize import any_of, fold
from corpus.text.sentences import clauses
from corpus.text.speakers import says, speaker_of

# The share of a title's weight that one sentence must hold to name it: all of a short title, most of a long one.
_NAMED = 0.75
_SHORT = 5  # words
_RANGE = regex.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-–—]\s*(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A commitment spoken of in a text. `sure`: by id, number or title, and not only by its matter."""

    key: str
    sure: bool


class Mentions:
    """Finds the commitments of one country in running text. `plans` tells the first year of each numbered plan."""

    def __init__(self, country: str, records: Mapping[str, Record], plans: Mapping[int, int]) -> None:
        self.records = {key: record for key, record in records.items() if record.country == country}
        self.plans = plans

    @cached_property
    def _weights(self) -> dict[str, float]:
        count: Counter[str] = Counter()
        for titles in self._titles.values():
            count.update({stem for title in titles for stem in stems(title)})
        total = max(1, len(self._titles))
        return {stem: math.log(1 + total / number) for stem, number in count.items()}

    @cached_property
    def _titles(self) -> dict[str, tuple[str, ...]]:
        known = registry()
        return {
            key: tuple(
                dict.fromkeys([*record.titles, *((known[key].title_es, known[key].title_en) if key in known else ())])
            )
            for key, record in self.records.items()
        }

    def find(self, text: str, language: str, year: int | None = None) -> list[Mention]:
        """The commitments that a paragraph speaks of, in the order of keys. `year`: the plan that bare numbers and
        matters belong to where the text names no other."""
        found: dict[str, bool] = {}
        for match in regex.finditer(table("corpus.ledger", "mentions")["id"], text):
            key = match.group().replace("-", "")
            if key in self.records:
                found[key] = True
        years = self._years(text) or ({year} if year else set())
        for named in numbers_named(text):
            for key, record in self.records.items():
                if record.number == named.number and record.year in years:
                    found[key] = True
        for start, end in clauses(text, 0, len(text)):
            held = stems(text[start:end])
            for key, titles in self._titles.items():
                if self.records[key].year in years or not years:
                    long = [title for title in titles if len(stems(title)) >= 3]
                    if any(covered(title, held, self._weights) >= _share(title) for title in long):
                        found[key] = True
        for key in self._by_matter(text, language, years):
            found.setdefault(key, False)
        return [Mention(key, found[key]) for key in sorted(found)]

    def _years(self, text: str) -> set[int]:
        """First years of the plans that a text names by number or years."""
        known = {record.year for record in self.records.values()}
        named = {self.plans[number] for number in ordinals(text) if number in self.plans}
        named |= {int(match.group(1)) for match in _RANGE.finditer(text)}
        return {year for year in named if year in known}

    def _by_matter(self, text: str, language: str, years: set[int]) -> Iterator[str]:
        """Commitments of a named plan of which one official term stands in the text, and in no other title."""
        if not years or not (
            any_of(table("corpus.ledger", "mentions")["commitment"]).search(fold(text)) or ordinals(text)
        ):
            return
        spoken = official_terms(text, language)
        for year in sorted(years):
            plan = {key: titles for key, titles in self._titles.items() if self.records[key].year == year}
            holds = {key: frozenset().union(*(stems(title) for title in titles)) for key, titles in plan.items()}
            for key in plan:
                for title in plan[key]:
                    for _, words in official_terms(title, language):
                        own = {w for w in words if sum(w in other for other in holds.values()) == 1}
                        if own and any(own & said and said <= words | own for _, said in spoken):
                            yield key


def _share(title: str) -> float:
    return 1.0 if len(stems(title)) <= _SHORT else _NAMED


def read_mentions(
    document: Document, profile: Profile, mentions: Mentions, directory: Directory, year: int | None
) -> Iterator[tuple[str, Draft]]:
    """(commitment, finding) of sentences that rate a commitment they name, or say what should come next of it."""
    for block in document.blocks:
        if block.kind in ("heading", "table_row"):
            continue
        text = document.text[block.start : block.end]
        spoken = mentions.find(text, document.metadata.language, year)
        if spoken:
            yield from _of_paragraph(document, block, profile, mentions, directory, spoken, year)


def _of_paragraph(
    document: Document,
    block: Block,
    profile: Profile,
    mentions: Mentions,
    directory: Directory,
    spoken: list[Mention],
    year: int | None,
) -> Iterator[tuple[str, Draft]]:
    same = any_of(table("corpus.ledger", "mentions")["same"])
    current = spoken[0].key if len(spoken) == 1 else None
    started = len(spoken) == 1 and not spoken[0].sure
    for start, end in clauses(document.text, block.start, block.end):
        sentence = document.text[start:end]
        here = [one.key for one in mentions.find(sentence, document.metadata.language, year) if one.sure]
        if len(here) == 1:
            current, started = here[0], True
        elif len(here) > 1:
            current = None
        if current is None or not started:
            continue
        subject = Subject(id=current)
        voice = block.voice or profile.voice
        source = Source(document.text, subject, profile.voice_of("result"), directory)
        span = Span(start, end, block.section)
        # a suggestion about a commitment is one about this one only if the sentence comes after its name
        rated = []
        if speaker_of(sentence) == "assessed" or here:
            rated = [draft for draft in ratings(span, replace(source, voice="assessed")) if draft.field != "status"]
        for draft in rated:
            yield current, draft
        field: Field | None = None
        if says("recommends", sentence) and not rated and (here or (len(spoken) == 1 and spoken[0].sure)):
            field, said = "next", voice
        elif not rated and same.search(fold(sentence)) and (says("results", sentence) or speaker_of(sentence)):
            field, said = "result", source.voice
        if field:
            yield current, Draft(subject, field, sentence, span, said)

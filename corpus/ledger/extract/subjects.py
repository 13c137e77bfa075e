"""What a document speaks of where it names a commitment, and whose word it is."""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from corpus.commitments.references import language_of_title
from corpus.ledger.draft import Draft, Naming, Reading, Span, Subject
from corpus.ledger.extract.openings import Opening
from corpus.ledger.extract.profile import Profile
from corpus.ledger.model import Field
from corpus.ledger.plan_names import years_above
from corpus.model import Block, Document, Voice
from corpus.text.given_word import voice_in_label
from corpus.text.speakers import speakers_named

_LISTED: tuple[Field, ...] = ("title", "policy_area")
_JUDGED = ("completion", "openness", "status", "result", "verdict", "obstacle")
_UNSPOKEN = ("lead", "participants", "policy_area", "start", "end", "period")


@dataclass(frozen=True, slots=True)
class Voices:
    """The voices of one document. `year` is the first one of its own plan."""

    profile: Profile
    year: int | None

    def of(self, role: str, block: Block, label: str = "") -> Voice | None:
        """Who speaks: the one a label names, else whom the block states, else whom the profile gives for the role; None
        where nothing counts that the block does not state."""
        if self.profile.stated_voices_only and (block.voice is None or block.voice == "context"):
            return None
        # "lead government agency" names a body, not who says so
        speakers = speakers_named(label) if label and role not in _UNSPOKEN else ()
        if len(speakers) == 1:
            return speakers[0]
        other = voice_in_label(label, self.profile.voice) if label and role in _JUDGED else None
        if other:
            return other
        return block.voice or self.profile.voice_of(role)

    def past(self, subject: Subject, voice: Voice) -> Voice:
        """The voice for a commitment of another plan than the document's own."""
        past = self.profile.voices.get("past")
        return past if past and subject.year is not None and subject.year != self.year else voice


class Subjects:
    """What one document speaks of, block by block, and what it was found to say.

    `plan` is its own plan; `whole` the one commitment it states to be about, None where it states none; `reading` what
    was found so far; `voices` who speaks in it.
    """

    def __init__(self, document: Document, profile: Profile) -> None:
        meta = document.metadata
        year = regex.match(r"(?:19|20)\d\d", meta.cycle or "")
        self.reading = Reading(document, profile.retells)
        self.plan = Subject(
            (meta.country or "").upper(),
            int(year.group()) if year else None,
            meta.cycle or "",
            whole_plan=True,
            # what does not list commitments (a method, a guide) numbers other things
            scope=meta.id if (profile.expects or profile.strict_rows) and not (meta.country and year) else "",
        )
        self.whole = replace(self.plan, whole_plan=False, id=meta.commitment) if meta.commitment else None
        self.voices = Voices(profile, self.plan.year)
        self._text = document.text
        self._commitment = meta.commitment
        self._title_language = profile.title_language or meta.language
        self._profile = profile
        self._headings: list[Block] = []
        self._state: tuple[str, Span, int] | None = None

    def below(self, heading: Block, text: str) -> None:
        """What follows stands below this heading; it may give a status to all of it ("Compromisos inactivos")."""
        self._headings = [one for one in self._headings if one.level < heading.level] + [heading]
        if self._state and heading.level <= self._state[2]:
            self._state = None
        state = self._profile.state_of(text)
        if state:
            self._state = (state, Span(heading.start, heading.end, heading.section), heading.level)

    def name(self, opening: Opening, place: Span, block: Block, *, running: bool = False, hint: str = "") -> Subject:
        """The commitment that an opening names, kept as a naming, with a finding for its title. `running`: a row with
        a number of its own."""
        subject = self._named(opening, block, running)
        self.reading.namings.append(Naming(subject, place, hint, founds=block.kind == "heading"))
        voice = self.voices.of("title", block)
        if opening.title and voice:
            span = replace(place, start=opening.title[0], end=opening.title[1])
            self.add(Draft(subject, "title", subject.title, span, self.voices.past(subject, voice)))
        return subject

    def _named(self, opening: Opening, block: Block, running: bool) -> Subject:
        years = years_above(self._text, self._headings)
        plan = self.plan
        other = years is not None and years[0] != plan.year
        title = self._text[slice(*opening.title)] if opening.title else ""
        return Subject(
            plan.country,
            years[0] if years else plan.year,
            f"{years[0]}-{years[1]}" if years else plan.cycle,
            # in a list of the past, rows are counted and not numbered as their plans number them
            None if other and running else opening.number,
            # the page of one commitment may head itself with the number only
            opening.id or (self._commitment if block.level == 1 else None),
            title,
            language_of_title(title, self._title_language) if title else "",
            scope=plan.scope,
        )

    def status(self, subject: Subject, told: set[Voice]) -> None:
        """Adds the status that a heading gives, unless the row tells it itself in the document's voice."""
        if self._state and self._profile.voice not in told:
            self.add(Draft(subject, "status", self._state[0], self._state[1], self._profile.voice))

    def add(self, draft: Draft) -> None:
        """Keeps a finding, unless it stands on no words."""
        if draft.span.end > draft.span.start:
            self.reading.drafts.append(draft)


def read_listed(
    text: str, span: Span, document: Document, profile: Profile, plan: Subject
) -> tuple[Naming, list[Draft]] | None:
    """The commitment that the line `text` at `span` lists, with what it says of it; None where it is no such line."""
    for listed in profile.lists:
        match = listed.pattern.match(text)
        if match is None:
            continue
        groups: dict[str, str] = match.groupdict()
        year = int(groups["year"]) if groups.get("year") else plan.year
        cycle = plan.cycle if year == plan.year else str(year or "")
        country = plan.country or groups["id"][:2]
        language = listed.language or language_of_title(groups["title"], document.metadata.language)
        subject = Subject(country, year, cycle, None, groups["id"].replace("-", ""), groups["title"], language)
        drafts = []
        for field in _LISTED:
            value = groups.get(field) or ""
            if value.strip():
                here = replace(span, start=span.start + match.start(field), end=span.start + match.end(field))
                drafts.append(Draft(subject, field, value, here, profile.voice))
        return Naming(subject, span), drafts
    return None

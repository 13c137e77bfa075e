"""Reading one document block by block: which commitment is spoken of, under which label, in whose voice."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import regex

from corpus.ledger.draft import Draft, Naming, Reading, Span, Subject
from corpus.ledger.labelled import labelled, unglued
from corpus.ledger.language import language_of
from corpus.ledger.lines import Line, named_lines
from corpus.ledger.listed import read_listed
from corpus.ledger.model import Field
from corpus.ledger.openings import Opening, heading_openings
from corpus.ledger.periods import years_above
from corpus.ledger.profile import Profile
from corpus.ledger.rows import Rows
from corpus.ledger.sheets import sheet_opening
from corpus.ledger.values import Source, drafts_of, told_under
from corpus.ledger.voices import Voices
from corpus.model import Block, Document, Voice
from corpus.text.dates import moments
from corpus.text.institutions import Directory

_ANY_LEVEL = 99  # a sheet ends at the next heading, whatever its level
_STEP = regex.compile(r"\W{0,3}(?:hito|milestone)\s*[\d.]{1,5}[a-z]?\s*[:.)–—-]+\s*(?=\p{L})", regex.IGNORECASE)
_SHORT_VALUES = ("lead", "participants", "policy_area", "status")


class Scan:
    """One pass over a document. `reading` is what it gives."""

    def __init__(self, document: Document, profile: Profile, directory: Directory) -> None:
        self.document = document
        self.text = document.text
        self.profile = profile
        self.directory = directory
        self.reading = Reading(document, profile.retells)
        self.openings = heading_openings(document, profile)
        self._lines = named_lines(document, profile, self.openings)
        self._rows = Rows(document, profile)
        meta = document.metadata
        year = regex.match(r"(?:19|20)\d\d", meta.cycle or "")
        self.plan = Subject(
            (meta.country or "").upper(),
            int(year.group()) if year else None,
            meta.cycle or "",
            whole_plan=True,
            # what does not list commitments (a method, a guide) numbers other things
            scope=meta.id if (profile.expects or profile.strict_rows) and not (meta.country and year) else "",
        )
        self._voices = Voices(profile, self.plan.year)
        self._whole = replace(self.plan, whole_plan=False, id=meta.commitment) if meta.commitment else None
        self._subject: Subject | None = self._whole
        self._row_subject: Subject | None = None
        self._subject_level = 0
        self._role: str | None = None
        self._role_level = 0
        self._label = ""
        self._state: tuple[str, Span, int] | None = None
        self._headings: list[Block] = []
        self._labelled: set[Subject] = set()

    def run(self) -> Reading:
        for at, block in enumerate(self.document.blocks):
            if block.kind == "heading":
                self._heading(at, block)
            elif block.kind == "table_row":
                self._row(at, block)
            else:
                self._words(at, block)
        return self.reading

    # headings

    def _heading(self, at: int, block: Block) -> None:
        text = self.text[block.start : block.end]
        self._headings = [heading for heading in self._headings if heading.level < block.level] + [block]
        if self._role is not None and block.level <= self._role_level:
            self._role = None
        if self._subject is not self._whole and block.level <= self._subject_level:
            self._subject = self._whole
        if self._state and block.level <= self._state[2]:
            self._state = None
        state = self.profile.state_of(text)
        if state:
            self._state = (state, Span(block.start, block.end, block.section), block.level)
        opening = self.openings.get(at)
        if opening:
            subject = self._name(opening, Span(block.start, block.end, block.section), block)
            self._subject, self._subject_level, self._role = subject, block.level, None
            self._status(subject, set())
            return
        if self._subject is None:
            return
        role = self.profile.role_of(text)
        if role is None and self._role in _SHORT_VALUES:
            # a reader may take the one line below a label for a heading
            self._emit(
                self._role,
                unglued(self.text, Span(block.start, block.end, block.section), self.profile),
                self._subject,
                block,
            )
            return
        if self._role is None or role:
            self._role, self._role_level, self._label = role or "skip", block.level, text
        step = _STEP.match(text) if role == "milestone" else None
        if step:
            self._emit("milestone", Span(block.start + step.end(), block.end, block.section), self._subject, block)
            self._role = "skip"  # what stands below explains the step
        if role == "objective":
            found = moments(text)
            voice = self._voices.of("end", block)
            if len(found) == 1 and len(found[0].iso) > 4 and voice:
                span = Span(block.start + found[0].start, block.start + found[0].end, block.section)
                self._add(Draft(self._subject, "end", found[0].iso, span, voice))

    def _name(self, opening: Opening, place: Span, block: Block, *, running: bool = False, hint: str = "") -> Subject:
        """The subject an opening names, kept as a naming, with a finding for its title."""
        years = years_above(self.text, self._headings)
        plan = self.plan
        other = years is not None and years[0] != plan.year
        title = self.text[slice(*opening.title)] if opening.title else ""
        language = self.profile.title_language or self.document.metadata.language
        subject = Subject(
            plan.country,
            years[0] if years else plan.year,
            f"{years[0]}-{years[1]}" if years else plan.cycle,
            # in a list of the past, rows are counted and not numbered as their plans number them
            None if other and running else opening.number,
            # the page of one commitment may head itself with the number only
            opening.id or (self.document.metadata.commitment if block.level == 1 else None),
            title,
            language_of(title, language) if title else "",
            scope=plan.scope,
        )
        self.reading.namings.append(Naming(subject, place, hint, founds=block.kind == "heading"))
        voice = self._voices.of("title", block)
        if opening.title and voice:
            span = replace(place, start=opening.title[0], end=opening.title[1])
            self._add(Draft(subject, "title", title, span, self._voices.past(subject, voice)))
        return subject

    # rows

    def _row(self, at: int, block: Block) -> None:
        sheet = sheet_opening(self.text, self.document.blocks, at, self.profile)
        if sheet:
            self._subject = self._name(sheet, Span(block.start, block.end, block.section), block)
            self._subject_level, self._role = _ANY_LEVEL, None
            return
        row, goes_on = self._rows.read(at)
        subject = self._row_subject if goes_on else self._subject
        if row.opening:
            hint = " ".join(self.text[p.span.start : p.span.end] for p in row.parts if p.role == "objective")
            running = regex.fullmatch(r"\d{1,3}", self.text[block.cells[0].start : block.cells[0].end]) is not None
            place = Span(block.start, block.end, block.section, block.cells[0].header)
            subject = self._name(row.opening, place, block, running=running, hint=hint)
            self._row_subject = subject
        if subject is None:
            return
        made: list[Draft] = []
        for part in row.parts:
            voice = self._voices.of(part.role, block, part.span.column)
            if voice is None:
                continue
            voice = self._voices.past(subject, voice)
            if part.value:
                field = cast(Field, part.role)
                made.append(Draft(subject, field, part.value, part.span, voice, part.about))
            else:
                drafts = drafts_of(part.role, part.span, Source(self.text, subject, voice, self.directory))
                made += [replace(draft, about=part.about) if part.about else draft for draft in drafts]
        for draft in made:
            self._add(draft)
        self._labelled.add(subject)
        if row.opening:
            self._status(subject, {draft.voice for draft in made if draft.field == "status"})

    def _status(self, subject: Subject, told: set[Voice]) -> None:
        """The status that a heading gives ("Compromisos inactivos"), unless the row tells it itself."""
        if self._state and self.profile.voice not in told:
            self._add(Draft(subject, "status", self._state[0], self._state[1], self.profile.voice))

    # running text

    def _line(self, line: Line, span: Span, block: Block) -> None:
        """A line that names a commitment, and how far it says that it is."""
        subject = self._name(line.opening, span, block)
        self.reading.namings[-1] = replace(self.reading.namings[-1], founds=True)
        voice = self._voices.of("completion", block)
        if line.percent and voice:
            value, start, end = line.percent
            self._add(Draft(subject, "completion", value, replace(span, start=start, end=end), voice))
        if line.opens:
            self._subject, self._subject_level, self._role = subject, _ANY_LEVEL, None

    def _words(self, at: int, block: Block) -> None:
        text = self.text[block.start : block.end]
        span = Span(block.start, block.end, block.section)
        if at in self._lines:
            self._line(self._lines[at], span, block)
            return
        listed = read_listed(text, span, self.document, self.profile, self.plan)
        if listed:
            self.reading.namings.append(listed[0])
            for draft in listed[1]:
                self._add(draft)
            return
        inline = next((m for p in self.profile.paragraphs if (m := p.match(text))), None)
        if inline:
            opening = Opening(None, inline.group("id").replace("-", "").upper(), None)
            subject = self._name(opening, replace(span, end=span.start + inline.end("id")), block)
            if self.profile.body:
                self._emit(self.profile.body, replace(span, start=span.start + inline.end()), subject, block)
            return
        if self._subject is None:
            return
        subject = self._subject
        pairs = labelled(text, self.profile)
        if pairs:
            self._labelled.add(subject)
            for role, start, end, label in pairs:
                self._emit(role, replace(span, start=block.start + start, end=block.start + end), subject, block, label)
        elif self._role:
            self._labelled.add(subject)
            self._emit(self._role, unglued(self.text, span, self.profile), subject, block, self._label)
        elif self.profile.body and (self.profile.body != "objective" or subject not in self._labelled):
            self._emit(self.profile.body, span, subject, block)
            self._labelled.add(subject)

    def _emit(self, role: str, span: Span, subject: Subject, block: Block, label: str = "") -> None:
        voice = self._voices.of(role, block, label)
        if voice is None:
            return
        source = Source(self.text, subject, voice, self.directory)
        for draft in told_under(role, span, source, rates_in_text=self.profile.rates_in_text):
            self._add(draft)

    def _add(self, draft: Draft) -> None:
        if draft.span.end > draft.span.start:
            self.reading.drafts.append(draft)

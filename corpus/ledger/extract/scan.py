"""Reading one document block by block: which commitment is spoken of, under which label, in whose voice."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import regex

from corpus.ledger.draft import Draft, Reading, Span, Subject
from corpus.ledger.extract.lines import Line, labelled, named_lines, unglued
from corpus.ledger.extract.openings import Opening, heading_openings
from corpus.ledger.extract.profile import Profile
from corpus.ledger.extract.rows import Rows
from corpus.ledger.extract.sheets import sheet_opening
from corpus.ledger.extract.subjects import Subjects, read_listed
from corpus.ledger.extract.values import Source, drafts_of, told_under
from corpus.ledger.model import Field
from corpus.model import Block, Document
from corpus.structure.given_word import denied
from corpus.text.dates import moments
from corpus.text.institutions import Directory

_ANY_LEVEL = 99  # a sheet ends at the next heading, whatever its level
_STEP = regex.compile(r"\W{0,3}(?:hito|milestone)\s*[\d.]{1,5}[a-z]?\s*[:.)–—-]+\s*(?=\p{L})", regex.IGNORECASE)
_TOLD = ("completion", "openness", "status", "result", "count")  # what a denied list does not say
_SHORT_VALUES = ("lead", "participants", "policy_area", "status")


class Scan:
    """One pass over a document. `reading` is what it gives."""

    def __init__(self, document: Document, profile: Profile, directory: Directory) -> None:
        self.document = document
        self.text = document.text
        self.profile = profile
        self.directory = directory
        self.openings = heading_openings(document, profile)
        self._lines = named_lines(document, profile, self.openings)
        self._rows = Rows(document, profile)
        self._subjects = Subjects(document, profile)
        self.reading = self._subjects.reading
        self.plan = self._subjects.plan
        self._subject: Subject | None = self._subjects.whole
        self._row_subject: Subject | None = None
        self._subject_level = 0
        self._role: str | None = None
        self._role_level = 0
        self._label = ""
        self._labelled: set[Subject] = set()
        self._denied = {document.blocks[at].start for at in denied(document.blocks, document.text)}

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
        place = Span(block.start, block.end, block.section)
        self._subjects.below(block, text)
        if self._role is not None and block.level <= self._role_level:
            self._role = None
        if self._subject is not self._subjects.whole and block.level <= self._subject_level:
            self._subject = self._subjects.whole
        opening = self.openings.get(at)
        if opening:
            subject = self._subjects.name(opening, place, block)
            self._subject, self._subject_level, self._role = subject, block.level, None
            self._subjects.status(subject, set())
            return
        if self._subject is None:
            return
        role = self.profile.role_of(text)
        if role is None and self._role in _SHORT_VALUES:
            # a reader may take the one line below a label for a heading
            self._emit(self._role, unglued(self.text, place, self.profile), self._subject, block)
            return
        if self._role is None or role:
            self._role, self._role_level, self._label = role or "skip", block.level, text
        self._told_by_label(role, text, place, block, self._subject)

    def _told_by_label(self, role: str | None, text: str, place: Span, block: Block, subject: Subject) -> None:
        """What a heading says itself: the name of a step, or when the commitment ends."""
        step = _STEP.match(text) if role == "milestone" else None
        if step:
            self._emit("milestone", replace(place, start=block.start + step.end()), subject, block)
            self._role = "skip"  # what stands below explains the step
        if role == "objective":
            found = moments(text)
            voice = self._subjects.voices.of("end", block)
            if len(found) == 1 and len(found[0].iso) > 4 and voice:
                span = replace(place, start=block.start + found[0].start, end=block.start + found[0].end)
                self._subjects.add(Draft(subject, "end", found[0].iso, span, voice))

    # rows

    def _row(self, at: int, block: Block) -> None:
        sheet = sheet_opening(self.text, self.document.blocks, at, self.profile)
        if sheet:
            self._subject = self._subjects.name(sheet, Span(block.start, block.end, block.section), block)
            self._subject_level, self._role = _ANY_LEVEL, None
            return
        row, goes_on = self._rows.read(at)
        subject = self._row_subject if goes_on else self._subject
        if row.opening:
            hint = " ".join(self.text[p.span.start : p.span.end] for p in row.parts if p.role == "objective")
            running = regex.fullmatch(r"\d{1,3}", self.text[block.cells[0].start : block.cells[0].end]) is not None
            place = Span(block.start, block.end, block.section, block.cells[0].header)
            subject = self._subjects.name(row.opening, place, block, running=running, hint=hint)
            self._row_subject = subject
        if subject is None:
            return
        made: list[Draft] = []
        for part in row.parts:
            voice = self._subjects.voices.of(part.role, block, part.span.column)
            if voice is None:
                continue
            voice = self._subjects.voices.past(subject, voice)
            if part.value:
                field = cast(Field, part.role)
                made.append(Draft(subject, field, part.value, part.span, voice, part.about))
            else:
                drafts = drafts_of(part.role, part.span, Source(self.text, subject, voice, self.directory))
                made += [replace(draft, about=part.about) if part.about else draft for draft in drafts]
        for draft in made:
            self._subjects.add(draft)
        self._labelled.add(subject)
        if row.opening:
            self._subjects.status(subject, {draft.voice for draft in made if draft.field == "status"})

    # running text

    def _line(self, line: Line, span: Span, block: Block) -> None:
        """A line that names a commitment, and how far it says that it is."""
        subject = self._subjects.name(line.opening, span, block)
        self.reading.namings[-1] = replace(self.reading.namings[-1], founds=True)
        voice = self._subjects.voices.of("completion", block)
        if line.percent and voice:
            value, start, end = line.percent
            self._subjects.add(Draft(subject, "completion", value, replace(span, start=start, end=end), voice))
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
                self._subjects.add(draft)
            return
        inline = next((m for p in self.profile.paragraphs if (m := p.match(text))), None)
        if inline:
            opening = Opening(None, inline.group("id").replace("-", "").upper(), None)
            subject = self._subjects.name(opening, replace(span, end=span.start + inline.end("id")), block)
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
        voice = self._subjects.voices.of(role, block, label)
        if voice is None:
            return
        source = Source(self.text, subject, voice, self.directory)
        for draft in told_under(role, span, source, rates_in_text=self.profile.rates_in_text):
            if block.start not in self._denied or draft.field not in _TOLD:
                self._subjects.add(draft)

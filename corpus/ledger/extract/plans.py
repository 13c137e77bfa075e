"""What a document says of the whole plan: its period, how many commitments it has, how many reached what."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import cast

import regex

from corpus.data import table
from corpus.ledger.draft import Draft, Reading, Span, Subject
from corpus.ledger.extract.counts import about_key, counts
from corpus.ledger.extract.profile import Profile
from corpus.ledger.extract.tallies import Tally, levels_counted
from corpus.ledger.model import Field
from corpus.ledger.plan_names import names_plan, ordinals, plan_years, told_period
from corpus.model import Block, Document, Voice
from corpus.text.normalize import any_of, fitting, fold
from corpus.text.numbers import whole_number
from corpus.text.sentences import clauses
from corpus.text.speakers import says

_MANY = regex.compile(r"(?<!\w)(?:compromisos|commitments)(?!\w)")
ENDORSED = "irm endorsement"
_KEY = regex.compile(r"^(?P<label>[^\n\t:]{4,60})\s?:\s+(?P<value>[^\n]{1,40})$")


def read_plan(document: Document, profile: Profile, plan: Subject, reading: Reading) -> list[Tally]:
    """Adds what the document says of its plan to `reading`; the stated tallies."""
    reader = _PlanReader(document, profile, plan, reading)
    inside = _commitment_blocks(document, reading)
    for number, block in enumerate(document.blocks):
        reader.years(block)
        if block.kind in ("heading", "table_row") or number in inside or plan.year is None:
            reader.leave(block)
        else:
            reader.words(block)
    return reader.tallies


class _PlanReader:
    """One pass over the blocks of a document that are about its plan."""

    def __init__(self, document: Document, profile: Profile, plan: Subject, reading: Reading) -> None:
        self.tallies: list[Tally] = []
        self._document = document
        self._profile = profile
        self._plan = plan
        self._reading = reading
        self._own = ordinals(document.metadata.title) or ordinals(document.text[:1500])
        self._counted = profile.plan_counts and document.metadata.commitment is None
        self._seen: set[tuple[str, str, str]] = set()
        self._endorsed = False  # the paragraph says that the IRM stands behind what follows
        self._introduced = False  # it ends in a colon: the list below it is about the plan

    def years(self, block: Block) -> None:
        """The years that stand behind the name of a plan, this or another."""
        for first, last, start, end in plan_years(self._document.text[block.start : block.end]):
            subject = replace(self._plan, year=first, cycle=f"{first}-{last}")
            span = Span(block.start + start, block.start + end, block.section)
            for field, year in (("start", first), ("end", last)):
                self._add(Draft(subject, cast(Field, field), str(year), span, self._voice(block)))

    def leave(self, block: Block) -> None:
        """A block that is about something else; a heading ends what was endorsed."""
        self._endorsed = self._endorsed and block.kind != "heading"

    def words(self, block: Block) -> None:
        """A paragraph or an item of a list: its total, and what each of its sentences says."""
        text = self._document.text[block.start : block.end]
        self._pair(text, block)
        if block.kind == "paragraph":
            self._endorsed = says("endorsed", text)
            self._introduced = text.endswith(":") and (names_plan(text) or _MANY.search(fold(text)) is not None)
        for start, end in clauses(self._document.text, block.start, block.end):
            sentence = self._document.text[start:end]
            if not _other_plan(sentence, self._own):
                self._sentence(sentence, start, block)

    def _pair(self, text: str, block: Block) -> None:
        """ "Total de compromisos: 13", "Compromisos subnacionales: No"."""
        pair = _KEY.match(text)
        if not pair:
            return
        label, value = pair.group("label"), whole_number(pair.group("value"))
        if self._profile.role_of(label) == "total" and value:
            start, end = pair.span("value")
            self._count(value, block.start + start, block.start + end, block, _total_of(label))
        elif none := _none_of(label, pair.group("value")):
            self._count("0", block.start, block.end, block, none)

    def _sentence(self, sentence: str, start: int, block: Block) -> None:
        in_list = block.kind == "list_item"
        of_plan = names_plan(sentence)
        if of_plan:
            for field, moment in told_period(sentence).items():
                span = Span(start + moment.start, start + moment.end, block.section)
                self._add(Draft(self._plan, cast(Field, field), moment.iso, span, self._voice(block)))
        endorsed = says("endorsed", sentence)
        if endorsed and (says("every", sentence) or sentence.rstrip().endswith(":")):
            span = Span(start, start + len(sentence), block.section)
            self._add(Draft(self._plan, "other", sentence, span, self._voice(block), ENDORSED))
        told = _MANY.search(fold(sentence)) or (self._endorsed and in_list)
        stated = levels_counted(sentence) if told else []
        for scale, level, value, left, right in stated:
            draft = self._count(value, start + left, start + right, block, f"{scale}: {level}")
            if draft:
                self.tallies.append(Tally(draft, scale, level, self._endorsed or endorsed))
        its_own = _about_plan().search(fold(sentence)) or of_plan or (self._introduced and in_list)
        if self._counted and not stated and its_own:
            for count in counts(sentence):
                if about_key(count.about) not in table("corpus.ledger", "numbers")["plan"]["not_its_own"]:
                    self._count(count.number, start + count.start, start + count.end, block, count.about)

    def _count(self, value: str, start: int, end: int, block: Block, about: str) -> Draft | None:
        span = Span(start, end, block.section)
        return self._add(Draft(self._plan, "count", value, span, self._voice(block), about))

    def _voice(self, block: Block) -> Voice:
        return block.voice or self._profile.voice

    def _add(self, draft: Draft) -> Draft | None:
        """The draft, once; None where the words are nobody's finding."""
        if self._profile.stated_voices_only and draft.voice == "context":
            return None
        draft = replace(draft, context="plan")
        mark = (draft.field, draft.value, draft.about + str(draft.subject.year))
        if mark not in self._seen:
            self._seen.add(mark)
            self._reading.drafts.append(draft)
        return draft


def _none_of(label: str, value: str) -> str | None:
    """What a sheet says there is none of: "Compromisos subnacionales: No"."""
    if not fitting(table("corpus.ledger", "numbers")["plan"]["none"]).fullmatch(fold(value).strip(" .")):
        return None
    return " ".join(fold(label).split()) if _MANY.search(fold(label)) else None


@cache
def _about_plan() -> regex.Pattern[str]:
    return any_of(["compromisos", "commitments", *table("corpus.ledger", "numbers")["plan"]["process"]])


def _total_of(label: str) -> str:
    return "commitments" if "commitments" in fold(label) else "compromisos"


def _other_plan(sentence: str, own: set[int]) -> bool:
    """Whether a sentence speaks of another plan than the document's own."""
    if regex.search(table("corpus.ledger", "numbers")["plan"]["other"], fold(sentence)):
        return True
    named = ordinals(sentence)
    return bool(named and own and not named & own)


def _commitment_blocks(document: Document, reading: Reading) -> set[int]:
    """Blocks that already gave findings of a single commitment."""
    starts = sorted({draft.span.start for draft in reading.drafts if not draft.subject.whole_plan})
    found = set()
    for number, block in enumerate(document.blocks):
        if any(block.start <= start < block.end for start in starts):
            found.add(number)
    return found

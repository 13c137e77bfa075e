"""Levels of the official scales that a run of text gives, and who gives them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from corpus.ledger.draft import Draft, Span, Subject
from corpus.ledger.extract.amounts import percent_in
from corpus.ledger.model import Field
from corpus.ledger.scales import level_of, levels_named
from corpus.model import Voice
from corpus.text.given_word import gives_no_level, gives_word, voice_in_label
from corpus.text.institutions import Directory
from corpus.text.sentences import clauses
from corpus.text.speakers import says, speaker_of

_RATED = ("completion", "openness", "status")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a run of text comes from, for the findings made of it."""

    text: str
    subject: Subject
    voice: Voice
    directory: Directory

    def draft(self, field: Field, value: str, span: Span) -> Draft:
        """A finding that this source tells."""
        return Draft(self.subject, field, value, span, self.voice)


def verdicts(span: Span, source: Source) -> Iterator[Draft]:
    """A cell of verdicts, sentence by sentence: each rating with the voice that gives it; what a voice says besides
    is a finding too. A sentence that names nobody goes on with the voice of the one before."""
    voice = source.voice
    for start, end in clauses(source.text, span.start, span.end):
        sentence = source.text[start:end]
        voice = speaker_of(sentence, mention_enough=True) or voice
        here = replace(span, start=start, end=end)
        speaking = replace(source, voice=voice)
        rated = list(ratings(here, speaking, whole=True))
        yield from rated
        if not rated and len(sentence.split()) > 2:
            yield _remark(sentence, here, speaking)


def ratings(span: Span, source: Source, *, whole: bool = False) -> Iterator[Draft]:
    """The levels a sentence gives, at most one of each scale. `whole`: the sentence is known to rate."""
    sentence = source.text[span.start : span.end]
    if gives_no_level(sentence):
        return
    source = replace(source, voice=_rater(sentence, source.voice))
    for scale in _RATED:
        levels = levels_named(scale, sentence)
        if not levels and whole:
            bare = level_of(scale, sentence) or level_of(scale, sentence.split(" ")[0])
            if bare:
                yield source.draft(cast(Field, scale), bare, span)
        elif len({level.key for level in levels}) == 1:
            yield source.draft(cast(Field, scale), levels[0].key, span)


def _rater(sentence: str, voice: Voice) -> Voice:
    """Who rates in a sentence of a document that speaks with this voice: what it retells of others is theirs."""
    if gives_word(sentence, voice) or voice_in_label(sentence, voice):
        return speaker_of(sentence) or "context"
    return voice


def _remark(sentence: str, span: Span, source: Source) -> Draft:
    if says("recommends", sentence):
        return replace(source, voice="recommended").draft("next", sentence, span)
    field: Field = "other" if says("silent", sentence) or not says("results", sentence) else "result"
    return source.draft(field, sentence, span)


def rating(role: str, span: Span, source: Source) -> list[Draft]:
    """A cell or value that rates: the level where it names one, else its own words."""
    field = cast(Field, role)
    words = source.text[span.start : span.end]
    level = level_of(role, words)
    # a column "Status" of which the cells say how far it is
    reached = None if level or role != "status" else level_of("completion", words)
    if level or reached:
        return [source.draft("completion" if reached else field, level or reached or "", span)]
    if role == "status" and (percent := percent_in(words)) and percent[1:] == (0, len(words)):
        field = "completion"
    percent = percent_in(words, bare=True) if field == "completion" else None
    if percent:
        return [source.draft(field, percent[0], span)]
    found = []
    for start, end in clauses(source.text, span.start, span.end):
        sentence = source.text[start:end]
        levels = levels_named(role, sentence, subject_given=len(words.split()) < 6)
        if len({one.key for one in levels}) == 1 and not gives_no_level(sentence):
            here = replace(span, start=start, end=end)
            voice = speaker_of(sentence) or _rater(sentence, source.voice)
            found.append(replace(source, voice=voice).draft(field, levels[0].key, here))
    return found[:1] or [source.draft(field, words, span)]

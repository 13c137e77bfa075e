"""Whose word something is that stands under a label, in a column or in running text of a document."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.ledger.draft import Subject
from corpus.ledger.profile import Profile
from corpus.model import Block, Voice
from corpus.text.speakers import speakers_named

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
        return block.voice or self.profile.voice_of(role)

    def past(self, subject: Subject, voice: Voice) -> Voice:
        """The voice for a commitment of another plan than the document's own."""
        past = self.profile.voices.get("past")
        return past if past and subject.year is not None and subject.year != self.year else voice

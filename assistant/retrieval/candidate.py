"""A unit that may answer a question: where it stands, who speaks in it, and the signs for and against it."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.kinds import kind
from corpus.model import Metadata
from corpus.text.given_word import voice_in_label
from corpus.text.speakers import voice_of, voice_of_header
from index.store import StoredPassage, StoredUnit


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A unit with its place, the signs that were found (by the names of scoring.toml) and their weighted sum. `answer`
    is the run [start, end) of the unit's text that the reader takes for the words that answer; None where it was not
    read."""

    unit: StoredUnit
    passage: StoredPassage
    metadata: Metadata
    signs: dict[str, float]
    score: float
    answer: tuple[int, int] | None = None

    @property
    def section(self) -> tuple[str, ...]:
        """Where the unit stands: the headings above it, then its row's label. What it is itself is not among them."""
        section, label = self.passage.section, self.unit.label
        if self.unit.kind in {"heading", "label"}:
            own = " ".join(self.unit.text.split())
            return section[:-1] if section and own.startswith(section[-1]) else section
        return (*section, label) if label and label not in section[-1:] else section

    @property
    def default_voice(self) -> str:
        """The voice of the section where the document says so, else of the document's kind."""
        return self.passage.voice or kind(self.metadata.kind).voice

    @property
    def _of_column(self) -> str | None:
        """Whom the column of a cell names, or the label of its row."""
        header, label, own = self.unit.header, self.unit.label, self.default_voice
        return voice_of_header(f"{header} {label}") or voice_in_label(header, own) or voice_in_label(label, own)

    @property
    def voice(self) -> str:
        return self.voice_in(self.unit.text)

    def voice_in(self, text: str) -> str:
        """Who speaks in `text` at this place: whom the column names, else what the document says of the section,
        else what the sentence shows."""
        if "kind" in self.metadata.doubtful:
            return "context"  # nobody knows whose text it is: what it says of the IRM is not the IRM's word
        named = self._of_column if self.unit.kind == "cell" else None
        return named or self.passage.voice or voice_of(text, self.default_voice)

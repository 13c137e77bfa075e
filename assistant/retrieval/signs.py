"""What a question names, compared with where a unit stands: the commitment, the country, who speaks, what is counted.

These are facts, and compared as such; what is a matter of degree is the reader's.
"""

from __future__ import annotations

import regex

from assistant.question.question import Question
from assistant.retrieval.answer_types import counts, fits, under_header
from corpus.commitments.commitment_numbers import numbers_named
from corpus.commitments.references import Reference
from corpus.kinds import kind
from corpus.text.countries import names_country
from corpus.text.normalize import fold
from index.search import Hit
from index.store import StoredUnit


class Named:
    """The named things of one question, found in units."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._nouns = question.counted.stems

    def signs(self, unit: StoredUnit, hit: Hit) -> dict[str, float]:
        """A sign for each thing that the question names or asks for: 1 where it is there, down to -1."""
        text = fold(unit.text)
        signs: dict[str, float] = {}
        if self._question.types - {"list"}:
            wanted = self._question.types - {"list"}
            held = under_header(unit)
            signs["type"] = sum(fits(name, held, fold(held)) for name in wanted) / len(wanted)
        if "number" in self._question.types:
            nouns = self._nouns.get(hit.language)
            # of a cell its label and column say what it counts
            told = f"{unit.label} {unit.header}:\t{unit.text}" if unit.kind == "cell" else unit.text
            if any(self._nouns.values()):
                signs["counted"] = float(bool(nouns) and counts(told, hit.language, nouns or frozenset()))
            else:  # "how much did it fall?" counts nothing: any figure may be it
                signs["counted"] = fits("number", unit.text, text)
        if self._question.references:
            signs["commitment"] = self._commitment(unit, hit)
        if self._question.voices:
            signs["voice"] = self._voice(hit, text)
        if self._question.countries:
            signs["country"] = self._country(unit, hit)
        return signs

    def _commitment(self, unit: StoredUnit, hit: Hit) -> float:
        stored = hit.stored
        for reference in self._question.references:
            if _same(reference, stored.number, stored.commitment) or (reference.id and reference.id in unit.text):
                return 1.0
            if reference.number is not None and any(reference.number == one.number for one in numbers_named(unit.text)):
                return 1.0  # a sentence that names it, wherever it stands
        return -1.0 if stored.number is not None or stored.commitment else -0.5

    def _voice(self, hit: Hit, folded: str) -> float:
        voice = hit.stored.voice or kind(hit.metadata.kind).voice
        reports_irm = regex.search(r"(?<!\w)(?:irm|mri)(?!\w)", folded) is not None
        if "assessed" in self._question.voices and (reports_irm or voice == "assessed"):
            return 1.0
        if "self_reported" in self._question.voices and voice == "self_reported":
            return 0.0 if reports_irm and "autoevaluacion" not in folded else 1.0
        if "assessed" in self._question.voices:
            return 0.5 if voice == "recommended" else 0.0
        return float(voice in self._question.voices)

    def _country(self, unit: StoredUnit, hit: Hit) -> float:
        named = set(self._question.countries)
        text = f"{unit.text} \n {' '.join(hit.stored.section)}"
        if any(names_country(code, text) for code in named):
            return 0.5 if hit.metadata.country and hit.metadata.country not in named else 0.3
        if hit.metadata.country in named:
            return 0.3
        return -1.0 if hit.metadata.country else -0.3


def _same(reference: Reference, number: int | None, commitment: str | None) -> bool:
    if reference.id and commitment:
        return reference.id == commitment
    return reference.number is not None and reference.number == number

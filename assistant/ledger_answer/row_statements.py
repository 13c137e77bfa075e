"""A row of the ledger as a statement: each with its own quotation, in the answer's language."""

from __future__ import annotations

import regex

from assistant.answer import Statement
from assistant.ledger_answer.row_citations import Citing, naming_of, translated
from assistant.ledger_answer.scope import Row
from assistant.ledger_query.query import RowsAsked
from assistant.texts import say
from corpus.ledger import Finding
from corpus.ledger.extract.columns import MID
from corpus.ledger.labels import about_label, area_label, field_label, value_label
from index.search import Searcher

_DIGITS = regex.compile(r"\d+")
_NAMES = frozenset({"lead", "participants"})  # names are not translated
_RATED = frozenset({"completion", "openness", "ambition", "status"})


class RowTeller(Citing):
    """Makes statements of rows for one question; its citations are those made so far."""

    def __init__(self, searcher: Searcher, asked: RowsAsked, language: str) -> None:
        super().__init__(searcher, language)
        self.asked = asked

    def statement(self, row: Row) -> Statement:
        finding = row.finding
        number = self.cite(finding.at, finding.voice, row)
        if finding.field == "title":
            if finding.at.language == self.language:
                return Statement(" ".join(finding.wording.split()), (number,), finding.voice)
            title, of_title = self.title(row)
            return Statement(title, (number,), finding.voice, of_title)
        label = field_label(finding.field, self.language)
        if finding.about == MID:
            label += f" ({about_label(MID, self.language)})"
        told, translation = self.told(finding)
        numbers = [number]
        for date in row.also:
            numbers.append(self.cite(date.at, date.voice, row))
            told += f" ({field_label(date.field, self.language)}: {self.told(date)[0]})"
        one = self.asked.kind == "one"
        if one and len(self.asked.references) == 1:
            return Statement(f"{label}: {told}", tuple(numbers), finding.voice, translation)
        title, of_title = self.title(row)
        if self.asked.conditions and row.commitment.number:
            # people go by the numbers: told where a quotation can bear it out
            number_of = str(row.commitment.number)
            place = naming_of(self.searcher, row.commitment, [number_of], finding.at.document)
            title = f"{number_of}. {title}" if place else title
        if self.asked.conditions:
            text = f"{title}. {label}: {told}"
            translation = translation and not one
        else:
            text = f"{title}. {label}: {told}" if one else f"{title}: {told if self.asked.level else label}"
        figures = _DIGITS.findall(title)
        place = naming_of(self.searcher, row.commitment, figures, finding.at.document) if figures else None
        if place is not None:
            numbers.append(self.cite(place, finding.voice, row))
        return Statement(text, tuple(numbers), finding.voice, of_title or (one and translation))

    def told(self, finding: Finding) -> tuple[str, bool]:
        """What a finding says, in the answer's language: an official level by its name, else the document's words;
        True where a machine translated them."""
        if finding.field in _NAMES:
            return " ".join(finding.wording.split()), False
        if finding.field == "policy_area":
            return "; ".join(area_label(area, self.language) for area in finding.value.split("; ")), False
        label = value_label(finding, self.language)
        if finding.field in _RATED and label != finding.value:
            return label, False
        wording = " ".join(finding.wording.split())
        other = translated(self.searcher, wording, finding.at.language, self.language)
        return other or wording, other is not None

    def values(self, row: Row) -> list[str]:
        return [self.told(finding)[0] for finding in (row.finding, *row.also)]

    def title(self, row: Row) -> tuple[str, bool]:
        titles = row.commitment.titles
        if self.language in titles:
            return titles[self.language], False
        for language, title in titles.items():
            other = translated(self.searcher, title, language, self.language)
            return other or title, other is not None
        return say("ledger.number", self.language, number=row.commitment.number or row.commitment.key), False

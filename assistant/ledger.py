"""Answers from rows of the ledger: each row with its own quotation, and counts that rest on all the rows they count."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import regex

from assistant.answer import Citation, Conflict, Side, Statement
from assistant.compose import escape, render
from assistant.ledger_ask import RowsAsked, rows_asked, shown_rows
from assistant.ledger_quote import naming_of, quoted, translated
from assistant.ledger_rows import Group, Row, contradictions, rows_of
from assistant.places import country_name
from assistant.texts import say
from assistant.verify import exact, verify
from corpus.errors import OgpError
from corpus.ledger import Finding, Ledger, Locator, disagreements_of, read_ledger
from corpus.ledger.labels import field_label, value_label
from index.ledger import FILE
from index.search import Searcher

_DIGITS = regex.compile(r"\d+")
_NAMES = frozenset({"lead", "participants"})  # names are not translated
_RATED = frozenset({"completion", "openness", "ambition", "status"})


@dataclass(frozen=True, slots=True)
class FromRows:
    """An answer made of rows: Markdown, and what stands behind it."""

    text: str
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    conflicts: tuple[Conflict, ...]


class LedgerReader:
    """The ledger beside an open generation, read when it is first needed. Safe from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._read: tuple[Path, Ledger | None] | None = None

    def of(self, searcher: Searcher) -> Ledger | None:
        """None for an index without a ledger (an older one), or with one that cannot be read."""
        with self._lock:
            if self._read is None or self._read[0] != searcher.folder:
                self._read = (searcher.folder, _open(searcher.folder / FILE))
            return self._read[1]

    def answer(self, searcher: Searcher, question: str, language: str) -> FromRows | None:
        """The answer where the question clearly asks for rows and the ledger has all that it asks for, else None."""
        asked = rows_asked(question)
        ledger = self.of(searcher) if asked else None
        if asked is None or ledger is None:
            return None
        groups = rows_of(ledger, asked, searcher.documents().values(), language)
        return _Composer(searcher, ledger, asked, language).answer(groups) if groups else None


def _open(path: Path) -> Ledger | None:
    if not path.is_file():
        return None
    try:
        return read_ledger(path)
    except OgpError:
        return None


class _Composer:
    def __init__(self, searcher: Searcher, ledger: Ledger, asked: RowsAsked, language: str) -> None:
        self.searcher = searcher
        self.ledger = ledger
        self.asked = asked
        self.language = language
        self.commitment = ""
        self.citations: list[Citation] = []

    def answer(self, groups: Sequence[Group]) -> FromRows | None:
        """None where one of the rows does not stand up to verifying: a count without it would be wrong."""
        made = [(group, [self._statement(row) for row in group.rows]) for group in groups]
        statements = [statement for _, of_group in made for statement in of_group]
        kept, cited = verify(self.searcher, statements, self.citations)
        # citations of what a statement did not keep would leave a gap in the numbers
        if len(kept) != len(statements) or len(cited) != len(self.citations):
            return None
        if self.asked.kind == "one":
            self.commitment = groups[0].rows[0].commitment.key
            differences = self._differences(cited)
            return FromRows(render(kept, cited, self.language), tuple(kept), tuple(cited), differences)
        conflicts: list[Conflict] = []
        parts: list[str] = []
        everything: list[Statement] = []
        left = shown_rows()
        plan: tuple[str, str] | None = None
        for group, rows in made:
            lead = self._lead(group, rows)
            if (group.country, group.cycle) != plan:
                plan = (group.country, group.cycle)
                country = country_name(group.country, self.language)
                parts.append(f"**{escape(say('ledger.plan', self.language, country=country, cycle=group.cycle))}**")
            shown = rows[:left]
            left -= len(shown)
            everything += [lead, *shown]
            parts.append(_line(lead))
            lines = [f"- {_line(statement)}" for statement in shown]
            if len(shown) < len(rows):
                lines.append(f"- {say('ledger.more', self.language, count=len(rows) - len(shown))}")
            parts.append("\n".join(lines))
            conflicts += self._conflicts(group, rows)
        return FromRows("\n\n".join(parts), tuple(everything), tuple(self.citations), tuple(conflicts))

    # statements

    def _statement(self, row: Row) -> Statement:
        finding = row.finding
        number = self._cite(finding.at, finding.voice, row)
        label = field_label(finding.field, self.language)
        told, translation = self._told(finding)
        if self.asked.kind == "one":
            return Statement(f"{label}: {told}", (number,), finding.voice, translation)
        title, of_title = self._title(row)
        text = f"{title}: {told if self.asked.level else label}"
        numbers = [number]
        figures = _DIGITS.findall(title)
        place = naming_of(self.searcher, row.commitment, figures, finding.at.document) if figures else None
        if place is not None:
            numbers.append(self._cite(place, finding.voice, row))
        return Statement(text, tuple(numbers), finding.voice, of_title)

    def _told(self, finding: Finding) -> tuple[str, bool]:
        """What a finding says, in the answer's language: an official level by its name, else the document's words;
        True where a machine translated them."""
        if finding.field in _NAMES:
            return " ".join(finding.wording.split()), False
        label = value_label(finding, self.language)
        if finding.field in _RATED and label != finding.value:
            return label, False
        wording = " ".join(finding.wording.split())
        other = translated(self.searcher, wording, finding.at.language, self.language)
        return other or wording, other is not None

    def _title(self, row: Row) -> tuple[str, bool]:
        titles = row.commitment.titles
        if self.language in titles:
            return titles[self.language], False
        for language, title in titles.items():
            other = translated(self.searcher, title, language, self.language)
            return other or title, other is not None
        return say("ledger.number", self.language, number=row.commitment.number or row.commitment.key), False

    def _lead(self, group: Group, rows: Sequence[Statement]) -> Statement:
        """The sentence before the rows of a group; it rests on all of them, and on the total that says the same."""
        numbers = tuple(dict.fromkeys(number for row in rows for number in row.citations[:1]))
        for stated in group.stated if self.asked.kind == "count" else ():
            if stated.value == str(len(rows)) and (number := self._cite_exact(stated)) is not None:
                numbers = (number, *numbers)
        values: dict[str, object] = {"voice": say(f"lead.{group.voice}", self.language), "count": len(rows)}
        if self.asked.level:
            first = group.rows[0].finding
            values |= {
                "field": field_label(first.field, self.language),
                "level": value_label(first, self.language),
            }
            key = ("count_one" if len(rows) == 1 else "count") if self.asked.kind == "count" else "list"
        else:
            key = "part_lead" if "participants" not in self.asked.fields else "part"
            if self.asked.kind == "count":
                key += "_count_one" if len(rows) == 1 else "_count"
        return Statement(say(f"ledger.{key}", self.language, **values), numbers, group.voice)

    def _cite(self, at: Locator, voice: str, row: Row | None = None) -> int:
        """The number of a new citation of what stands there."""
        citation = quoted(self.searcher, at, voice, self.language)
        commitment = row.commitment.id if row else None
        self.citations.append(replace(citation, number=len(self.citations) + 1, commitment=commitment))
        return len(self.citations)

    def _cite_exact(self, stated: Finding) -> int | None:
        """As `_cite`, for a total, which no longer passes through verifying; None where it would not stand up."""
        for one in self.citations:  # a total may bear out one voice's rows and contradict another's
            if (one.document, one.start, one.quote) == (stated.at.document, stated.at.start, stated.wording):
                return one.number
        number = self._cite(stated.at, stated.voice)
        if exact(self.searcher, self.citations[number - 1]):
            return number
        self.citations.pop()
        return None

    # where documents disagree

    def _conflicts(self, group: Group, rows: Sequence[Statement]) -> list[Conflict]:
        found = []
        for stated in contradictions(self.ledger, self.asked, group):
            first = group.rows[0].finding
            scale, _, level = stated.about.partition(" (")[0].partition(": ")
            of_stated = value_label(replace(first, value=level), self.language)
            of_rows = value_label(first, self.language)
            number = self._cite_exact(stated)
            if number is None:
                continue
            sides = (
                Side(say("ledger.stated", self.language, value=stated.value, level=of_stated), number),
                Side(say("ledger.stated", self.language, value=len(rows), level=of_rows), rows[0].citations[0]),
            )
            voice = say(f"lead.{group.voice}", self.language)
            about = say("ledger.about", self.language, field=field_label(scale, self.language), voice=voice)
            found.append(Conflict(about, sides))
        return found

    def _differences(self, citations: Sequence[Citation]) -> tuple[Conflict, ...]:
        """Disagreements on the one commitment of which at least two sides stand in the answer."""
        at = {(one.document, one.quote, one.voice): one.number for one in reversed(citations)}
        found = []
        for one in disagreements_of(self.ledger, self.commitment):
            if one.field not in self.asked.fields:
                continue
            sides: dict[str, Side] = {}
            for side in one.sides:
                number = at.get((side.at.document, side.wording.strip(), side.voice))
                if number is not None:
                    sides.setdefault(side.value, Side(self._told(side)[0], number))
            if len(sides) > 1:
                found.append(Conflict(field_label(one.field, self.language), tuple(sides.values())))
        return tuple(found)


def _line(statement: Statement) -> str:
    return f"{escape(statement.text)} {''.join(f'[{n}]' for n in statement.citations)}"

"""Rows of the ledger as an answer: counts that rest on all the rows they count, lists, and where documents disagree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from assistant.answer import Citation, Conflict, Side, Statement
from assistant.ledger_answer.row_lead import beside, lead_of, line, plan_told
from assistant.ledger_answer.row_statements import RowTeller
from assistant.ledger_answer.scope import Group
from assistant.ledger_answer.totals import contradictions, not_reached
from assistant.ledger_query.grammar import shown_rows
from assistant.ledger_query.query import RowsAsked
from assistant.texts import say
from assistant.verification.verify import verify
from assistant.writing.render import Names, escape, render
from corpus.ledger import Ledger, disagreements_of
from corpus.ledger.labels import field_label, level_label, value_label
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


class Composer(RowTeller):
    def __init__(self, searcher: Searcher, ledger: Ledger, asked: RowsAsked, language: str) -> None:
        super().__init__(searcher, asked, language)
        self.ledger = ledger
        self.totals: dict[int, tuple[int, ...]] = {}

    def answer(self, groups: Sequence[Group]) -> FromRows | None:
        """None where one of the rows does not stand up to verifying: a count without it would be wrong."""
        made: list[tuple[Group, list[Statement]]] = []
        before = 0
        for group in groups:
            # totals are cited first: the numbers of an answer go up as it is read
            self.totals[id(group)] = totals = self._totals(group)
            before += len(totals)
            made.append((group, [self.statement(row) for row in group.rows]))
        statements = [statement for _, of_group in made for statement in of_group]
        told = [text for group in groups for row in group.rows for text in (self.title(row)[0], *self.values(row))]
        kept, cited = verify(self.searcher, statements, self.citations, told)
        # citations of what a statement did not keep would leave a gap in the numbers
        if len(kept) != len(statements) or before + len(cited) != len(self.citations):
            return None
        if self.asked.kind == "one":
            named = list(dict.fromkeys(row.commitment.key for group in groups for row in group.rows))
            differences = {key: self._differences(key, cited) for key in named}
            if len(named) == 1:
                text = render(kept, cited, self.language, Names(self.searcher.documents().values(), self.language))
            else:
                titles = {row.commitment.key: self.title(row)[0] for group in groups for row in group.rows}
                text = beside([(titles[group.rows[0].commitment.key], told) for group, told in made], self.language)
                for key, found in differences.items():
                    differences[key] = [replace(one, about=f"{titles[key]}: {one.about}") for one in found]
            return FromRows(text, tuple(kept), tuple(cited), tuple(one for key in named for one in differences[key]))
        return self._listed(made)

    def _listed(self, made: Sequence[tuple[Group, list[Statement]]]) -> FromRows:
        conflicts: list[Conflict] = []
        parts: list[str] = []
        everything: list[Statement] = []
        left = shown_rows()
        plan: str | None = None
        for group, rows in made:
            lead = self._lead(group, rows)
            if group.plan != plan:
                plan = group.plan
                parts.append(f"**{escape(plan_told(self.searcher, group, self.language))}**")
            shown = rows[:left]
            left -= len(shown)
            everything += [lead, *shown]
            parts.append(line(lead))
            lines = [f"- {line(statement)}" for statement in shown]
            if len(shown) < len(rows):
                lines.append(f"- {say('ledger.more', self.language, count=len(rows) - len(shown))}")
            parts.append("\n".join(lines))
            conflicts += self._conflicts(group, rows)
        return FromRows("\n\n".join(parts), tuple(everything), tuple(self.citations), tuple(conflicts))

    def _lead(self, group: Group, rows: Sequence[Statement]) -> Statement:
        """The sentence before the rows of a group; it rests on all of them, and on the total that says the same."""
        numbers = tuple(dict.fromkeys(number for row in rows for number in row.citations[:1]))
        numbers = (*self.totals[id(group)], *numbers)
        values: dict[str, object] = {"voice": say(f"lead.{group.voice}", self.language), "count": len(rows)}
        if self.asked.conditions:
            titles = [self.title(row)[0] for row in group.rows]
            told = [self.values(row)[0] for row in group.rows]
            text = lead_of(self.asked, group, titles, told, self.language)
            return Statement(text, numbers, group.voice)
        if self.asked.level:
            first = group.rows[0].finding
            values |= {
                "field": field_label(first.field, self.language),
                "level": level_label(*self.asked.level, self.language),
            }
            key = "list"
        elif self.asked.institution:
            key = "part_lead" if "participants" not in self.asked.fields else "part"
        else:
            key = "all" if self.asked.plan else "topic"
            values["topic"] = self.asked.topic
        short = not_reached(self.asked, group)
        if short:
            return Statement(say("ledger.gap", self.language, total=short, count=len(rows)), numbers, group.voice)
        if self.asked.kind == "count":
            key = (key if key != "list" else "") + ("_count_one" if len(rows) == 1 else "_count")
        text = say(f"ledger.{key.lstrip('_')}", self.language, **values)
        if self.asked.level and self.asked.topic:
            text += " " + say("ledger.only_topic", self.language, topic=self.asked.topic)
        if self.asked.within:
            text += " " + say("ledger.only_before", self.language)
        return Statement(text, numbers, group.voice)

    def _totals(self, group: Group) -> tuple[int, ...]:
        """Citations of the totals that say how many rows there are."""
        if self.asked.kind != "count" and not self.asked.plan:
            return ()
        same = [
            stated
            for stated in group.stated
            if stated.value == (not_reached(self.asked, group) or str(len(group.rows)))
        ]
        return tuple(number for stated in same if (number := self.cite_exact(stated)) is not None)

    # where documents disagree

    def _conflicts(self, group: Group, rows: Sequence[Statement]) -> list[Conflict]:
        found: list[Conflict] = []
        if not_reached(self.asked, group):
            return found
        for stated in contradictions(self.ledger, self.asked, group):
            number = self.cite_exact(stated)
            if number is None:
                continue
            voice = say(f"lead.{stated.voice}", self.language)
            if self.asked.plan:
                values = (stated.value, str(len(rows)))
                about = say("ledger.about_all", self.language, voice=voice)
            else:
                first = group.rows[0].finding
                scale, _, level = stated.about.partition(" (")[0].partition(": ")
                levels = (value_label(replace(first, value=level), self.language), value_label(first, self.language))
                values = (self._stated(stated.value, levels[0]), self._stated(len(rows), levels[1]))
                about = field_label(scale, self.language)
                if stated.voice == group.voice:  # else each side has a voice of its own
                    about = say("ledger.about", self.language, field=about, voice=voice)
            found.append(Conflict(about, (Side(values[0], number), Side(values[1], rows[0].citations[0]))))
        return found

    def _stated(self, value: object, level: str) -> str:
        return say("ledger.stated", self.language, value=value, level=level)

    def _differences(self, commitment: str, citations: Sequence[Citation]) -> list[Conflict]:
        """Disagreements on a commitment of which at least two sides stand in the answer."""
        at = {(one.document, one.quote, one.voice): one.number for one in reversed(citations)}
        found = []
        for one in disagreements_of(self.ledger, commitment):
            if one.field not in self.asked.fields:
                continue
            sides: dict[str, Side] = {}
            for side in one.sides:
                number = at.get((side.at.document, side.wording.strip(), side.voice))
                if number is not None:
                    sides.setdefault(side.value, Side(self.told(side)[0], number))
            if len(sides) > 1:
                found.append(Conflict(field_label(one.field, self.language), tuple(sides.values())))
        return found

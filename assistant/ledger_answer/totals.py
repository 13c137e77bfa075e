"""Totals that documents state themselves, beside the rows they sum up."""

from __future__ import annotations

from assistant.ledger_answer.scope import Group
from assistant.ledger_query.grammar import pattern
from assistant.ledger_query.query import RowsAsked
from corpus.ledger import Disagreement, Finding, Ledger, disagreements_of


def stated_totals(ledger: Ledger, asked: RowsAsked, plan: str, voice: str) -> tuple[Finding, ...]:
    """Totals that the same voice states of that plan (its key in the ledger) and level."""
    if not asked.level:
        return ()
    about = ": ".join(asked.level)
    said = [f for f in ledger.findings if (f.commitment, f.field, f.about, f.voice) == (plan, "count", about, voice)]
    return tuple({f.value: f for f in reversed(said)}.values())


def plan_totals(ledger: Ledger, plan: str, rows: int) -> tuple[Finding, ...]:
    """How many commitments documents say that the plan has, one finding for each document and number. Of a document
    that gives the number of rows, other numbers count something else ("3 commitments are inactive")."""
    every = pattern("plan", "all")
    said: dict[str, dict[str, Finding]] = {}
    for finding in ledger.findings:
        if finding.commitment == plan and finding.field == "count" and every.fullmatch(finding.about):
            said.setdefault(finding.at.document, {}).setdefault(finding.value, finding)
    found: list[Finding] = []
    for values in said.values():
        same = values.get(str(rows))
        if same:
            found.append(same)
        elif len(values) == 1:
            found += values.values()
    return tuple(found)


def contradictions(ledger: Ledger, asked: RowsAsked, group: Group) -> list[Finding]:
    """Totals that do not go together with the rows of a group: those of the level, and those which the ledger holds
    against these very rows."""
    if asked.topic or asked.within or not group.rows:
        return []
    found = [one for one in group.stated if one.value != str(len(group.rows))]
    if asked.level:
        counted = {row.commitment.key for row in group.rows}
        for one in disagreements_of(ledger, group.plan):
            # a total of another level is about these rows only where their own level has none
            own = one.about.partition(" (")[0] == ": ".join(asked.level)
            if _against(one, asked.level[0], group.voice, counted) and (own or not group.stated):
                found.append(one.sides[0])
    return list({(f.about, f.value): f for f in reversed(found)}.values())


def _against(one: Disagreement, scale: str, voice: str, counted: set[str]) -> bool:
    rows = {side.commitment for side in one.sides[1:] if side.voice == voice and side.field == scale}
    return one.field == "count" and one.about.startswith(f"{scale}: ") and counted <= rows


def not_reached(asked: RowsAsked, group: Group) -> str | None:
    """The one total of the plan that documents state, where fewer commitments were read: a gap of the reader, no
    disagreement."""
    totals = {stated.value for stated in group.stated} if asked.plan else set()
    total = next(iter(totals)) if len(totals) == 1 else ""
    return total if total.isdigit() and int(total) > len(group.rows) else None

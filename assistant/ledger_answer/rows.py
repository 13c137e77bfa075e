"""The rows of the ledger that a question asks for: which findings, of which commitments, by which voice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import regex

from assistant.ledger_answer.commitment_rows import rows_of_named
from assistant.ledger_answer.row_filter import PERCENT, rows_where
from assistant.ledger_answer.scope import VOICES, Group, Held, Row
from assistant.ledger_answer.titles import Wordings, about
from assistant.ledger_answer.totals import plan_totals, stated_totals
from assistant.ledger_query.query import RowsAsked
from corpus.ledger import Commitment, Finding, Ledger
from corpus.text.language import LANGUAGES
from corpus.text.normalize import fold

_EXPANDED = regex.compile(r"(?P<name>[^();]{6,160}?)\s\((?P<acronym>\w{2,10})\)")
_WHOLE = 8  # characters above which a name is looked for within the wording too


def rows_of(held: Held, asked: RowsAsked) -> list[Group]:
    """The rows by plan and voice; empty where the ledger cannot answer all that is asked."""
    if asked.kind == "one":
        return rows_of_named(held, asked)
    ledger = held.ledger
    scope = held.scope(asked)
    if asked.within:
        before = {row.commitment.key for group in rows_of(held, asked.within) for row in group.rows}
        scope = [one for one in scope if one.key in before]
    if asked.topic:
        words = Wordings.of(asked.topic, held.language, held.translator)
        scope = about(scope, words, area=asked.area)
    if asked.conditions:
        called = cache(lambda name: _in_both(held, name))
        return rows_where(held, asked, scope, lambda finding, name: _names(finding, called(name)))
    if asked.plan:
        return _whole_plan(held, asked, scope)
    if asked.institution:
        names = _in_both(held, asked.institution)
        findings = [f for f in ledger.findings if f.field in asked.fields and _names(f, names)]
    elif asked.level:
        scale, level = asked.level
        findings = held.settled(f for f in ledger.findings if f.field == scale and not f.about)
        same = {level, *PERCENT.get(level, ())} if scale == "completion" else {level}
        findings = [f for f in findings if f.value in same]
    else:
        return _titled(held, scope)
    groups = _grouped(held, asked, scope, findings)
    heard = {group.voice for group in groups}
    return groups if heard.issuperset(asked.voices) else []


def _titled(held: Held, commitments: Iterable[Commitment]) -> list[Group]:
    """Commitments plan by plan, each by the place that gives its title; none where one of them has no such place."""
    plans: dict[str, list[Row]] = {}
    for commitment in sorted(commitments, key=lambda one: (one.place, one.cycle, one.number or 0, one.key)):
        naming = held.naming(commitment)
        if naming is None:
            return []
        plans.setdefault(commitment.plan, []).append(Row(commitment, naming))
    return [
        Group(rows[0].commitment.country, rows[0].commitment.cycle, rows[0].finding.voice, tuple(rows))
        for rows in plans.values()
    ]


def _whole_plan(held: Held, asked: RowsAsked, scope: Sequence[Commitment]) -> list[Group]:
    """All commitments of the one plan that is meant, where their numbers or a stated total tell that these are all."""
    if asked.ordinal is None and asked.first_year is None:
        plans = held.plans_told()
        scope = [one for one in scope if one.plan in plans]
    if len({one.plan for one in scope}) != 1:
        return []
    groups = _titled(held, scope)
    return [
        Group(group.country, group.cycle, group.voice, group.rows, stated)
        for group in groups
        if (stated := plan_totals(held.ledger, group.plan, len(group.rows))) or _unbroken(scope)
    ]


def _unbroken(commitments: Sequence[Commitment]) -> bool:
    """Whether the numbers run from 1 to the last without a gap, or else the figures of the ids do."""
    numbers = sorted(one.number for one in commitments if one.number is not None)
    if numbers:
        return numbers == list(range(1, len(commitments) + 1))
    ids = sorted(int(one.id[-4:]) for one in commitments if one.id and one.id[-4:].isdigit())
    return len(ids) == len(commitments) and ids == list(range(ids[0], ids[0] + len(ids)))


def _grouped(held: Held, asked: RowsAsked, scope: list[Commitment], findings: list[Finding]) -> list[Group]:
    said: dict[tuple[str, str, str, str], dict[str, list[Finding]]] = {}
    commitments = {commitment.key: commitment for commitment in scope}
    for finding in findings:
        commitment = commitments.get(finding.commitment)
        if commitment is None or (asked.voices and finding.voice not in asked.voices):
            continue
        place = (commitment.place, commitment.cycle, commitment.plan, finding.voice)
        said.setdefault(place, {}).setdefault(commitment.key, []).append(finding)
    groups = []
    for spot in sorted(said, key=lambda one: (*one[:3], VOICES.index(one[3]))):
        keys = sorted(said[spot], key=lambda key: (commitments[key].number or 0, key))
        rows = tuple(Row(commitments[key], held.best(said[spot][key])) for key in keys)
        *_, plan, voice = spot
        stated = () if asked.topic or asked.within else stated_totals(held.ledger, asked, plan, voice)
        groups.append(Group(rows[0].commitment.country, rows[0].commitment.cycle, voice, rows, stated))
    return groups


def _in_both(held: Held, institution: str) -> frozenset[str]:
    """What it is called: as the question has it, and as the other language does."""
    found = _also_called(held.ledger, institution)
    for other in LANGUAGES:
        if other != held.language:
            told = held.translator.translate([institution], held.language, other)[0]
            found |= _also_called(held.ledger, told) if told else frozenset()
    return found


def _also_called(ledger: Ledger, institution: str) -> frozenset[str]:
    """The folded name and, where documents give it with its acronym, "Ministry of Health (MOH)", the other one too."""
    wanted = fold(institution)
    found = {wanted}
    for finding in ledger.findings:
        if finding.field not in ("lead", "participants"):
            continue
        bodies = {fold(body) for body in finding.value.split("; ")}
        for match in _EXPANDED.finditer(fold(finding.wording)):
            name, acronym = match.group("name").strip(), match.group("acronym")
            if name.endswith(wanted) and acronym in bodies:
                found.add(acronym)
    return frozenset(found)


def _names(finding: Finding, names: frozenset[str]) -> bool:
    bodies = {fold(body) for body in finding.value.split("; ")}
    wording = fold(finding.wording)
    return bool(bodies & names) or any(len(name) > _WHOLE and name in wording for name in names)

"""The commitments of which conditions hold, by what the ledger's rows say: levels, dates, figures, institutions.

What no document says of a commitment is neither so nor not so: it is counted as unknown and told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import regex

from assistant.ledger_answer.scope import VOICES, Group, Held, Row
from assistant.ledger_query.query import RATED, Condition, RowsAsked
from corpus.ledger import Commitment, Finding
from corpus.ledger.scales import SCALES, keys

_BODIES = ("lead", "participants")
_DATED = ("start", "end")
_ORDERED = ("top", "bottom", "sum")
_ISO = regex.compile(r"\d{4}(?:-\d\d){0,2}")
_FIGURE = regex.compile(r"(?P<value>\d+(?:\.\d+)?)(?P<unit>%?| .+)")
PERCENT = {"complete": ("100%",), "not_started": ("0%",)}  # of levels that a per cent is as well
Names = Callable[[Finding, str], bool]


@dataclass(frozen=True, slots=True)
class Figure:
    """A value that can be put in order with others of the same `unit`."""

    value: float | str
    unit: str


def rows_where(held: Held, asked: RowsAsked, scope: Sequence[Commitment], names: Names) -> list[Group]:
    """The commitments that fit, plan by plan and (where ratings decide) voice by voice; none where a condition cannot
    be weighed. Of a superlative or a sum all that are compared, in order. `names` tells whether a finding names an
    institution."""
    if any(one.field in _BODIES and not _named(held, one, scope, names) for one in asked.conditions):
        return []  # what no document names says nothing of those that it does not name
    rated = any(one.field in (*RATED, "ambition") for one in asked.conditions)
    plans: dict[str, list[Commitment]] = {}
    for commitment in scope:
        plans.setdefault(commitment.plan, []).append(commitment)
    groups = []
    for plan in sorted(plans):
        of_plan: list[Group] = []
        for voice in VOICES if rated else ("",):
            if not asked.voices or not voice or voice in asked.voices:
                of_plan += _of_plan(held, asked, plans[plan], voice, names)
        # those that were looked at in vain are of use only where none fits
        groups += [one for one in of_plan if one.fits] or of_plan
    return groups


def _named(held: Held, condition: Condition, scope: Sequence[Commitment], names: Names) -> bool:
    """Whether any of the commitments has that institution."""
    every = (finding for commitment in scope for finding in held.ledger.of(commitment.key))
    return any(names(finding, condition.value) for finding in every if finding.field in _BODIES)


def _of_plan(held: Held, asked: RowsAsked, scope: list[Commitment], voice: str, names: Names) -> list[Group]:
    fitting: list[Row] = []
    compared: list[Row] = []
    unknown = 0
    for commitment in sorted(scope, key=lambda one: (one.number or 0, one.key)):
        found = [_weigh(held, one, commitment, voice, names) for one in asked.conditions]
        findings = [finding for finding, _ in found if finding]
        told = [fits for _, fits in found]
        if not findings or (None in told and False not in told):
            unknown += 1
            continue
        row = Row(commitment, findings[0], tuple(findings[1:]))
        compared.append(row)
        if all(told):
            fitting.append(row)
    ordered = next((one for one in asked.conditions if one.op in _ORDERED), None)
    if ordered:
        at = asked.conditions.index(ordered)
        fitting = _in_order(fitting, at, ordered.op)
        if len(fitting) < 2:  # one alone is compared with nothing
            return []
    if not compared or (voice and not any(_speaks(row, voice) for row in compared)):
        return []
    first = compared[0]
    return [
        Group(
            first.commitment.country,
            first.commitment.cycle,
            voice or first.finding.voice,
            tuple(fitting or compared),
            unknown=unknown,
            fits=bool(fitting),
        )
    ]


def _speaks(row: Row, voice: str) -> bool:
    """Whether one of the levels of a row is that voice's."""
    return any(one.field in SCALES and one.voice == voice for one in (row.finding, *row.also))


def _weigh(
    held: Held, condition: Condition, commitment: Commitment, voice: str, names: Names
) -> tuple[Finding | None, bool | None]:
    """(the finding that decides, whether the condition holds by it); None for what nobody says."""
    of_field = [f for f in held.ledger.of(commitment.key) if f.field == condition.field]
    if condition.field in SCALES:
        of_field = [f for f in of_field if not voice or f.voice == voice]
    if condition.field not in _BODIES:
        of_field = [f for f in of_field if not f.about]
    # of per cents what was told on the way too, though levels followed
    percent = condition.value.endswith("%")
    said = [f for f in of_field if f.value.endswith("%")] if percent else held.settled(of_field)
    if condition.field == "participants":
        said += [f for f in held.ledger.of(commitment.key) if f.field == "lead"]
    if condition.field in _BODIES:
        if not said:
            return None, None
        naming = [f for f in said if names(f, condition.value)]
        return held.best(naming or said), bool(naming) != condition.negated
    told = [(f, _holds(condition, f.value)) for f in said]
    for wanted in (True, False):
        decided = [f for f, holds in told if holds is wanted]
        # sources that do not agree: what one of them says is shown as that one's word
        if decided:
            return held.best(decided), wanted != condition.negated
    return None, None


def _holds(condition: Condition, value: str) -> bool | None:
    """Whether the condition, not turned round, holds of a value; None where that cannot be told."""
    if condition.op in _ORDERED:
        return True if figure_of(value, condition.field) else None
    if condition.op == "is":
        wanted = (condition.value, *condition.others)
        if value.endswith("%") and condition.field == "completion":
            return value in PERCENT[condition.value] if condition.value in PERCENT else None
        return value in wanted if value in keys(condition.field) else None
    if condition.field in _DATED:
        return _dated(condition, value)
    mine, theirs = figure_of(value, condition.field), figure_of(condition.value, condition.field)
    # a document may name its currency once for all
    if mine is None or theirs is None or (theirs.unit and mine.unit and _singular(mine) != _singular(theirs)):
        return None
    if "%" in (mine.unit, theirs.unit) and mine.unit != theirs.unit:
        return None
    one, other = float(mine.value), float(theirs.value)
    if condition.op == "between":
        highest = figure_of(condition.until, condition.field)
        return other <= one <= float(highest.value) if highest else None
    return {"over": one > other, "under": one < other, "least": one >= other, "most": one <= other}.get(condition.op)


def _singular(figure: Figure) -> str:
    """The unit without its plural: "florines" and "florins" are one."""
    return regex.sub(r"e?s$", "", figure.unit)


def _dated(condition: Condition, value: str) -> bool | None:
    """A date that is less exact than the one it is held against may leave it open."""
    if not _ISO.fullmatch(value):
        return None
    first, last = condition.value, condition.until
    open_first = len(value) < len(first) and first.startswith(value)
    open_last = len(value) < len(last) and last.startswith(value)
    if (open_first and condition.op != "most") or (open_last and condition.op in ("most", "between")):
        return None
    begins, ends = value[: len(first)], value[: len(last)]
    return {
        "within": begins == first,
        "before": begins < first,
        "after": begins > first,
        "least": begins >= first,
        "most": ends <= last,
        "between": first <= begins and ends <= last,
    }[condition.op]


def figure_of(value: str, field: str) -> Figure | None:
    """What can be ordered: a date, a sum of money, a per cent, a level of completion. The field tells a year from a
    sum of four figures."""
    if field in _DATED:
        return Figure(value, "date") if _ISO.fullmatch(value) else None
    match = _FIGURE.fullmatch(value)
    if match:
        return Figure(float(match.group("value")), match.group("unit").strip())
    return Figure(float(keys("completion").index(value)), "level") if value in keys("completion") else None


def _in_order(rows: list[Row], at: int, op: str) -> list[Row]:
    """The rows by that condition's finding, the most (or least) first; none where the values cannot be compared."""

    def finding(row: Row) -> Finding:
        return (row.finding, *row.also)[at]

    figures = [figure_of(finding(row).value, finding(row).field) for row in rows]
    if len({one.unit for one in figures if one}) != 1:
        return []
    dates = [str(one.value) for one in figures if one and one.unit == "date"]
    if len({len(date) for date in dates}) > 1:
        return []  # "2024" is neither before nor after "2024-06-30"
    if op == "sum":
        return rows
    order = sorted(
        zip(figures, rows, strict=True), key=lambda pair: pair[0].value if pair[0] else "", reverse=op == "top"
    )
    return [row for _, row in order]

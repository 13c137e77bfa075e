"""What a question asks of the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.commitments.references import Reference

Kind = Literal["count", "list", "one"]
RATED = ("completion", "openness", "status")
TEXTS = ("objective", "next", "obstacle", "milestone")


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold of a field of a commitment. `value` is a level, a date ("2024-06"), a figure ("50%", "1000000
    marels") or a name, `until` the later date or the higher figure of two; `others` are levels that will do as well as
    `value`; `told` is either in the words of the question, `at` where it
    stands there."""

    field: str
    op: Literal["is", "within", "before", "after", "between", "least", "most", "over", "under", "top", "bottom", "sum"]
    value: str = ""
    until: str = ""
    negated: bool = False
    told: str = ""
    at: int = 0
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowsAsked:
    """`kind` "one" asks for fields of the commitments that are named, "list" and "count" for commitments.

    `level` is (scale, level) or None; `fields` are those that are asked of a commitment, or in which an institution
    may stand; `references` are the commitments that are named by id or number, `named` the words that name one by its
    title; `topic` the words of a subject, `area` whether they are said to be a policy area; `plan` asks for all
    commitments of a plan; `ordinal` is which plan of its country, `first_year` when the plan begins. `within` is what
    was asked before, where only the commitments of that answer count. `conditions` are those that must all hold of the
    commitments which are listed. `moment` is when a level that is asked for held, "" where nobody says."""

    kind: Kind
    level: tuple[str, str] | None = None
    institution: str | None = None
    fields: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    named: str | None = None
    topic: str | None = None
    area: bool = False
    plan: bool = False
    voices: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    ordinal: int | None = None
    first_year: str | None = None
    within: RowsAsked | None = None
    conditions: tuple[Condition, ...] = ()
    apart: tuple[RowsAsked, ...] = ()
    moment: str = ""

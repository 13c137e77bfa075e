"""What a question asks of the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.commitments import Reference

Kind = Literal["count", "list", "one"]
RATED = ("completion", "openness", "status")
TEXTS = ("objective", "next", "obstacle", "milestone")


@dataclass(frozen=True, slots=True)
class RowsAsked:
    """`kind` "one" asks for fields of the commitments that are named, "list" and "count" for commitments.

    `level` is (scale, level) or None; `fields` are those that are asked of a commitment, or in which an institution
    may stand; `references` are the commitments that are named by id or number, `named` the words that name one by its
    title; `topic` the words of a subject, `area` whether they are said to be a policy area; `plan` asks for all
    commitments of a plan; `ordinal` is which plan of its country, `first_year` when the plan begins. `within` is what
    was asked before, where only the commitments of that answer count."""

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

"""What reading one document gives, before it is known which commitments are the same."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.ledger.model import Field
from corpus.model import Document, Voice


@dataclass(frozen=True, slots=True)
class Span:
    """A run of the document's text with where it stands. `column` is the header of its table column."""

    start: int
    end: int
    section: tuple[str, ...] = ()
    column: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a document speaks of: a commitment as it names it, or (`whole_plan`) the plan itself.

    `year` is the first year of the plan (None where nobody says), `cycle` the plan's years as written. `language` is
    that of the title. `scope` is the document that speaks, where country or plan are not known: what another document
    numbers alike need not be the same.
    """

    country: str = ""
    year: int | None = None
    cycle: str = ""
    number: int | None = None
    id: str | None = None
    title: str = ""
    language: str = ""
    whole_plan: bool = False
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A finding whose commitment is still called what the document calls it.

    `context` is the field of the text in which a count stands: what was promised in an objective is not compared with
    what was counted among results.
    """

    subject: Subject
    field: Field
    value: str
    span: Span
    voice: Voice
    about: str = ""
    context: str = ""


@dataclass(frozen=True, slots=True)
class Naming:
    """A place where a commitment is named.

    `hint` is text beside the title (an objective) that helps to tell which it is. `founds`: what stands here is a
    commitment even if no other document names it and it has no number.
    """

    subject: Subject
    span: Span
    hint: str = ""
    founds: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """A recommendation, area or proposal; `until` is where the text that belongs to it ends."""

    kind: str
    key: str
    title: str
    span: Span
    until: int
    voice: Voice


@dataclass(slots=True)
class Reading:
    """Everything one document gives."""

    document: Document
    retells: bool = False
    namings: list[Naming] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)

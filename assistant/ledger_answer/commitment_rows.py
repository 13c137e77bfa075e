"""The rows that tell of commitments by name: each field that is asked, as each voice gives it."""

from __future__ import annotations

from collections.abc import Iterable

import regex

from assistant.ledger_answer.scope import VOICES, Group, Held, Row
from assistant.ledger_answer.titles import Wordings, named_by
from assistant.ledger_query.query import RATED, TEXTS, RowsAsked
from corpus.commitments.references import Reference
from corpus.ledger import Commitment, Finding
from corpus.ledger.extract.columns import END, MID, moment_in
from corpus.ledger.plan_names import ordinals

_SCALES = (*RATED, "ambition")
_SPOKEN = frozenset({*_SCALES, *TEXTS, "values"}) - {"milestone"}  # what a voice may be asked for
_PERIOD = regex.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-–/]\s?(?:19|20)?\d\d(?!\d)")  # by its first year
_LONG = 600  # characters of a text: of a longer one, passages choose the sentences
_MANY = 4  # texts of one field


def rows_of_named(held: Held, asked: RowsAsked) -> list[Group]:
    """What is said of the commitments that are named, by commitment and voice; none where it is not clear which they
    are, or the ledger lacks something that is asked."""
    if asked.apart:
        each = [rows_of_named(held, one) for one in asked.apart]
        return [group for groups in each for group in groups] if all(each) else []
    scope = held.scope(asked)
    named = [_referred(scope, one) for one in asked.references]
    if asked.named:
        # titles alone can answer nothing: what is only listed is not meant
        told = {f.commitment for f in held.ledger.findings if f.field not in ("title", "policy_area")}
        words = Wordings.of(asked.named, held.language, held.translator)
        named = [named_by([one for one in scope if one.key in told], words)]
    found = [one for one in named if one is not None]
    if not found or len(found) != len(named):
        return []
    if len(found) == 1:
        return _groups(held, found[0], asked)
    groups = [_groups(held, one, asked) for one in found]
    # what only one of them has compares nothing
    fields = [{row.finding.field for group in of_one for row in group.rows} for of_one in groups]
    return [group for of_one in groups for group in of_one] if frozenset.intersection(*map(frozenset, fields)) else []


def _referred(scope: list[Commitment], wanted: Reference) -> Commitment | None:
    """None also where several plans have a commitment of that number."""
    named = [c for c in scope if (c.id == wanted.id if wanted.id else c.number == wanted.number)]
    return named[0] if len(named) == 1 else None


def _groups(held: Held, commitment: Commitment, asked: RowsAsked) -> list[Group]:
    fields = asked.fields
    if "participants" in fields and "lead" not in fields:
        fields = ("lead", *fields)  # those who lead take part, where a document tells who leads
    every = _of_plan(held.ledger.of(commitment.key), asked)
    if "status" in fields and not any(f.field == "status" for f in every):
        fields = tuple(dict.fromkeys((*fields, "completion")))  # how far it is tells how it stands
    said = held.settled(_of_moment([f for f in every if f.field in fields], asked.moment))
    said = [f for f in said if f.field not in _SPOKEN or not asked.voices or f.voice in asked.voices]
    if not _complete(said, asked):
        return []
    rows: list[Row] = []
    for field in fields:
        for voice in VOICES:
            of_voice = [f for f in said if (f.field, f.voice) == (field, voice)]
            values = dict.fromkeys(f.value for f in of_voice)
            best = [held.best([f for f in of_voice if f.value == value]) for value in values]
            rows += [Row(commitment, f, _dates(tuple(every), f)) for f in best]
    voices = [voice for voice in VOICES if any(row.finding.voice == voice for row in rows)]
    return [
        Group(commitment.country, commitment.cycle, voice, tuple(row for row in rows if row.finding.voice == voice))
        for voice in voices
    ]


def _of_plan(findings: Iterable[Finding], asked: RowsAsked) -> list[Finding]:
    """Of a document that holds several plans, one below the other, what stands under the one that is named."""
    every = list(findings)
    if asked.ordinal is None and asked.first_year is None:
        return every
    under = [_plans_named(" \n ".join(f.at.section)) for f in every]
    named = [asked.ordinal in numbers or asked.first_year in years for numbers, years in under]
    if any(named):
        return [f for f, its in zip(every, named, strict=True) if its]
    others = [asked.first_year is not None and bool(years) for _, years in under]
    return [f for f, another in zip(every, others, strict=True) if not another]


def _plans_named(text: str) -> tuple[set[int], set[str]]:
    return ordinals(text), set(_PERIOD.findall(text))


def _of_moment(findings: list[Finding], moment: str) -> list[Finding]:
    """Without what is said of a part. Of levels those that held at the moment that is asked; where none is asked, those
    of the end, or else of half-way."""
    plain = [f for f in findings if not f.about or f.field == "lead"]
    half = [f for f in findings if f.field in _SCALES and f.about == MID]
    others = [f for f in plain if f.field not in _SCALES]
    if moment == MID:
        return [*others, *half]
    levels = [f for f in plain if f.field in _SCALES]
    if moment == END:
        return [*others, *(f for f in levels if moment_in(f.at.column) == END)]
    return plain if levels else [*plain, *half]


def _complete(said: list[Finding], asked: RowsAsked) -> bool:
    """Whether every field that is asked is there (of ratings one), from every voice that is asked, and short enough."""
    given = {f.field for f in said}
    rated = {f.voice for f in said if f.field in _SCALES}
    if any(field not in given for field in asked.fields if field not in _SCALES) or not given:
        return False
    if any(field in _SCALES for field in asked.fields) and not rated:
        return False
    if not {f.voice for f in said if f.field in _SPOKEN}.issuperset(asked.voices):
        return False
    texts = [f for f in said if f.field in TEXTS and f.field != "milestone"]
    return all(len(f.wording) <= _LONG for f in texts) and len(texts) <= _MANY


def _dates(every: tuple[Finding, ...], milestone: Finding) -> tuple[Finding, ...]:
    """When a milestone begins and is due, where the row that names it tells."""
    if milestone.field != "milestone":
        return ()
    near = [f for f in every if f.field in ("start", "end") and f.about == milestone.value]
    return tuple(f for f in near if f.at.document == milestone.at.document)

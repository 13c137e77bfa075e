"""The rows of the ledger that a question asks for: which findings, of which commitments, by which voice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import regex

from assistant.ledger_ask import RowsAsked, plan_kinds
from corpus.kinds import kind
from corpus.ledger import Commitment, Disagreement, Finding, Ledger, disagreements_of
from corpus.ledger.periods import ordinals
from corpus.ledger.resolve import plan_key
from corpus.model import Metadata
from corpus.terms import fold

_VOICES = ("promised", "self_reported", "assessed", "recommended", "proposed", "context")
_PASSING = "progress_report"
_EXPANDED = regex.compile(r"(?P<name>[^();]{6,160}?)\s\((?P<acronym>\w{2,10})\)")
_WHOLE = 8  # characters above which a name is looked for within the wording too


@dataclass(frozen=True, slots=True)
class Row:
    commitment: Commitment
    finding: Finding


@dataclass(frozen=True, slots=True)
class Group:
    """What one voice says of the commitments of one plan. `stated` are the totals that documents give themselves."""

    country: str
    cycle: str
    voice: str
    rows: tuple[Row, ...]
    stated: tuple[Finding, ...] = ()


def rows_of(ledger: Ledger, asked: RowsAsked, documents: Iterable[Metadata], language: str) -> list[Group]:
    """The rows by plan and voice; empty where the ledger cannot answer all that is asked."""
    by_id = {metadata.id: metadata for metadata in documents}
    scope = _scope(ledger, asked, by_id.values())
    if asked.kind == "one":
        return _of_one(ledger, asked, scope, by_id, language)
    if asked.institution:
        names = _also_called(ledger, asked.institution)
        findings = [f for f in ledger.findings if f.field in asked.fields and _names(f, names)]
    elif asked.level:
        scale, level = asked.level
        findings = _settled([f for f in ledger.findings if f.field == scale and not f.about], by_id)
        findings = [f for f in findings if f.value == level]
    else:
        return []
    groups = _grouped(ledger, asked, scope, findings, by_id, language)
    heard = {group.voice for group in groups}
    return groups if heard.issuperset(asked.voices) else []


def _of_one(
    ledger: Ledger, asked: RowsAsked, scope: list[Commitment], by_id: dict[str, Metadata], language: str
) -> list[Group]:
    """What is said of the one commitment that is named; none where several plans have one of that number."""
    wanted = asked.reference
    assert wanted is not None
    named = [c for c in scope if (c.id == wanted.id if wanted.id else c.number == wanted.number)]
    if len(named) != 1:
        return []
    commitment = named[0]
    said = [f for f in ledger.of(commitment.key) if f.field in asked.fields and not (f.about and f.field != "lead")]
    said = [f for f in _settled(said, by_id) if f.field == "lead" or not asked.voices or f.voice in asked.voices]
    rated = {f.voice for f in said if f.field != "lead"}
    fields = {f.field for f in said}
    complete = rated and rated.issuperset(asked.voices) and ("lead" not in asked.fields or "lead" in fields)
    if not complete:
        return []
    rows = []
    for field in asked.fields:
        for voice in _VOICES:
            of_voice = [f for f in said if (f.field, f.voice) == (field, voice)]
            values = dict.fromkeys(f.value for f in of_voice)
            rows += [_best([f for f in of_voice if f.value == value], by_id, language) for value in values]
    voices = [voice for voice in _VOICES if any(f.voice == voice for f in rows)]
    return [
        Group(commitment.country, commitment.cycle, voice, tuple(Row(commitment, f) for f in rows if f.voice == voice))
        for voice in voices
    ]


def _grouped(
    ledger: Ledger,
    asked: RowsAsked,
    scope: list[Commitment],
    findings: list[Finding],
    by_id: dict[str, Metadata],
    language: str,
) -> list[Group]:
    said: dict[tuple[str, str, str], dict[str, list[Finding]]] = {}
    commitments = {commitment.key: commitment for commitment in scope}
    for finding in findings:
        commitment = commitments.get(finding.commitment)
        if commitment is None or (asked.voices and finding.voice not in asked.voices):
            continue
        said.setdefault((commitment.country, commitment.cycle, finding.voice), {}).setdefault(
            commitment.key, []
        ).append(finding)
    groups = []
    for place in sorted(said, key=lambda one: (one[0], one[1], _VOICES.index(one[2]))):
        keys = sorted(said[place], key=lambda key: (commitments[key].number or 0, key))
        rows = tuple(Row(commitments[key], _best(said[place][key], by_id, language)) for key in keys)
        groups.append(Group(*place, rows, _stated(ledger, asked, place)))
    return groups


def _scope(ledger: Ledger, asked: RowsAsked, documents: Iterable[Metadata]) -> list[Commitment]:
    """The commitments of the country and the plan that are named; none where the ledger lacks one of them."""
    found = list(ledger.commitments.values())
    if asked.countries:
        if {c.country for c in found}.issuperset(asked.countries) is False:
            return []
        found = [c for c in found if c.country in asked.countries]
    if asked.first_year:
        found = [c for c in found if c.cycle[:4] == asked.first_year]
    if asked.ordinal is not None:
        plans = _plans(documents, asked.ordinal)
        found = [c for c in found if plans.get(c.country) == c.cycle[:4]]
    several = len({c.country for c in found}) > 1
    named_plan = asked.first_year or asked.ordinal is not None
    # "the fourth plan" of which country? Passages weigh that better
    return [] if several and named_plan and not asked.countries else found


def _plans(documents: Iterable[Metadata], ordinal: int) -> dict[str, str]:
    """Country → first year of its plan of that number, as titles of documents tell; only where they agree."""
    told: dict[str, set[str]] = {}
    for metadata in documents:
        cycle = metadata.cycle or ""
        if metadata.kind in plan_kinds() and cycle[:4].isdigit() and ordinals(metadata.title) == {ordinal}:
            told.setdefault((metadata.country or "").upper(), set()).add(cycle[:4])
    return {country: next(iter(years)) for country, years in told.items() if len(years) == 1}


def _settled(findings: list[Finding], by_id: dict[str, Metadata]) -> list[Finding]:
    """Without what a progress report said on the way, where the same voice spoke later on the same."""

    def passing(finding: Finding) -> bool:
        metadata = by_id.get(finding.at.document)
        return metadata is not None and metadata.kind == _PASSING

    final = {(f.commitment, f.field, f.voice) for f in findings if not passing(f)}
    return [f for f in findings if not passing(f) or (f.commitment, f.field, f.voice) not in final]


def _best(findings: list[Finding], by_id: dict[str, Metadata], language: str) -> Finding:
    """Of findings that say the same, the one in the voice's own document, in a sentence, in the asker's language."""

    def rank(finding: Finding) -> tuple[bool, bool, int, str, int]:
        metadata = by_id.get(finding.at.document)
        own = metadata is not None and kind(metadata.kind).voice == finding.voice
        native = finding.at.language == language
        return (not own, not native, finding.field != "lead", finding.at.document, finding.at.start)

    return min(findings, key=rank)


def _stated(ledger: Ledger, asked: RowsAsked, place: tuple[str, str, str]) -> tuple[Finding, ...]:
    """Totals that the same voice states of that plan and level."""
    if not asked.level:
        return ()
    country, cycle, voice = place
    plan = plan_key(country, int(cycle[:4])) if cycle[:4].isdigit() else None
    about = ": ".join(asked.level)
    said = [f for f in ledger.findings if (f.commitment, f.field, f.about, f.voice) == (plan, "count", about, voice)]
    return tuple({f.value: f for f in reversed(said)}.values())


def contradictions(ledger: Ledger, asked: RowsAsked, group: Group) -> list[Finding]:
    """Totals that do not go together with the rows of a group: those of the level, and those which the ledger holds
    against these very rows."""
    if not asked.level or not group.rows:
        return []
    found = [one for one in group.stated if one.value != str(len(group.rows))]
    plan = plan_key(group.country, int(group.cycle[:4])) if group.cycle[:4].isdigit() else None
    counted = {row.commitment.key for row in group.rows}
    for one in disagreements_of(ledger, plan or ""):
        # a total of another level is about these rows only where their own level has none
        own = one.about.partition(" (")[0] == ": ".join(asked.level)
        if _against(one, asked.level[0], group.voice, counted) and (own or not group.stated):
            found.append(one.sides[0])
    return list({(f.about, f.value): f for f in reversed(found)}.values())


def _against(one: Disagreement, scale: str, voice: str, counted: set[str]) -> bool:
    rows = {side.commitment for side in one.sides[1:] if side.voice == voice and side.field == scale}
    return one.field == "count" and one.about.startswith(f"{scale}: ") and counted <= rows


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

"""Findings of one field of one commitment or plan that do not go together, across documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations, groupby

from rapidfuzz import fuzz

from corpus.data import table
from corpus.ledger.extract.counts import about_key
from corpus.ledger.extract.plans import ENDORSED
from corpus.ledger.model import Disagreement, Finding
from corpus.ledger.resolve.titles import likeness, stems
from corpus.ledger.scales import SCALES, keys, rules_out, same_voice_only
from corpus.text.normalize import fold

# Counts of participants are told among results too; an objective is compared with objectives only.
_CONTEXT = {"participants": "result"}
_UNLIKE = 45  # per cent of letters in common below which two titles are different titles
_SAME_NAME = 90
_VERDICTS = ("self_reported", "assessed")


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding with what comparing needs besides: the text it stood in, and what its document is."""

    finding: Finding
    context: str = ""
    retold: bool = False
    passing: bool = False  # a progress report: it tells a moment, and moments differ


@cache
def compare_of(field: str) -> str:
    return str(table("corpus.ledger", "fields")[field]["compare"])


def disagreements(entries: Iterable[Entry]) -> Iterator[Disagreement]:
    """Every disagreement between documents, in the order of commitments and fields. A document that only retells
    others counts where no two others disagree."""
    every = sorted(entries, key=lambda e: (e.finding.commitment, e.finding.field))
    for (commitment, field), grouped in groupby(every, key=lambda e: (e.finding.commitment, e.finding.field)):
        group = list(grouped)
        compare = _COMPARE.get(compare_of(field))
        if compare is None:
            continue
        found = list(compare([entry for entry in group if not entry.retold])) or list(compare(group))
        for about, sides in found:
            documents = {side.at.document for side in sides}
            yield Disagreement(commitment, sides[0].field, about, tuple(sides), within=len(documents) == 1)
    yield from _leads(every)
    yield from _stopped(every)


def _scales(group: list[Entry]) -> Iterator[tuple[str, list[Finding]]]:
    """Different levels. A moment's report is left out; parts of a commitment are compared part by part."""
    scale = group[0].finding.field if group else ""
    if scale not in SCALES:
        return
    rated = [e.finding for e in group if e.finding.value in keys(scale) and not e.passing]
    for about in sorted({finding.about for finding in rated}):
        same = [finding for finding in rated if finding.about == about]
        voices = sorted({finding.voice for finding in same}) if same_voice_only(scale) else [None]
        for voice in voices:
            sides = [finding for finding in same if voice in (None, finding.voice)]
            if len({finding.value for finding in sides}) > 1:
                yield about, _first_of_each(sides)


def _dates(group: list[Entry]) -> Iterator[tuple[str, list[Finding]]]:
    """Dates of which neither is part of the other: "2022" and "2022-08-31" go together. Those of steps are compared
    step by step."""
    dated = [e.finding for e in group if e.finding.value[:4].isdigit() and not e.passing]
    for about in sorted({finding.about for finding in dated}):
        same = [finding for finding in dated if finding.about == about]
        values = [finding.value for finding in same]
        if any(not (one.startswith(other) or other.startswith(one)) for one in values for other in values):
            yield about, _first_of_each(same)


def _numbers(group: list[Entry]) -> Iterator[tuple[str, list[Finding]]]:
    """Different numbers of the same thing, each the only one its document gives for it in one voice."""

    def place(entry: Entry) -> tuple[str, str, str]:
        about = entry.finding.about
        # what a voice says it counted of ratings is its own
        voice = entry.finding.voice if ": " in about else ""
        return _CONTEXT.get(entry.context, entry.context), about_key(about), voice

    for _, grouped in groupby(sorted(group, key=place), key=place):
        same = [entry.finding for entry in grouped if not (entry.passing and entry.context != "plan")]
        values: dict[tuple[str, str], set[str]] = {}
        for finding in same:
            values.setdefault((finding.at.document, finding.voice), set()).add(finding.value)
        sides = [finding for finding in same if len(values[finding.at.document, finding.voice]) == 1]
        if len({finding.value for finding in sides}) > 1:
            yield sides[0].about, _first_of_each(sides)


def _titles(group: list[Entry]) -> Iterator[tuple[str, list[Finding]]]:
    """Titles in one language that have nothing in common; a short name of the same is no other title."""
    for language in sorted({e.finding.at.language for e in group}):
        same = [e.finding for e in group if e.finding.at.language == language and len(stems(e.finding.value)) >= 3]
        apart = {
            finding
            for one in same
            for other in same
            if one.at.document != other.at.document
            and likeness(one.value, other.value) == 0.0
            and fuzz.token_set_ratio(fold(one.value), fold(other.value)) < _UNLIKE
            for finding in (one, other)
        }
        if apart:
            yield "", _first_of_each([finding for finding in same if finding in apart])


def _institutions(group: list[Entry]) -> Iterator[tuple[str, list[Finding]]]:
    """Leads of which neither list holds the other."""
    named: dict[str, list[Finding]] = {}
    for entry in group:
        if not entry.passing:
            named.setdefault(entry.finding.at.document, []).append(entry.finding)
    for (_, ones), (_, others) in combinations(named.items(), 2):
        mine, theirs = set().union(*map(_bodies, ones)), set().union(*map(_bodies, others))
        mine_only = [body for body in mine - theirs if not any(_written(body, other) for other in others)]
        theirs_only = [body for body in theirs - mine if not any(_written(body, one) for one in ones)]
        if mine_only and theirs_only:
            yield "", [*ones, *others]
            return


def _leads(every: list[Entry]) -> Iterator[Disagreement]:
    """A lead that another document's list of those who took part leaves out, though it names others of the leads."""
    for commitment, grouped in groupby(every, key=lambda e: e.finding.commitment):
        group = [e for e in grouped if not e.retold and not e.passing]
        for lead in (e.finding for e in group if e.finding.field == "lead"):
            for other in (e.finding for e in group if e.finding.field == "participants"):
                if other.at.document == lead.at.document:
                    continue
                told = [e.finding for e in group if e.finding.at.document == other.at.document]
                known = _bodies(other).union(*(_bodies(finding) for finding in told if finding.field == "lead"))
                missing = [
                    body for body in _bodies(lead) - known if not any(_written(body, finding) for finding in told)
                ]
                if missing and _bodies(lead) & known:
                    yield Disagreement(commitment, "lead", "; ".join(sorted(missing)), (lead, other))


def _stopped(every: list[Entry]) -> Iterator[Disagreement]:
    """A verdict that nothing goes on, against another voice's that it advanced; what was promised is no verdict. That
    it advanced a little is held against it only where the document says that the IRM stands behind its verdicts."""
    endorsed = {e.finding.at.document for e in every if e.finding.about == ENDORSED}
    for commitment, grouped in groupby(every, key=lambda e: e.finding.commitment):
        rated = [e.finding for e in grouped if not e.retold and not e.passing and e.finding.voice in _VERDICTS]
        for stopped in (one for one in rated if one.field == "status"):
            out = rules_out(stopped.value, agreed=stopped.at.document in endorsed)
            against = [
                one for one in rated if one.field == "completion" and one.voice != stopped.voice and one.value in out
            ]
            if against:
                documents = {one.at.document for one in (stopped, *against)}
                yield Disagreement(commitment, "status", "", (stopped, *against), within=len(documents) == 1)
                break


def _bodies(finding: Finding) -> set[str]:
    return set(finding.value.split("; "))


def _written(body: str, finding: Finding) -> bool:
    """Whether a finding's own words hold the name, perhaps spelled otherwise."""
    return fuzz.partial_ratio(fold(body), fold(finding.wording)) >= _SAME_NAME


def _first_of_each(findings: list[Finding]) -> list[Finding]:
    """One finding for each document, voice and value: the first."""
    sides: dict[tuple[str, str, str], Finding] = {}
    for finding in findings:
        sides.setdefault((finding.at.document, finding.voice, finding.value), finding)
    return list(sides.values())


_COMPARE: Mapping[str, Callable[[list[Entry]], Iterator[tuple[str, list[Finding]]]]] = {
    "scale": _scales,
    "date": _dates,
    "number": _numbers,
    "title": _titles,
    "institutions": _institutions,
}

"""What one document states and does not bear out itself: totals against rows, targets against their list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import regex

from corpus.data import table
from corpus.ledger.extract.plans import ENDORSED
from corpus.ledger.extract.requests import TARGETS
from corpus.ledger.model import Commitment, Disagreement, Finding
from corpus.ledger.scales import keys
from corpus.text.normalize import fitting
from corpus.text.speakers import says

_FEW = 3  # rows below which a table is no base for a total


def against_rows(
    stated: Finding, scale: str, level: str, endorsed: bool, findings: Sequence[Finding]
) -> Iterator[Disagreement]:
    """A stated number of commitments that reached a level, against the ratings of the same document's rows.

    `findings` are those of the document. The rows contradict the number if more reached the level than it says, or if
    fewer did and those without a rating cannot make up for it. Where the document says that the IRM stands behind the
    number, the IRM's ratings in the rows are held against it too.
    """
    rows = [one for one in findings if one.commitment != stated.commitment]
    everyone = {one.commitment for one in rows}
    for voice in (stated.voice, *(("assessed",) if endorsed and stated.voice != "assessed" else ())):
        rated = {
            one.commitment: one
            for one in reversed(rows)
            if (one.field, one.voice) == (scale, voice) and one.value in keys(scale)
        }
        if len(rated) < _FEW:
            continue
        reached = [one for one in rated.values() if one.value == level]
        unrated = len(everyone - rated.keys())
        number = int(stated.value)
        if len(reached) > number or len(reached) + unrated < number:
            sides = sorted(reached or rated.values(), key=lambda one: one.at.start)
            about = stated.about if voice == stated.voice else f"{stated.about} ({voice})"
            yield Disagreement(stated.commitment, "count", about, (stated, *sides), within=True)


def against_list(findings: Sequence[Finding], contexts: Mapping[Finding, str]) -> Iterator[Disagreement]:
    """Targets that a sentence names, against the list that spells out targets of the same goal below it."""
    targets = [one for one in findings if one.field == "other" and one.about == TARGETS]
    for sentence in (one for one in targets if contexts.get(one) == "named"):
        named = set(sentence.value.split("; "))
        listed = [
            one
            for one in targets
            if contexts.get(one) == "listed"
            and (one.commitment, one.at.section[:2]) == (sentence.commitment, sentence.at.section[:2])
            and one.value.partition(".")[0] in {target.partition(".")[0] for target in named}
        ]
        # a sentence may name the main ones of many; it may not name one that the list leaves out
        if listed and named - {one.value for one in listed}:
            yield Disagreement(sentence.commitment, "other", TARGETS, (sentence, *listed), within=True)


def against_silence(findings: Sequence[Finding], plans: Mapping[str, str]) -> Iterator[Disagreement]:
    """Results that the IRM is said to stand behind, every one, against those of which it said nothing. `findings` are
    those of one document; `plans`: commitment key → plan key."""
    for stated in (one for one in findings if (one.field, one.about) == ("other", ENDORSED)):
        silent = [
            one
            for one in findings
            if (one.field, one.voice, plans.get(one.commitment)) == ("other", "assessed", stated.commitment)
            and says("silent", one.wording)
        ]
        if silent:
            yield Disagreement(stated.commitment, "other", ENDORSED, (stated, *silent), within=True)


def against_areas(
    findings: Sequence[Finding], commitments: Mapping[str, Commitment], plans: Mapping[str, str]
) -> Iterator[Disagreement]:
    """ "Compromisos subnacionales: No", against a commitment of that plan in that policy area. `plans`: commitment key
    → plan key."""
    for stated in findings:
        if (stated.field, stated.value) != ("count", "0"):
            continue
        about = regex.sub(r"\b(?:compromisos?|commitments?)\b", " ", stated.about).strip()
        for area, names in table("corpus.ledger", "mentions")["areas"].items():
            if not fitting(names).fullmatch(about):
                continue
            sides = [
                one
                for one in findings
                if one.field == "policy_area"
                and plans.get(one.commitment) == stated.commitment
                and area in one.value.split("; ")
                and one.commitment in commitments
            ]
            if sides:
                yield Disagreement(stated.commitment, "count", stated.about, (stated, *sides[:1]))


def listed_total(stated: Finding, numbers: Mapping[int, Finding]) -> Disagreement | None:
    """A stated total of commitments against more of them that the document numbers. Fewer are no contradiction: those
    that are missing may only not have been read (`corpus.ledger.partial` tells of them)."""
    if len(numbers) >= _FEW and len(numbers) > int(stated.value):
        return Disagreement(stated.commitment, "count", stated.about, (stated, numbers[max(numbers)]), within=True)
    return None

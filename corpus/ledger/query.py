"""Which part of a ledger: by country, cycle, voice, status, policy area, institution."""

from __future__ import annotations

from functools import lru_cache

from corpus.data import table
from corpus.ledger.labels import names_area
from corpus.ledger.model import Commitment, Disagreement, Finding, Ledger
from corpus.model import Voice
from corpus.text.normalize import fold


def commitments_where(
    ledger: Ledger,
    *,
    country: str | None = None,
    cycle: str | None = None,
    status: str | None = None,
    policy_area: str | None = None,
    institution: str | None = None,
    voice: Voice | None = None,
) -> tuple[Commitment, ...]:
    """The commitments that fit every condition given, in the order of keys.

    `cycle` is a plan's years or its first year; `status` the value of a status or completion ("inactive",
    "complete"), said by `voice` where one is given; `policy_area` any of its policy areas, in either language;
    `institution` a key or name of one that leads or takes part; both in any case and without accents. `voice` alone
    keeps the commitments of which that voice says something.
    """
    return tuple(
        commitment
        for key, commitment in ledger.commitments.items()
        if (country is None or fold(commitment.country) == fold(country))
        and (cycle is None or commitment.cycle == cycle or commitment.cycle[:4] == cycle)
        and (status is None or _rated(ledger.of(key), status, voice))
        and (policy_area is None or _area(commitment, ledger.of(key), policy_area))
        and (institution is None or _takes_part(ledger.of(key), commitment.country, institution))
        and (voice is None or any(finding.voice == voice for finding in ledger.of(key)))
    )


def findings_where(
    ledger: Ledger, commitments: tuple[Commitment, ...], *, voice: Voice | None = None, field: str | None = None
) -> tuple[Finding, ...]:
    """Findings of these commitments, of one voice and one field where they are given."""
    keys = {commitment.key for commitment in commitments}
    return tuple(
        finding
        for finding in ledger.findings
        if finding.commitment in keys and voice in (None, finding.voice) and field in (None, finding.field)
    )


def disagreements_of(ledger: Ledger, key: str) -> tuple[Disagreement, ...]:
    """What documents (or one document with itself) disagree on, of one commitment or plan."""
    return tuple(disagreement for disagreement in ledger.disagreements if disagreement.commitment == key)


def _rated(findings: tuple[Finding, ...], status: str, voice: Voice | None) -> bool:
    return any(
        finding.field in ("status", "completion") and finding.value == status and voice in (None, finding.voice)
        for finding in findings
    )


def _area(commitment: Commitment, findings: tuple[Finding, ...], area: str) -> bool:
    areas = [*commitment.policy_areas, *(f.value for f in findings if f.field == "policy_area")]
    return any(names_area(area, one) for areas_of in areas for one in areas_of.split("; "))


def _takes_part(findings: tuple[Finding, ...], country: str, institution: str) -> bool:
    named = [finding for finding in findings if finding.field in ("lead", "participants")]
    wanted = fold(institution).strip()
    body = _key_of(country.upper(), wanted)
    return any(
        not {wanted, body}.isdisjoint(fold(one) for one in finding.value.split("; "))
        or (len(wanted) > 8 and wanted in fold(finding.wording))
        for finding in named
    )


@lru_cache(maxsize=1000)  # `wanted` is what people type
def _key_of(country: str, wanted: str) -> str | None:
    """The folded key of a body that the authority file knows under this folded name."""
    known = table("corpus.text", "institutions").get(country, {})
    return next((fold(key) for key, names in known.items() if wanted in map(fold, names)), None)

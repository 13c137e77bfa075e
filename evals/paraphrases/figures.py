"""Decisions as rows of the table: what passed of the true claims, what was dropped of the false ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from evals.bench.figures import Figure, share
from evals.cases import LANGUAGES
from evals.paraphrases.claims import FLAWS, HALVES
from evals.paraphrases.measure import Decision

PASSED = 0.9  # of the true claims
# Of the false ones, by flaw. Flaws that take understanding to see have no target: what is reached is told.
DROPPED = {"number": 0.97, "date": 0.97, "name": 0.97, "level": 0.97, "negation": 0.8}


def figures(decisions: Sequence[Decision]) -> list[Figure]:
    """By half: true claims in each language, false ones in each language, then by flaw."""
    found = []
    for half in HALVES:
        of_half = [one for one in decisions if one.claim.half == half]
        true = [one for one in of_half if one.claim.flaw is None]
        false = [one for one in of_half if one.claim.flaw is not None]
        for language in LANGUAGES:
            found.append(_figure(half, f"true, {language}: passed", _in(true, language), PASSED))
        for language in LANGUAGES:
            found.append(_figure(half, f"false, {language}: dropped", _in(false, language), None))
        for flaw in FLAWS:
            told = [one for one in false if one.claim.flaw == flaw]
            found.append(_figure(half, f"{flaw}: dropped", told, DROPPED.get(flaw), by_language=True))
    return found


def _figure(
    half: str, name: str, decisions: Sequence[Decision], target: float | None, *, by_language: bool = False
) -> Figure:
    """The share of right decisions, with the reasons that were given."""
    right = sum(one.right for one in decisions)
    parts = [f"{right} of {len(decisions)}"]
    if by_language:
        parts += [_of(_in(decisions, language), language) for language in LANGUAGES]
    reasons = Counter(one.dropped for one in decisions if one.dropped)
    if reasons:
        parts.append("dropped for " + ", ".join(f"{name} {n}" for name, n in sorted(reasons.items())))
    return Figure(
        part=half,
        name=name,
        value=share(right, len(decisions)) if decisions else None,
        target=target,
        detail=" · ".join(parts),
        numbers={"right": right, "claims": len(decisions)},
        missed=tuple(one.claim.id for one in decisions if not one.right) if half == HALVES[0] else (),
    )


def _in(decisions: Iterable[Decision], language: str) -> list[Decision]:
    return [one for one in decisions if one.claim.language == language]


def _of(decisions: Sequence[Decision], language: str) -> str:
    return f"{language} {sum(one.right for one in decisions)}/{len(decisions)}"

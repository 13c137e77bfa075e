"""Are the parts of the gold among the places that were found, and how far up? Computed by ir-measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean

DEPTHS = (1, 3, 5, 10, 20)
COMPLETE = 5

_LAST = max(DEPTHS)


@dataclass(frozen=True, slots=True)
class Ranking:
    """`parts` are what must be found; `found` holds, for each rank from 1, the parts that stand in that place."""

    parts: frozenset[int]
    found: tuple[frozenset[int], ...]

    def first_ranks(self) -> dict[int, int]:
        """The rank at which each part is first found; those not among the last depth are not there."""
        first: dict[int, int] = {}
        for rank, parts in enumerate(self.found[:_LAST], start=1):
            for part in sorted(parts & self.parts):
                first.setdefault(part, rank)
        return first


def rank_scores(rankings: Mapping[str, Ranking]) -> dict[str, dict[str, float]]:
    """The scores of each ranking by name, in the order given.

    Each part is one relevant item, found at its first rank; finding it again is worth nothing. A place may hold several
    parts, which a list of items ranked one by one cannot say, so:

    - recall@k: each part is a query of its own with one relevant item; the mean over the parts.
    - complete@5: 1 when every part is among the first five places.
    - rr@20: one over the rank of the first place with any part; its mean over questions is the MRR.
    - ndcg@10: a place gains as many as the parts it is the first to hold, a part that is nowhere is an item of gain
      one that was not ranked. The ideal order is thus the best one of the places this system has: neither long places
      nor short ones are at a disadvantage.

    Only the first 20 places are looked at. Errors: ValueError for a ranking without parts, which has nothing to find.
    """
    for name, ranking in rankings.items():
        if not ranking.parts:
            raise ValueError(f"there is nothing to be found in {name}")
    scores = _recalls(rankings)
    for name, (rr, ndcg) in _ranks(rankings).items():
        complete = {f"complete@{COMPLETE}": scores[name].pop("complete")}
        scores[name] |= {"rr@20": rr, "ndcg@10": ndcg, **complete}
    return scores


def _recalls(rankings: Mapping[str, Ranking]) -> dict[str, dict[str, float]]:
    from ir_measures import R, iter_calc

    # Queries are numbered, for names are free text.
    asked = [(name, part) for name, ranking in rankings.items() for part in sorted(ranking.parts)]
    firsts = {name: ranking.first_ranks() for name, ranking in rankings.items()}
    found: dict[tuple[str, int], dict[int, float]] = {one: dict.fromkeys(DEPTHS, 0.0) for one in asked}
    wanted = {str(n): {str(firsts[name].get(part, "nowhere")): 1} for n, (name, part) in enumerate(asked)}
    places = {str(n): _run(rankings[name]) for n, (name, _) in enumerate(asked)}
    for metric in iter_calc([R @ depth for depth in DEPTHS], wanted, places):
        found[asked[int(metric.query_id)]][metric.measure["cutoff"]] = float(metric.value)
    scores: dict[str, dict[str, float]] = {}
    for name, ranking in rankings.items():
        of_parts = [found[name, part] for part in sorted(ranking.parts)]
        scores[name] = {f"recall@{depth}": fmean(values[depth] for values in of_parts) for depth in DEPTHS}
        scores[name]["complete"] = min(values[COMPLETE] for values in of_parts)
    return scores


def _ranks(rankings: Mapping[str, Ranking]) -> dict[str, tuple[float, float]]:
    """(rr@20, ndcg@10) by name."""
    from ir_measures import RR, iter_calc, nDCG

    names, shown = list(rankings), {RR @ 20: 0, nDCG @ 10: 1}
    gains = {str(n): _gains(rankings[name].parts, rankings[name].first_ranks()) for n, name in enumerate(names)}
    places = {str(n): _run(rankings[name]) for n, name in enumerate(names)}
    found = {name: [0.0, 0.0] for name in names}
    for metric in iter_calc(list(shown), gains, places):
        found[names[int(metric.query_id)]][shown[metric.measure]] = float(metric.value)
    return {name: (rr, ndcg) for name, (rr, ndcg) in found.items()}


def _run(ranking: Ranking) -> dict[str, float]:
    """The places by rank, each with a score of its own: there are no ties to break."""
    return {str(rank): float(-rank) for rank in range(1, min(len(ranking.found), _LAST) + 1)}


def _gains(parts: Iterable[int], first: Mapping[int, int]) -> dict[str, int]:
    gains: dict[str, int] = {}
    for part in sorted(parts):
        item = str(first[part]) if part in first else f"nowhere {part}"
        gains[item] = gains.get(item, 0) + 1
    return gains

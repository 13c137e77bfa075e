"""How much each search counts: one weight at a time left out, halved and doubled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace

from evals.sweeps.asking import Search, find_all
from evals.sweeps.ground import Ground
from evals.sweeps.measured import Measure, Outcome, Setting, Sweep
from index.fusion import Weights
from index.query import Query
from index.search import Hit, Searcher

FACTORS = {"× 0": 0.0, "× ½": 0.5, "× 2": 2.0}
INSTEAD = (0.25, 0.5)  # tried for a weight that is 0
STANDS = "as they are"
MEASURES = (Measure("recall@5", "gold place in the first five"), Measure("rr@20", "MRR"))


def measure(ground: Ground, weightings: Mapping[str, Weights] | None = None) -> list[Sweep]:
    """One sweep, over `variants` of the default. Errors: ValueError where `STANDS` is not among `weightings`."""
    weightings = weightings or variants(Weights())
    found: dict[str, list[Outcome]] = {name: [] for name in weightings}
    for library in ground.opened:
        ground.tell(f"{len(weightings)} weightings, {library.name}")
        prepared: dict[str, Query] = {}
        for name, weights in weightings.items():
            found[name] += find_all(library, _search(library.assistant.searcher, weights, prepared))
    settings = tuple(Setting(name, tuple(outcomes)) for name, outcomes in found.items())
    return [Sweep("weights", "Fusion weights, one changed at a time", STANDS, MEASURES, settings)]


def variants(weights: Weights) -> dict[str, Weights]:
    """The weights as they are and with each one changed alone, by what is changed."""
    found = {STANDS: weights}
    for field in fields(Weights):
        value = getattr(weights, field.name)
        changed = (
            {name: value * factor for name, factor in FACTORS.items()} if value else {f"= {v}": v for v in INSTEAD}
        )
        found |= {f"{field.name} {name}": replace(weights, **{field.name: new}) for name, new in changed.items()}
    return found


def _search(searcher: Searcher, weights: Weights, prepared: dict[str, Query]) -> Search:
    """A search under these weights; `prepared` holds the questions that were made ready before."""

    def search(question: str, k: int) -> list[Hit]:
        if question not in prepared:
            prepared[question] = searcher.prepare(question)
        return searcher.rank(prepared[question], k, weights=weights)

    return search

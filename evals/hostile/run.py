"""The parts of the hostile run, in the order of the table."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping, Sequence

from evals.bench.figures import Figure
from evals.hostile.failing import failing
from evals.hostile.following import following
from evals.hostile.ground import Ground
from evals.hostile.leaving import leaving
from evals.hostile.overhead import overhead
from evals.hostile.pairs import supported
from evals.hostile.shown import honest, hostile, misbehaving, poisoned

PARTS: Mapping[str, Callable[[Ground], list[Figure]]] = {
    "poisoned": poisoned,
    "questions": hostile,
    "misbehaving": misbehaving,
    "pairs": supported,
    "honest": honest,
    "follow-ups": following,
    "failing": failing,
    "leaving": leaving,
    "overhead": overhead,
}


def run(ground: Ground, parts: Sequence[str] = ()) -> list[Figure]:
    """The figures of these parts, or of all; one that fails is a row that says so."""
    figures: list[Figure] = []
    for name, measure in PARTS.items():
        if parts and name not in parts:
            continue
        try:
            figures += measure(ground)
        except Exception as error:
            traceback.print_exc()
            figures.append(Figure(name, "", None, detail=f"failed: {error}", failed=True))
    return figures

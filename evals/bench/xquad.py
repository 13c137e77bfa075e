"""XQuAD: how often the right paragraph comes first, within and across Spanish and English."""

from __future__ import annotations

from evals.bench.figures import Figure
from evals.bench.homes import Homes
from evals.bench.scored import figure

PART = "xquad"
WITHIN, ACROSS = {"es": 0.955, "en": 0.965}, 0.945


def measure(homes: Homes) -> list[Figure]:
    """One figure for each direction, question language → paragraph language."""
    run = homes.run("xquad", "xquad-es", "xquad-en")
    return [
        figure(
            PART,
            f"right paragraph first, {asked}→{written}",
            run,
            "recall@1",
            f"xquad-{written}",
            asked,
            target=WITHIN[written] if asked == written else ACROSS,
        )
        for asked, written in (("es", "es"), ("en", "en"), ("en", "es"), ("es", "en"))
    ]

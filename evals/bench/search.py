"""The gold questions as a test of search: is a gold passage among the first five?"""

from __future__ import annotations

from evals.bench.figures import Figure, Skipped
from evals.bench.homes import Homes, label
from evals.bench.scored import figure
from evals.cases import LANGUAGES
from evals.libraries import asked

PART = "search"
TARGETS = {"es": 0.92, "en": 0.90}  # of the seeds


def measure(homes: Homes) -> list[Figure]:
    """The five seeds with their targets; the other libraries for information."""
    figures: list[Figure] = []
    for name in asked():
        what = f"gold passage in the first five, {label(name)}"
        try:
            run = homes.run("retrieval", name)
        except Skipped as reason:
            figures.append(Figure(PART, what, None, detail=f"skipped: {reason}"))
            continue
        for language in LANGUAGES:
            target = TARGETS[language] if name == "seeds" else None
            figures.append(figure(PART, f"{what}, {language}", run, "recall@5", name, language, target=target))
    return figures

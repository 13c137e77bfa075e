"""Weights, and one probability that the evidence answers, from the development half of the gold questions.

The probability is a logistic regression on what the reader says of the evidence that would be shown. The threshold is
the one that costs least, where an answer to a question that the documents do not answer costs `WRONG`, and a refusal of
one that they do costs 1, both by the share of their kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assistant.reading.confidence import support_signs
from assistant.reading.select import select
from assistant.writing.missing import mostly_unknown
from evals.reader.evidence import Evidence
from evals.reader.fit import Floats, auc, fit_support
from index.search import Searcher

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("score", "answers", "absent", "counted", "unknown")
WRONG = 1.0  # what an answer costs that should have been a refusal, where a refusal that should have been one costs 1


@dataclass(frozen=True, slots=True)
class Judged:
    """One question: the signs of its evidence (`NAMES`), whether the documents answer it, and whether what would be
    shown holds a gold place."""

    library: str
    signs: tuple[float, ...]
    answerable: bool
    shown: bool


def judged(searcher: Searcher, one: Evidence) -> Judged:
    """`searcher` is that of the evidence's library."""
    chosen = select(searcher, one.candidates, one.question)
    signs = support_signs(one.question, one.candidates, chosen, mostly_unknown(searcher, one.question))
    texts = [(c.candidate.metadata.source, c.text) for c in chosen]
    shown = one.answerable and one.case.parts_in(texts) == one.case.parts
    return Judged(one.library, tuple(signs[name] for name in NAMES), one.answerable, shown)


@dataclass(frozen=True, slots=True)
class Calibration:
    """`weights`: the bias, then one for each of `NAMES`; `support`: each question's logit, by weights that the other
    libraries gave; `auc`: of these against whether the documents answer."""

    weights: tuple[float, ...]
    support: Floats
    answerable: np.typing.NDArray[np.bool_]
    auc: float


def calibrated(found: Sequence[Judged]) -> Calibration:
    """The regression over all, and each library's support by the others'."""
    signs = np.array([one.signs for one in found])
    answerable = np.array([one.answerable for one in found])
    support = np.zeros(len(found))
    libraries = np.array([one.library for one in found])
    for library in sorted(set(libraries)):
        here = libraries == library
        weights = fit_support(signs[~here], answerable[~here])
        support[here] = weights[0] + signs[here] @ weights[1:]
    weights = fit_support(signs, answerable)
    return Calibration(tuple(weights.tolist()), support, answerable, auc(support, answerable))


def cheapest(
    support: Floats, answerable: np.typing.NDArray[np.bool_], wrong: float = WRONG
) -> tuple[float, float, float]:
    """(threshold, share of unanswerable questions above it, share of answerable ones below it), at the least cost."""
    best = (float("inf"), 0.0, 0.0, 0.0)
    for threshold in np.unique(support):
        answered = float((support[~answerable] >= threshold).mean())
        refused = float((support[answerable] < threshold).mean())
        best = min(best, (wrong * answered + refused, float(threshold), answered, refused))
    return best[1:]


def reliability(calibration: Calibration, path: Path, bins: int = 10) -> None:
    """A picture: how often evidence of each stated probability does answer."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    chance = 1 / (1 + np.exp(-calibration.support))
    share = calibration.answerable.mean()
    # the classes were weighed alike: back to how many of each there are
    odds = chance / (1 - chance + 1e-12) * share / (1 - share)
    chance = odds / (1 + odds)
    order = np.array_split(np.argsort(chance), bins)
    figure, axes = pyplot.subplots(figsize=(5, 5), layout="constrained")
    axes.plot([0, 1], [0, 1], color="0.7", linewidth=1)
    stated = [chance[part].mean() for part in order]
    true = [calibration.answerable[part].mean() for part in order]
    axes.plot(stated, true, marker="o", color="#1f5f8b")
    axes.set_xlabel("stated probability that the evidence answers")
    axes.set_ylabel("share of questions that the documents answer")
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    figure.savefig(path, dpi=120)
    pyplot.close(figure)

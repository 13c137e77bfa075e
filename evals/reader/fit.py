"""Weights of the signs, of support, and one probability that the evidence answers, fitted on development questions;
each library judged by the others' weights.

The probability is a logistic regression on what the reader says of the evidence that would be shown. The threshold is
the one that costs least, where an answer to a question that the documents do not answer costs `WRONG`, and a refusal of
one that they do costs 1, both by the share of their kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from assistant.reading.confidence import support_signs
from assistant.reading.select import select
from assistant.writing.missing import mostly_unknown
from evals.reader.evidence import Evidence
from index.search import Searcher

if TYPE_CHECKING:
    from pathlib import Path


Floats = npt.NDArray[np.float64]

STEPS = 1500
RATE = 0.05
SMALL = 0.01  # how much a weight costs, squared


@dataclass(frozen=True, slots=True)
class Ranked:
    """Share of the questions whose answer is among the candidates that have it first, and among the first three and
    five, each with the weights that the other libraries gave."""

    questions: int
    first: float
    three: float
    five: float


def signs_of(one: Evidence, names: Sequence[str]) -> Floats:
    """Shape (candidates, names); a sign that was not looked for is 0."""
    return np.array([[c.signs.get(name, 0.0) for name in names] for c in one.candidates], dtype=np.float64)


def fit_ranking(found: Sequence[Evidence], names: Sequence[str]) -> dict[str, float]:
    """Weights under which right candidates come first: softmax over each question's candidates, by gradient descent."""
    sets = [(signs_of(one, names), np.array(one.right)) for one in found if any(one.right)]
    signs = np.concatenate([signs for signs, _ in sets])
    right = np.concatenate([right for _, right in sets])
    starts = np.cumsum([0, *(len(signs) for signs, _ in sets[:-1])])
    of = np.repeat(np.arange(len(sets)), [len(signs) for signs, _ in sets])
    scale = signs.std(axis=0) + 1e-9
    scaled = signs / scale
    weights = np.zeros(len(names))
    moments = np.zeros((2, len(names)))
    for step in range(1, STEPS + 1):
        told = scaled @ weights
        told = np.exp(told - np.maximum.reduceat(told, starts)[of])
        chance = told / np.add.reduceat(told, starts)[of]
        wanted = np.where(right, chance, 0)
        wanted /= np.maximum(np.add.reduceat(wanted, starts), 1e-12)[of]
        gradient = 2 * SMALL * weights - scaled.T @ (wanted - chance) / len(sets)
        moments[0] = 0.9 * moments[0] + 0.1 * gradient
        moments[1] = 0.999 * moments[1] + 0.001 * gradient**2
        size = np.sqrt(moments[1] / (1 - 0.999**step)) + 1e-8
        weights -= RATE * (moments[0] / (1 - 0.9**step)) / size
        if np.abs(gradient).max() < 1e-4:
            break
    return dict(zip(names, (weights / scale).tolist(), strict=True))


def ranked(found: Sequence[Evidence], names: Sequence[str]) -> Ranked:
    """Each library with weights fitted on the others."""
    places = []
    for library in sorted({one.library for one in found}):
        others = [one for one in found if one.library != library]
        weights = fit_ranking(others, names)
        vector = np.array([weights[name] for name in names])
        for one in found:
            if one.library == library and any(one.right):
                order = np.argsort(-(signs_of(one, names) @ vector), kind="stable")
                places.append(int(np.flatnonzero(np.array(one.right)[order])[0]))
    at = np.array(places)
    return Ranked(len(at), *(float((at < most).mean()) for most in (1, 3, 5)))


def fit_support(signs: Floats, answers: npt.NDArray[np.bool_], balance: float = 1.0) -> Floats:
    """Logistic regression: the bias, then a weight for each column. The two classes count alike, but for `balance`."""
    columns = np.concatenate([np.ones((len(signs), 1)), signs], axis=1)
    scale = np.abs(columns).max(axis=0) + 1e-9
    scaled = columns / scale
    share = answers.mean()
    counts = np.where(answers, 0.5 / share, 0.5 * balance / (1 - share))
    weights = np.zeros(columns.shape[1])
    for _ in range(200):  # Newton's steps
        chance = 1 / (1 + np.exp(-scaled @ weights))
        gradient = scaled.T @ (counts * (chance - answers)) / len(signs) + 2e-4 * weights
        curve = (scaled * (counts * chance * (1 - chance))[:, None]).T @ scaled / len(signs)
        change = np.linalg.solve(curve + 2e-4 * np.eye(len(weights)), gradient)
        weights -= change
        if np.abs(change).max() < 1e-9:
            break
    return np.asarray(weights / scale)


def auc(scores: Floats, answers: npt.NDArray[np.bool_]) -> float:
    yes, no = scores[answers], scores[~answers]
    return float((yes[:, None] > no[None, :]).mean() + (yes[:, None] == no[None, :]).mean() / 2)


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

"""Weights of the signs, and of support, fitted on development questions; each library judged by the others' weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from evals.reader.evidence import Evidence

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

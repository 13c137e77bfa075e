"""How far a mean may be off (the percentile bootstrap, with a fixed seed), and how long answers took."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from statistics import median as _median

import numpy as np

SEED = 20_240_901
RESAMPLES = 2000
_Z = 1.959964  # standard deviations that hold 95 % of a normal distribution


def bootstrap(
    outcomes: Sequence[float], groups: Sequence[Hashable] | None = None, *, resamples: int = RESAMPLES
) -> tuple[float, float]:
    """The 95 % interval of the mean of `outcomes`, one value a question.

    Questions of one group (of one paragraph, say) stand and fall together, so whole groups are drawn; without
    `groups` each question is drawn by itself. The same input gives the same interval. Errors: ValueError for no
    outcomes, or for as many groups as there are not outcomes.
    """
    if not outcomes:
        raise ValueError("there are no outcomes to draw from")
    keys = list(range(len(outcomes))) if groups is None else list(groups)
    if len(keys) != len(outcomes):
        raise ValueError("there must be one group for each outcome")
    numbers = {key: n for n, key in enumerate(dict.fromkeys(keys))}
    group_of = np.array([numbers[key] for key in keys])
    sums = np.bincount(group_of, weights=np.asarray(outcomes, dtype=np.float64))
    counts = np.bincount(group_of)
    drawn = np.random.default_rng(SEED).integers(len(numbers), size=(resamples, len(numbers)))
    means = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)


def interval(outcomes: Sequence[float], groups: Sequence[Hashable] | None = None) -> tuple[float, float]:
    """As `bootstrap`; where all outcomes are 0, or all 1, drawing from them would claim to be certain, so Wilson's
    interval of so many groups is given instead (Wilson 1927, "Probable inference, the law of succession, and
    statistical inference")."""
    if outcomes and len(set(outcomes)) == 1 and outcomes[0] in (0.0, 1.0):
        n = len(outcomes) if groups is None else len(set(groups))
        off = _Z**2 / (n + _Z**2)
        return (0.0, off) if outcomes[0] == 0.0 else (1.0 - off, 1.0)
    return bootstrap(outcomes, groups)


def bootstrap_difference(
    first: Sequence[float],
    second: Sequence[float],
    groups: Sequence[Hashable] | None = None,
    *,
    resamples: int = RESAMPLES,
) -> tuple[float, float]:
    """The 95 % interval of the mean of `first` minus that of `second`: two outcomes of the same questions, in order.

    Paired: a draw takes a question with both its outcomes, so what makes it hard for either side cancels out, and the
    interval is that of the mean of the differences. Errors: as `bootstrap`; ValueError when one side is longer.
    """
    if len(first) != len(second):
        raise ValueError("there must be two outcomes of each question")
    return bootstrap([a - b for a, b in zip(first, second, strict=True)], groups, resamples=resamples)


def median(seconds: Sequence[float]) -> float:
    """The time within which half of the answers came, in seconds. Errors: ValueError for none."""
    if not seconds:
        raise ValueError("there are no times")
    return float(_median(seconds))


def p95(seconds: Sequence[float]) -> float:
    """The shortest time that was taken within which 95 % of the answers came. Errors: as `median`."""
    if not seconds:
        raise ValueError("there are no times")
    return float(np.percentile(np.asarray(seconds, dtype=np.float64), 95, method="inverted_cdf"))

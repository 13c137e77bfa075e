"""What the refusal threshold costs on either side, and whether a confidence of 0.8 is right four times in five."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

BINS = 10


@dataclass(frozen=True, slots=True)
class Weighed:
    """One question: how likely (0 to 1) the evidence was held to answer it, and what was so.

    `right` is whether the answer that was given is right; where none was given, or none can be right, False. Errors:
    ValueError for a confidence that is no share, or for an unanswerable question answered rightly.
    """

    confidence: float
    answerable: bool
    right: bool

    def __post_init__(self) -> None:
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"a confidence lies between 0 and 1, not at {self.confidence}")
        if self.right and not self.answerable:
            raise ValueError("what cannot be answered is not answered rightly")


@dataclass(frozen=True, slots=True)
class Point:
    """Were all answers of a confidence below `threshold` refused: the share of answerable questions refused, and of
    unanswerable ones answered. Either alone says nothing: refusing everything makes the other one perfect."""

    threshold: float
    wrong_refusals: float
    answered_unanswerable: float


@dataclass(frozen=True, slots=True)
class Bin:
    """`n` questions whose confidence is from `low` up to, not including, `high` (1 is in the last bin): their mean
    confidence and the share answered rightly."""

    low: float
    high: float
    n: int
    predicted: float
    observed: float


def curve(weighed: Sequence[Weighed], thresholds: Sequence[float] | None = None) -> list[Point]:
    """One point for each threshold, in their order.

    Without `thresholds`: 0, which refuses nothing, and the middles between neighbouring confidences (0 and 1 among
    them): every choice there is. Errors: ValueError when there are no answerable questions or no others.
    """
    answerable = [one.confidence for one in weighed if one.answerable]
    others = [one.confidence for one in weighed if not one.answerable]
    if not answerable or not others:
        raise ValueError("a threshold needs answerable and unanswerable questions")
    return [
        Point(
            threshold,
            sum(confidence < threshold for confidence in answerable) / len(answerable),
            sum(confidence >= threshold for confidence in others) / len(others),
        )
        for threshold in (_choices(weighed) if thresholds is None else thresholds)
    ]


def best_threshold(development: Sequence[Weighed], *, cost: float = 1.0) -> Point:
    """The threshold at which wrong refusals plus `cost` times answered unanswerables, both as shares, is least.

    Shares, not numbers, for the gold's mix of questions is not that of the people who ask; `cost` says how many times
    worse it is to answer what the documents do not say. Of several that are equally good, the one in the widest gap
    between confidences is taken, then the lowest: small changes will upset it least. Choose on the development half
    only, and report on the rest with `curve(rest, [threshold])`. Errors: as `curve`; ValueError for a negative cost.
    """
    if cost < 0:
        raise ValueError("a cost is not negative")
    seen = _seen(development)

    def merit(point: Point) -> tuple[float, float, float]:
        below = max((value for value in seen if value < point.threshold), default=0.0)
        above = min((value for value in seen if value >= point.threshold), default=1.0)
        total = point.wrong_refusals + cost * point.answered_unanswerable
        # Rounded, so that what is equal but for the last digit of its fractions is equal.
        return round(total, 12), -round(above - below, 12), point.threshold

    return min(curve(development), key=merit)


def reliability(weighed: Sequence[Weighed], bins: int = BINS) -> list[Bin]:
    """Predicted against observed, over bins of equal width, lowest first; empty bins are left out."""
    members: list[list[Weighed]] = [[] for _ in range(bins)]
    starts = [n / bins for n in range(bins)]
    for one in weighed:
        members[bisect_right(starts, one.confidence) - 1].append(one)
    return [
        Bin(n / bins, (n + 1) / bins, len(these), fmean(w.confidence for w in these), fmean(w.right for w in these))
        for n, these in enumerate(members)
        if these
    ]


def brier(weighed: Sequence[Weighed]) -> float:
    """The mean squared distance of confidence from what was so: 0 is perfect, 0.25 what always saying 0.5 gets.

    Errors: ValueError for no questions.
    """
    if not weighed:
        raise ValueError("there are no questions")
    return fmean((one.confidence - one.right) ** 2 for one in weighed)


def _choices(weighed: Sequence[Weighed]) -> list[float]:
    return sorted({0.0, *((low + high) / 2 for low, high in pairwise(_seen(weighed)))})


def _seen(weighed: Sequence[Weighed]) -> list[float]:
    return sorted({0.0, 1.0, *(one.confidence for one in weighed)})

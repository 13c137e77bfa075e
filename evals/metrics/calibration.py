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


def _choices(weighed: Sequence[Weighed]) -> list[float]:
    return sorted({0.0, *((low + high) / 2 for low, high in pairwise(_seen(weighed)))})


def _seen(weighed: Sequence[Weighed]) -> list[float]:
    return sorted({0.0, 1.0, *(one.confidence for one in weighed)})

"""What rows are worth: a mark is one row's value of one metric, a score the mean of many marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# What a row is worth, by metric. A metric that does not apply to the row is not there.
Marks = Mapping[str, float]

ALL = "all"


@dataclass(frozen=True, slots=True)
class Score:
    """The mean of one metric over the rows that `system` … `variant` name; `ALL` where all of them count.

    `low` and `high` bound the mean by 95 % (bootstrap over questions), `n` is how many rows it is the mean of. The gap
    between the languages has the language "gap": Spanish minus English, over the questions that have both. The variant
    "" is the question as it was written.
    """

    suite: str
    system: str
    library: str
    language: str
    split: str
    kind: str
    variant: str
    metric: str
    value: float
    low: float
    high: float
    n: int

"""How long answers took."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median as _median

import numpy as np


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

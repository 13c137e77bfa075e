"""Scores of several searches made comparable and added up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each search counts. Chosen on the development questions (docs/decisions)."""

    dense: float = 1.0  # the passage's vector
    unit: float = 1.5  # its best sentence's vector
    words: float = 1.0  # BM25 in the passage's own language, of the question in it
    grams: float = 1.0  # BM25 of character 4-grams in the passage's own language
    about: float = 1.0  # the question names the document (title, country, cycle, kind)
    same: float = 0.0  # the passage is in the question's language


TOP = 30  # each search is standardised over its own best 30, so that fusion does not depend on the index's size
FLOOR = -2.0
BEST = 10


def standardise(scores: Scores) -> Scores:
    """(score - mean) / deviation over the best `TOP`, never below `FLOOR`; zeros where all are equal."""
    if scores.size == 0:
        return scores
    top = scores if scores.size <= TOP else np.partition(scores, scores.size - TOP)[-TOP:]
    deviation = float(top.std())
    if deviation < 1e-9:
        return np.zeros_like(scores)
    return np.maximum((scores - float(top.mean())) / deviation, FLOOR).astype(np.float32)


def alike(scores: Scores, groups: npt.NDArray[Any]) -> Scores:
    """Scores moved so that the best `BEST` of each group have one mean: an encoder of many languages puts texts in the
    question's own language nearer, whatever they are about."""
    best = {group: _mean_of_best(scores[groups == group]) for group in np.unique(groups)}
    if len(best) < 2:
        return scores
    moved = scores - np.array([best[group] for group in groups], dtype=np.float32)
    return (moved + _mean_of_best(scores)).astype(np.float32)


def _mean_of_best(scores: Scores) -> float:
    return float(np.sort(scores)[-BEST:].mean())


def fuse(signals: Mapping[str, Scores], weights: Weights) -> Scores:
    """The weighted sum of standardised signals; a signal's name is the name of its weight."""
    total: Scores | None = None
    for name, scores in signals.items():
        part = getattr(weights, name) * standardise(scores)
        total = part if total is None else total + part
    assert total is not None
    return total

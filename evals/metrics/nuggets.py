"""Does an answer say what a right answer says, and little else? Nugget scoring as in TREC's question answering tracks.

Jimmy Lin and Dina Demner-Fushman, "Automatically Evaluating Answers to Definition Questions", HLT/EMNLP 2005, figure 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evals.cases import Nugget
from evals.metrics.judge import Judge
from evals.metrics.prose import plain

ALLOWANCE = 100  # non-white characters that each nugget found entitles an answer to, as at TREC


@dataclass(frozen=True, slots=True)
class NuggetScores:
    """Each from 0 to 1. `vital_recall` is None without vital nuggets, `recall` without any."""

    vital_recall: float | None
    recall: float | None
    precision: float


def nugget_scores(nuggets: Iterable[Nugget], text: str, judge: Judge) -> NuggetScores:
    """Of an answer's `text`, Markdown with citation markers.

    `vital_recall` is TREC's recall; `recall` counts all nuggets alike. Precision falls with the characters beyond the
    allowance, where n nuggets stand in the text and it is l non-white characters long as it is read:
    1 - (l - 100 n) / l, and 1 up to 100 n. An answer with no nugget has a precision of 0.
    """
    read = plain(text)
    stands = [(nugget.vital, judge.stands(nugget, read)) for nugget in nuggets]
    allowance = ALLOWANCE * sum(stood for _, stood in stands)
    return NuggetScores(
        vital_recall=_share(stood for vital, stood in stands if vital),
        recall=_share(stood for _, stood in stands),
        precision=_precision(len("".join(read.split())), allowance),
    )


def _share(stood: Iterable[bool]) -> float | None:
    outcomes = list(stood)
    return sum(outcomes) / len(outcomes) if outcomes else None


def _precision(length: int, allowance: int) -> float:
    if allowance == 0:
        return 0.0
    return 1.0 if length <= allowance else 1 - (length - allowance) / length

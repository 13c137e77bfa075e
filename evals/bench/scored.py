"""Scores of a run as figures."""

from __future__ import annotations

from evals.bench.figures import Figure
from evals.cases import SPLITS
from evals.runs.folder import Run
from evals.runs.scores import ALL, Score


def score_of(run: Run, metric: str, library: str, language: str, split: str = ALL) -> Score | None:
    """That rate of the whole, None where it applies to no row."""
    wanted = (metric, library, language, split, ALL, "")
    for score in run.scores:
        if (score.metric, score.library, score.language, score.split, score.kind, score.variant) == wanted:
            return score
    return None


def figure(
    part: str, name: str, run: Run, metric: str, library: str, language: str, *, target: float | None = None
) -> Figure:
    """A rate with its interval, and by halves where both were asked; the development half's misses by id."""
    score = score_of(run, metric, library, language)
    if score is None:
        return Figure(part, name, None, detail="it applies to no question")
    halves: dict[str, float] = {
        split: half.value for split in SPLITS if (half := score_of(run, metric, library, language, split))
    }
    shown = f"{', '.join(f'{split} {value:.3f}' for split, value in halves.items())} · " if len(halves) > 1 else ""
    missed = [
        row.case
        for row in run.rows
        if (row.library, row.language, row.split) == (library, language, "dev")
        and run.marks[row.key].get(metric, 1.0) < 1.0
    ]
    return Figure(
        part=part,
        name=name,
        value=score.value,
        target=target,
        detail=f"{shown}95 % {score.low:.3f}–{score.high:.3f} · {score.n} questions",
        numbers={**halves, "low": score.low, "high": score.high, "questions": score.n},
        missed=tuple(missed),
    )

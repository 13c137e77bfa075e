"""`python -m evals.reader calibrate`: evidence gathered, weights fitted, printed and drawn.

Two sorts of question are fitted on: the development half of the gold questions, and those written over documents that
training never saw (`held.py`)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from assistant.assistant import PASSAGES
from assistant.data import table
from assistant.reading.reader import Reader
from evals.errors import LibraryAbsent
from evals.libraries import SHARED, Libraries, OpenLibrary
from evals.names import asked
from evals.reader.evidence import Evidence, evidence_of, held_out, weighed
from evals.reader.fit import (
    NAMES,
    Calibration,
    Floats,
    Judged,
    calibrated,
    cheapest,
    fit_ranking,
    judged,
    ranked,
    reliability,
)
from evals.reader.written import HERE
from index.search import Searcher

GROUPS = {
    "the reader": ("fits", "run", "answers"),
    "search": ("passage", "dense"),
    "what is named": ("commitment", "voice", "country"),
    "kinds of answer": ("type", "counted"),
}
REFUSED = (0.05, 0.085, 0.12, 0.2)  # shares of answerable questions refused that thresholds are printed for

Say = Callable[[str], None]


def calibrate(folder: Path, plot: Path, wrong: float, say: Say) -> None:
    """Prints weights for scoring.toml (each group left out in turn), then weights and threshold for confidence.toml."""
    libraries = Libraries(folder)
    found, searchers = _gathered(libraries, say)
    weights = _ranking(found, say)
    shown = [judged(searchers[one.library], weighed(one, weights)) for one in found]
    libraries.close()
    made = calibrated(shown)
    say(f"support, area under the curve by weights of other libraries: {made.auc:.3f}")
    for name, value in zip(("bias", *NAMES), made.weights, strict=True):
        say(f"    {name} = {value:.3f}")
    _by_sort(found, shown, made, say)
    threshold, answered, refused = cheapest(made.support, made.answerable, wrong)
    say(f"least cost at {threshold:.2f}: unanswerable answered {answered:.3f}, answerable refused {refused:.3f}")
    plot.parent.mkdir(parents=True, exist_ok=True)
    reliability(made, plot)


def _ranking(found: Sequence[Evidence], say: Say) -> dict[str, float]:
    """The weights of scoring.toml's signs fitted anew; a sign that was set by hand keeps its weight."""
    has = [one for one in found if any(one.right)]
    say(f"{len(found)} questions, {sum(one.answerable for one in found)} answerable; gold read for {len(has)}")
    say("right candidate first / among three / among five, each library by weights of the others")
    names = [name for group in GROUPS.values() for name in group]
    for without in (None, *GROUPS):
        left = [name for name in names if without is None or name not in GROUPS[without]]
        _say_ranked(has, left, "all" if without is None else f"without {without}", say)
    present: dict[str, float] = table("scoring")["weights"]
    used = [name for name in present if name != "country"]  # few questions name one
    _say_ranked(has, used, "those of scoring.toml", say)
    fitted = {name: round(weight, 2) for name, weight in fit_ranking(has, used).items()}
    for name, weight in fitted.items():
        say(f"    {name} = {weight:.2f}")
    return {**present, **fitted}


def _say_ranked(has: Sequence[Evidence], names: Sequence[str], about: str, say: Say) -> None:
    at = ranked(has, names)
    say(f"  {at.first:.3f} / {at.three:.3f} / {at.five:.3f}  {about}")


def _by_sort(found: Sequence[Evidence], shown: Sequence[Judged], made: Calibration, say: Say) -> None:
    """How many unanswerable questions are answered where so many answerable ones are refused, by sort of question."""
    gold = np.array([one.library in asked() for one in found])
    outside = np.array([one.case.expected == "out_of_scope" for one in found])
    say("threshold at which so many answerable ones are refused; unanswerable ones answered there")
    for name, here in (("gold", gold), ("held out", ~gold)):
        answerable = made.support[here & made.answerable]
        for share in REFUSED:
            threshold = float(np.quantile(answerable, share))
            near, other = (
                _above(made.support[here & ~made.answerable & sort], threshold) for sort in (~outside, outside)
            )
            say(
                f"  {name:8}  {share:.3f} at {threshold:6.2f}: near misses {near:.3f}, about something else {other:.3f}"
            )


def _above(support: Floats, threshold: float) -> float:
    return float((support >= threshold).mean()) if support.size else 0.0


def _gathered(libraries: Libraries, say: Say) -> tuple[list[Evidence], dict[str, Searcher]]:
    reader = Reader.load()
    found: list[Evidence] = []
    searchers: dict[str, Searcher] = {}
    for library in _opened(libraries, say):
        here = list(evidence_of(library, reader, PASSAGES))
        found += here
        searchers[library.name] = library.assistant.searcher
        say(f"{library.name}: {len(here)} questions")
    return found, searchers


def _opened(libraries: Libraries, say: Say) -> Iterator[OpenLibrary]:
    for name in asked():
        try:
            yield libraries.open(name)
        except LibraryAbsent as error:
            say(str(error))
    recipe = tomllib.loads((HERE / "recipe.toml").read_text(encoding="utf-8"))
    yield from held_out(libraries, SHARED, recipe["held_out"])

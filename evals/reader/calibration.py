"""`python -m evals.reader calibrate`: the development half gathered, fitted, printed and drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.assistant import PASSAGES
from assistant.data import table
from assistant.reading.reader import Reader
from evals.errors import LibraryAbsent
from evals.libraries import Libraries, asked
from evals.reader.calibrate import NAMES, Judged, calibrated, cheapest, judged, reliability
from evals.reader.evidence import Evidence, evidence_of
from evals.reader.fit import fit_ranking, ranked

GROUPS = {
    "the reader": ("fits", "run", "answers"),
    "search": ("passage", "dense"),
    "what is named": ("commitment", "voice", "country"),
    "kinds of answer": ("type", "counted"),
}


def calibrate(folder: Path, plot: Path, wrong: float, say: Callable[[str], None]) -> None:
    """Prints weights for scoring.toml (each group left out in turn), then weights and threshold for confidence.toml."""
    found, shown = _gathered(folder, say)
    has = [one for one in found if any(one.right)]
    answerable = [one for one in found if one.answerable]
    say(f"{len(found)} questions, {len(answerable)} answerable; gold among the candidates of {len(has)}")
    say("right candidate first / among three / among five, each library by weights of the others")
    names = [name for group in GROUPS.values() for name in group]
    for without in (None, *GROUPS):
        left = [name for name in names if without is None or name not in GROUPS[without]]
        at = ranked(has, left)
        say(f"  {at.first:.3f} / {at.three:.3f} / {at.five:.3f}  {'all' if without is None else f'without {without}'}")
    used = list(table("scoring")["weights"])
    at = ranked(has, used)
    say(f"  {at.first:.3f} / {at.three:.3f} / {at.five:.3f}  those of scoring.toml")
    for name, weight in fit_ranking(has, used).items():
        say(f"    {name} = {weight:.2f}")
    made = calibrated(shown)
    say(f"support, area under the curve by weights of other libraries: {made.auc:.3f}")
    for name, value in zip(("bias", *NAMES), made.weights, strict=True):
        say(f"    {name} = {value:.3f}")
    threshold, answered, refused = cheapest(made.support, made.answerable, wrong)
    say(f"least cost at {threshold:.2f}: unanswerable answered {answered:.3f}, answerable refused {refused:.3f}")
    plot.parent.mkdir(parents=True, exist_ok=True)
    reliability(made, plot)


def _gathered(folder: Path, say: Callable[[str], None]) -> tuple[list[Evidence], list[Judged]]:
    libraries, reader = Libraries(folder), Reader.load()
    found: list[Evidence] = []
    shown: list[Judged] = []
    for name in asked():
        try:
            library = libraries.open(name)
        except LibraryAbsent as error:
            say(str(error))
            continue
        here = list(evidence_of(library, reader, PASSAGES))
        found += here
        shown += [judged(library.assistant.searcher, one) for one in here]
        say(f"{name}: {len(here)} questions")
    libraries.close()
    return found, shown

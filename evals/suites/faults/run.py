"""The trials in order, each in a workplace of its own; the results, a line each as they come, and as Markdown."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.suites.faults.frame import Outcome, Skipped, Trial, Workplace
from evals.suites.faults.workplace import build_home

Build = Callable[[Path, Path], None]


@dataclass(frozen=True, slots=True)
class Result:
    """`held` is None where it could not be tried here; `figure` says why then. `seconds` that it took."""

    trial: Trial
    held: bool | None
    figure: str
    seconds: float


def run(trials: Iterable[Trial], folder: Path, build: Build = build_home) -> Iterator[Result]:
    """Each result as soon as it is there. `folder` holds the home that is built once, and what trials write; that of
    a trial which held is removed."""
    home = folder / "home"
    for n, one in enumerate(trials):
        if not home.exists():
            build(home, folder / "building")
        own = folder / f"{n:02d}-{one.code}"
        (own / "scratch").mkdir(parents=True)
        shutil.copytree(home, own / "home")
        started = time.monotonic()
        held, figure = _tried(one, Workplace(own / "home", own / "scratch", seed=f"{one.code} {one.name}"))
        yield Result(one, held, figure, time.monotonic() - started)
        if held is not False:
            shutil.rmtree(own, ignore_errors=True)


def _tried(one: Trial, place: Workplace) -> tuple[bool | None, str]:
    try:
        outcome: Outcome = one.run(place)
    except Skipped as why:
        return None, str(why)
    except Exception as error:  # whatever stops a trial, the others are tried
        return False, f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"
    return outcome.held, outcome.figure


WORDS = {True: "held", False: "DID NOT HOLD", None: "skipped"}
HEADERS = ("", "what was tried", "must hold", "what was seen", "", "s")


def line(result: Result, width: int) -> str:
    """`width`: that of the longest name."""
    one = result.trial
    return f"{one.code:<4} {one.name:<{width}}   {result.figure}   {WORDS[result.held]}   {result.seconds:.0f} s"


def summary(results: Sequence[Result]) -> str:
    tried = [result for result in results if result.held is not None]
    skipped = len(results) - len(tried)
    text = f"{sum(bool(result.held) for result in tried)} of {len(tried)} held"
    return f"{text}, {skipped} skipped" if skipped else text


def markdown(results: Sequence[Result]) -> str:
    rows = [HEADERS, ("---",) * len(HEADERS)]
    for result in results:
        one = result.trial
        word = f"**{WORDS[result.held]}**" if result.held is False else WORDS[result.held]
        rows.append((one.code, one.name, one.must, result.figure, word, f"{result.seconds:.0f}"))
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows) + "\n"

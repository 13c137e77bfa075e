"""How long a warm answer takes, reading included."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from statistics import median, quantiles

from evals.bench.figures import Figure, Skipped
from evals.bench.homes import Homes, label
from evals.cases import LANGUAGES
from evals.gold_file import load_cases
from evals.libraries import gold_path

PART = "warm"
LIMIT = 0.5  # seconds, of the middle one
QUESTIONS, WARM_UP = 100, 10


def measure(homes: Homes) -> list[Figure]:
    """Answers over the seeds and the fact sheets, in both languages by turns."""
    figures = []
    for name in ("seeds", "starter"):
        what = f"a warm answer, p50, {label(name)}"
        try:
            assistant = homes.assistant(name)
        except Skipped as reason:
            figures.append(Figure(PART, what, None, detail=f"skipped: {reason}"))
            continue
        questions = mixed(name, QUESTIONS + WARM_UP)
        homes.tell(f"timing {len(questions)} warm answers from {label(name)}")
        figures.append(figure(what, timed(assistant.ask, questions, WARM_UP)))
    return figures


def mixed(name: str, most: int) -> list[str]:
    """Questions in both languages by turns. The starter's own are few: the seeds' questions are of its matter too."""
    cases = [case for file in dict.fromkeys((name, "seeds")) for case in load_cases(gold_path(file))]
    alone = [case for case in cases if case.expected == "answered" and not case.before]
    return [case.question(language) for case in alone for language in LANGUAGES][:most]


def timed(
    ask: Callable[[str], object],
    questions: Sequence[str],
    warm_up: int,
    clock: Callable[[], float] = time.perf_counter,
) -> list[float]:
    """Seconds of each question; the first `warm_up` are not counted."""
    seconds = []
    for n, question in enumerate(questions):
        started = clock()
        ask(question)
        if n >= warm_up:
            seconds.append(clock() - started)
    return seconds


def figure(what: str, seconds: Sequence[float]) -> Figure:
    middle = median(seconds)
    slow = quantiles(seconds, n=20)[-1] if len(seconds) > 1 else middle
    return Figure(
        part=PART,
        name=what,
        value=middle,
        unit="seconds",
        target=LIMIT,
        at_most=True,
        detail=f"95 of 100 within {slow:.2f} s · {len(seconds)} questions",
        numbers={"p50": middle, "p95": slow, "questions": len(seconds)},
    )

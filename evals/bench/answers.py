"""Every gold question asked: are the quotations exact, are the answers right, and how long does it take to know?"""

from __future__ import annotations

from statistics import fmean

from evals.bench.figures import Figure, Skipped
from evals.bench.homes import Homes, label
from evals.bench.scored import figure, score_of
from evals.cases import LANGUAGES
from evals.libraries import asked
from evals.runs.folder import Run

PART = "answers"
QUESTIONS, SECONDS = 320, 90.0
GATE = 300.0


def measure(homes: Homes) -> list[Figure]:
    """What must hold of every answer, right answers by library, and what the evaluation itself costs."""
    figures: list[Figure] = []
    here = []
    for name in asked():
        try:
            homes.open(name)
        except Skipped as reason:
            figures.append(Figure(PART, f"right answers, {label(name)}", None, detail=f"skipped: {reason}"))
            continue
        here.append(name)
    run = homes.run("answers", *here)
    for name in here:
        figures += [_right(run, name, language) for language in LANGUAGES]
    return [*quotations(run), *figures, *_cost(homes, run, here)]


def quotations(run: Run) -> list[Figure]:
    """What must hold of every answer."""
    exact, bare = ([marks[metric] for marks in run.marks.values() if metric in marks] for metric in ("exact", "bare"))
    given = [row.answer for row in run.rows if row.answer is not None]
    statements = sum(len(answer.statements) for answer in given)
    quoted = sum(len(answer.citations) for answer in given)
    return [
        Figure(
            PART,
            "quotations that are exact runs of their document",
            fmean(exact) if exact else None,
            target=1.0,
            detail=f"{quoted} in {len(given)} answers",
            numbers={"quotations": quoted, "answers": len(given)},
        ),
        Figure(
            PART,
            "answers with a statement without a quotation",
            sum(bare),
            unit="count",
            target=0.0,
            at_most=True,
            detail=f"of {len(given)}, with {statements} statements",
            numbers={"statements": statements},
        ),
    ]


def _right(run: Run, name: str, language: str) -> Figure:
    """Right answers; beside them wrong refusals and answered unanswerables, always both."""
    found = figure(PART, f"right answers, {label(name)}, {language}", run, "right", name, language)
    refused, invented = (score_of(run, metric, name, language) for metric in ("wrong_refusal", "answered_unanswerable"))
    told = [f"wrong refusals {refused.value:.3f}"] if refused else []
    told += [f"unanswerables answered {invented.value:.3f} of {invented.n}"] if invented else []
    return Figure(
        PART, found.name, found.value, detail=" · ".join([*told, found.detail]), numbers=found.numbers,
        missed=found.missed,
    )  # fmt: skip


def _cost(homes: Homes, run: Run, names: list[str]) -> list[Figure]:
    """Seconds to evaluate, with the indexes built, and of the gate where nothing is built yet."""
    homes.run("retrieval", *names)
    asking = homes.seconds["run answers"] * QUESTIONS / len(run.rows)
    building = sum(seconds for what, seconds in homes.seconds.items() if what in {f"open {name}" for name in names})
    gate = building + homes.seconds["run answers"] + homes.seconds["run retrieval"]
    return [
        Figure(
            PART, f"evaluating {QUESTIONS} questions, indexes built", asking, unit="seconds", target=SECONDS,
            at_most=True, detail=f"{homes.seconds['run answers']:.1f} s for {len(run.rows)} questions, opening the"
            " indexes and scoring included", numbers={"questions": len(run.rows)},
        ),
        Figure(
            PART, "the gate, nothing built yet", gate, unit="seconds", target=GATE, at_most=True,
            detail=f"building {building:.1f} s, answers {homes.seconds['run answers']:.1f} s, retrieval"
            f" {homes.seconds['run retrieval']:.1f} s; the model's loading not included",
        ),
    ]  # fmt: skip

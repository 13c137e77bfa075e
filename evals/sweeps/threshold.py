"""From which support an answer is given, and from which one without a caution.

Every question is asked anew under each pair of thresholds, for the confidence that an answer tells does not say what
another threshold would have made of it: it is 0 wherever something rules an answer out. Both thresholds are moved
together and each is read off alone, since neither has a part in the other's outcome: one decides who is refused, the
other who gets an answer without a caution.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from assistant.assistant import Assistant
from assistant.reading.confidence import Thresholds
from evals.cases import Split
from evals.metrics.answers import GIVEN
from evals.runs.rows import Row
from evals.runs.scores import Marks
from evals.sweeps.asking import answer_all, outcomes
from evals.sweeps.ground import Ground
from evals.sweeps.measured import Measure, Setting, Sweep

SHIFTS = (-1.6, -1.2, -0.8, -0.4, 0.0, 0.4, 0.8, 1.2, 1.6)  # of support, which is a logit
CAUTIONED = (
    Measure("cost", "both added", least=True),
    Measure("wrong_refusal", "wrong refusals", least=True),
    Measure("wrongly_given", "unanswerables answered", least=True),
    Measure("answered_unanswerable", "of them about OGP", least=True),
    Measure("right", "right answers"),
)
WITHOUT = (
    Measure("plain_cost", "both added", least=True),
    Measure("not_plain", "answerables refused or cautioned", least=True),
    Measure("wrongly_plain", "unanswerables answered without caution", least=True),
)
# Each is the sum of two rates, of answerable and of all other questions.
COSTS = {"cost": ("wrong_refusal", "wrongly_given"), "plain_cost": ("not_plain", "wrongly_plain")}


def measure(ground: Ground, shifts: Sequence[float] = SHIFTS) -> list[Sweep]:
    """Two sweeps, one of each threshold. Errors: ValueError where 0, the default, is not among `shifts`."""
    now = Thresholds.load()
    given, plain = [], []
    for shift in shifts:
        limits = replace(now, answered=round(now.answered + shift, 6), partial=round(now.partial + shift, 6))
        marked: list[tuple[Row, Marks]] = []
        for library in ground.opened:
            ground.tell(f"thresholds {_name(limits.partial)} and {_name(limits.answered)}, {library.name}")
            searcher = library.assistant.searcher
            assistant = Assistant(library.folder, searcher, ground.bridge, reader=ground.reader, thresholds=limits)
            marked += [(row, _with_plain(row, marks)) for row, marks in answer_all(library, assistant)]
        found = tuple(outcomes(_with_costs(marked)))
        given.append(Setting(_name(limits.partial), found))
        plain.append(Setting(_name(limits.answered), found))
    return [
        Sweep("threshold", "Support for an answer with a caution", _name(now.partial), CAUTIONED, tuple(given)),
        Sweep("threshold", "Support for an answer without one", _name(now.answered), WITHOUT, tuple(plain)),
    ]


def _name(threshold: float) -> str:
    return f"{threshold:+.1f}"


def _with_plain(row: Row, marks: Marks) -> Marks:
    """With what both thresholds decide: is there an answer, and is there one without a caution?"""
    status = row.answer.status if row.answer else "not_found"
    plain, given = float(status == "answered"), float(status in GIVEN)
    if "wrong_refusal" in marks:
        return {**marks, "not_plain": 1 - plain}
    return {**marks, "wrongly_given": given, "wrongly_plain": plain}


def _with_costs(marked: Sequence[tuple[Row, Marks]]) -> list[tuple[Row, Marks]]:
    """With "cost" and "plain_cost", whose means over a half are the sums of its two rates. The rates count alike,
    however many questions of either sort there are: the gold's mix is not that of the people who ask."""
    numbers: Counter[tuple[Split, str]] = Counter()
    for row, marks in marked:
        numbers.update((row.split, mark) for pair in COSTS.values() for mark in pair if mark in marks)
    found: list[tuple[Row, Marks]] = []
    for row, marks in marked:
        costs: dict[str, float] = {}
        for name, pair in COSTS.items():
            total = sum(numbers[row.split, mark] for mark in pair)
            mark = next(mark for mark in pair if mark in marks)
            costs[name] = marks[mark] * total / numbers[row.split, mark]
        found.append((row, {**marks, **costs}))
    return found

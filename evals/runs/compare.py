"""What changed between two runs: question by question, and rate by rate with the interval of the difference.

`evals.reports.changes.as_text` tells it to a person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from evals.metrics.intervals import bootstrap_difference
from evals.runs.notes import Note, cited, notes
from evals.runs.run import Row, Run, dotted, settings
from evals.runs.scores import ALL

_FEWEST = 5  # questions that a clear change must rest on
Verdict = Literal["worse", "better", "same"]

# What is looked at when nobody says what, by suite.
DEFAULTS = {"answers": "right", "robustness": "right", "retrieval": "recall@5", "xquad": "recall@5"}
# Refusals are always told on both sides: those that should not be, and those that should have been.
REFUSALS = ("wrong_refusal", "answered_unanswerable", "answered_out_of_scope")
LOWER_IS_BETTER = frozenset({*REFUSALS, "forbidden", "bare", "words"})
# Runs that differ in one of these were not asked the same thing, or not under the same conditions.
_INCOMPARABLE = {
    "suite": "suite",
    "gold": "gold",
    "translat": "translator",
    "documents": "documents",
    "corpus": "documents",
    "judge": "judge",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One question in both runs. `before` and `after` are what its rows are worth by the metric compared, more
    being better (where less is, they are negative).

    `notes` say what became different in the answer, also where it is worth the same.
    """

    row: Row
    before: float
    after: float
    notes: tuple[Note, ...] = ()

    @property
    def verdict(self) -> Verdict:
        if abs(self.after - self.before) < 1e-9:
            return "same"
        return "better" if self.after > self.before else "worse"


@dataclass(frozen=True, slots=True)
class Shift:
    """A rate in both runs, over the `n` questions that both asked; `low` and `high` bound after minus before (95 %)."""

    metric: str
    system: str
    library: str
    language: str
    variant: str
    before: float
    after: float
    low: float
    high: float
    n: int

    @property
    def difference(self) -> float:
        return self.after - self.before

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out that nothing changed. Of a handful of questions none can be drawn."""
        return self.n >= _FEWEST and (self.low > 0 or self.high < 0)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`changes` in the order of their rows' keys; `only_before` and `only_after` name rows that the other run lacks, or
    where the metric applies in one run only. `warnings` say why the runs are hard to compare; `differences` hold
    (name, before, after) of every setting and fingerprint that differs."""

    metric: str
    changes: tuple[Change, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    shifts: tuple[Shift, ...]
    warnings: tuple[Note, ...]
    differences: tuple[tuple[str, str, str], ...]

    def of(self, verdict: Verdict) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.verdict == verdict)


def compare(before: Run, after: Run, metric: str | None = None) -> Comparison:
    """What is different in `after`. Without a `metric`, the one that says most of the suite (DEFAULTS).

    Questions are paired by system, library, case, language and variant; where each run has one system only, the two
    systems may be different ones.
    """
    about = settings(before), settings(after)
    metric = metric or DEFAULTS.get(str(about[1].get("suite", "")), "right")
    alone = all(len({row.system for row in run.rows}) == 1 for run in (before, after))
    old, new = ({_key(row, alone): row for row in run.rows} for run in (before, after))
    both = sorted(old.keys() & new.keys())
    changes = []
    unlike_before, unlike_after = [], []
    for key in both:
        first, second = _worth(before, old[key], metric), _worth(after, new[key], metric)
        if first is not None and second is not None:
            case = after.cases.get(new[key].case)
            marks = before.marks.get(old[key].key, {}), after.marks.get(new[key].key, {})
            changes.append(Change(new[key], first, second, (*notes(old[key], new[key], case), *cited(*marks))))
        elif first is not None:
            unlike_before.append(key)
        elif second is not None:
            unlike_after.append(key)
    differences = tuple(_differences(*about))
    return Comparison(
        metric=metric,
        changes=tuple(changes),
        only_before=tuple(sorted([*(old.keys() - new.keys()), *unlike_before])),
        only_after=tuple(sorted([*(new.keys() - old.keys()), *unlike_after])),
        shifts=tuple(_shifts(before, after, metric, [(old[key], new[key]) for key in both])),
        warnings=tuple(_warnings(metric, differences, bool(changes))),
        differences=differences,
    )


def _key(row: Row, alone: bool) -> str:
    return row.key.removeprefix(f"{row.system}/") if alone else row.key


def _worth(run: Run, row: Row, metric: str) -> float | None:
    """The mark, turned round where lower is better. A question that should be refused is right when it was."""
    marks = run.marks.get(row.key, {})
    if metric == "right" and metric not in marks and "right_refusal" in marks:
        return marks["right_refusal"]
    mark = marks.get(metric)
    return -mark if mark is not None and metric in LOWER_IS_BETTER else mark


def _shifts(before: Run, after: Run, metric: str, pairs: Sequence[tuple[Row, Row]]) -> Iterator[Shift]:
    metrics = dict.fromkeys((metric, *REFUSALS) if metric == "right" else (metric,))
    for name in metrics:
        groups: dict[tuple[str, str, str, str], list[tuple[float, float]]] = defaultdict(list)
        for old, new in pairs:
            first, second = (run.marks.get(row.key, {}).get(name) for run, row in ((before, old), (after, new)))
            if first is None or second is None:
                continue
            for library in (new.library, ALL):
                groups[new.system, library, new.language, new.variant].append((first, second))
        libraries = {library for _, library, _, _ in groups if library != ALL}
        for (system, library, language, variant), values in sorted(groups.items()):
            if library == ALL and len(libraries) < 2:
                continue
            firsts, seconds = [first for first, _ in values], [second for _, second in values]
            low, high = bootstrap_difference(seconds, firsts)
            means = sum(firsts) / len(values), sum(seconds) / len(values)
            yield Shift(name, system, library, language, variant, *means, low, high, len(values))


def _warnings(metric: str, differences: Sequence[tuple[str, str, str]], any_shared: bool) -> Iterator[Note]:
    for name, before, after in differences:
        kind = next((kind for part, kind in _INCOMPARABLE.items() if part in name.casefold()), None)
        # what only one run has is told by the questions that only it has
        if kind is not None and before and after:
            yield f"{kind}_differs", {"name": name, "before": before, "after": after}
    if not any_shared:
        yield "nothing_shared", {"metric": metric}


def _differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Names dotted, in alphabetical order; "" for what only one has. When a run started is no difference."""
    first, second = dict(dotted(before)), dict(dotted(after))
    for name in sorted(first.keys() | second.keys()):
        if name != "started" and first.get(name) != second.get(name):
            yield name, first.get(name, ""), second.get(name, "")

"""The runs that a report is of, as one: rates by suite, system, library, language, half, kind and variant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from evals.cases import LANGUAGES, Case
from evals.metrics.intervals import bootstrap_difference, interval
from evals.runs.baseline import Rate
from evals.runs.run import Row, Run, settings
from evals.runs.scores import ALL, GAP, Marks, Score

RETRIEVAL, ANSWERS, XQUAD, ROBUSTNESS = "retrieval", "answers", "xquad", "robustness"


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that a rate is over: those of all libraries, halves and kinds unless they are named, of the question as it
    was written unless a `variant` is. `language` may be GAP."""

    suite: str
    system: str
    language: str
    library: str = ALL
    split: str = ALL
    kind: str = ALL
    variant: str = ""

    def holds(self, row: Row) -> bool:
        return (
            row.system == self.system
            and row.language == self.language
            and row.variant == self.variant
            and self.library in (ALL, row.library)
            and self.split in (ALL, row.split)
            and self.kind in (ALL, row.kind)
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """A row with its marks, and its case where the run still knows it."""

    row: Row
    marks: Marks
    case: Case | None


class Material:
    """Several runs, of one suite or of many. What a later run says of a system and a library replaces what an earlier
    one of the same suite said of them."""

    def __init__(self, runs: Iterable[Run]) -> None:
        self.runs = tuple(runs)
        self._asked: dict[str, dict[tuple[str, str], list[Asked]]] = defaultdict(dict)
        self._scores: dict[tuple[Part, str], Score] = {}
        self._timing: dict[tuple[str, str, str, str], Mapping[str, Any]] = {}
        self._rates: dict[tuple[Part, str], Rate | None] = {}
        for run in self.runs:
            self._add(run)

    def _add(self, run: Run) -> None:
        about = settings(run)
        suite = str(about.get("suite", ""))
        here: dict[tuple[str, str], list[Asked]] = defaultdict(list)
        for row in run.rows:
            here[row.system, row.library].append(Asked(row, run.marks.get(row.key, {}), run.cases.get(row.case)))
        # a system of which another run asked other libraries: what either scored over all its libraries is not all
        split = {system for system, library in self._asked[suite] if (system, library) not in here}
        split &= {system for system, _ in here}
        self._scores = {
            (of, metric): score
            for (of, metric), score in self._scores.items()
            if of.suite != suite or not ((of.system, of.library) in here or (of.library == ALL and of.system in split))
        }
        for score in run.scores:
            if score.library != ALL or score.system not in split:
                of = Part(suite, score.system, score.language, score.library, score.split, score.kind, score.variant)
                self._scores[of, score.metric] = score
        # the order of the configuration is the order of the page
        order = [str(name) for name in about.get("systems", ())]
        for place in sorted(here, key=lambda place: order.index(place[0]) if place[0] in order else len(order)):
            self._asked[suite][place] = here[place]
        for timing in run.timing:
            self._timing[suite, str(timing["system"]), str(timing["library"]), str(timing["language"])] = timing

    def asked(self, suite: str, system: str | None = None, library: str = ALL) -> list[Asked]:
        """In the order of the runs; of that system and library, or of all."""
        return [
            asked
            for (asked_of, within), found in self._asked.get(suite, {}).items()
            if system in (None, asked_of) and library in (ALL, within)
            for asked in found
        ]

    def suites(self) -> tuple[str, ...]:
        return tuple(suite for suite, places in self._asked.items() if places)

    def systems(self, *suites: str) -> tuple[str, ...]:
        """Those that any of the suites asked, in the order they were asked."""
        return tuple(dict.fromkeys(system for suite in suites for system, _ in self._asked.get(suite, {})))

    def libraries(self, suite: str, system: str | None = None) -> tuple[str, ...]:
        places = self._asked.get(suite, {})
        return tuple(dict.fromkeys(library for of, library in places if system in (None, of)))

    def metrics(self, suite: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(metric for asked in self.asked(suite) for metric in asked.marks))

    def timing(self, suite: str) -> list[Mapping[str, Any]]:
        return [timing for key, timing in self._timing.items() if key[0] == suite]

    def rate(self, metric: str, of: Part) -> Rate | None:
        """As the run scored it; what no run scored is the mean of the marks. None where the metric applies to none of
        these rows."""
        if score := self._scores.get((of, metric)):
            return Rate(score.value, score.low, score.high, score.n)
        if (of, metric) not in self._rates:
            self._rates[of, metric] = self._computed(metric, of)
        return self._rates[of, metric]

    def median(self, metric: str, of: Part) -> float | None:
        """None where there are no marks."""
        values = self._values(metric, of)
        return median(values.values()) if values else None

    def _values(self, metric: str, of: Part) -> dict[tuple[str, str], float]:
        """The marks behind a rate, by library and case."""
        return {
            (one.row.library, one.row.case): one.marks[metric]
            for one in self.asked(of.suite, of.system, of.library)
            if metric in one.marks and of.holds(one.row)
        }

    def _computed(self, metric: str, of: Part) -> Rate | None:
        if of.language == GAP:
            first, second = (self._values(metric, replace(of, language=code)) for code in LANGUAGES)
            both = [key for key in first if key in second]
            if not both:
                return None
            pairs = [first[key] for key in both], [second[key] for key in both]
            return Rate(sum(pairs[0]) / len(both) - sum(pairs[1]) / len(both), *bootstrap_difference(*pairs), len(both))
        values = list(self._values(metric, of).values())
        return Rate(sum(values) / len(values), *interval(values), len(values)) if values else None


def conditions(material: Material) -> str:
    """What the runs have in common, each once."""
    found: dict[str, str] = {}
    for run in material.runs:
        about = settings(run)
        found |= {str(name): str(value) for name, value in about.get("conditions", {}).items()}
    return "; ".join(f"{name}: {value}" for name, value in found.items())

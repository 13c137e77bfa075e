"""What rows are worth: a mark is one row's value of one metric, a score the mean of many marks, with its interval, by
system, library, language, half, kind and variant."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from statistics import fmean
from typing import Any

from evals.cases import LANGUAGES, Case, Language
from evals.metrics.intervals import bootstrap_difference, interval, median, p95
from evals.runs.run import Row

# What a row is worth, by metric. A metric that does not apply to the row is not there.
Marks = Mapping[str, float]

ALL = "all"


@dataclass(frozen=True, slots=True)
class Score:
    """The mean of one metric over the rows that `system` … `variant` name; `ALL` where all of them count.

    `low` and `high` bound the mean by 95 % (bootstrap over questions), `n` is how many rows it is the mean of. The gap
    between the languages has the language "gap": Spanish minus English, over the questions that have both. The variant
    "" is the question as it was written.
    """

    suite: str
    system: str
    library: str
    language: str
    split: str
    kind: str
    variant: str
    metric: str
    value: float
    low: float
    high: float
    n: int


GAP = "gap"  # the "language" of Spanish minus English


def scores_of(
    suite: str, rows: Sequence[Row], marks: Mapping[str, Marks], group: Callable[[str], str]
) -> tuple[Score, ...]:
    """Every score of a run. `group` names, for a case id, what is drawn together for the intervals."""
    return tuple(score for system in _values(rows, "system") for score in _of_system(suite, system, rows, marks, group))


def groups_of(cases: Mapping[str, Case], group: Callable[[Case], str]) -> Callable[[str], str]:
    named = {id_: group(case) for id_, case in cases.items()}
    return named.__getitem__


def timing_of(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Median and 95th percentile of the seconds, by system, library and language; rows that failed do not count."""
    found = []
    for system, library, language in product(*(_values(rows, name) for name in ("system", "library", "language"))):
        seconds = [
            row.seconds
            for row in rows
            if (row.system, row.library, row.language) == (system, library, language) and row.error is None
        ]
        if seconds:
            found.append(
                {
                    "system": system,
                    "library": library,
                    "language": language,
                    "median": round(median(seconds), 5),
                    "p95": round(p95(seconds), 5),
                    "n": len(seconds),
                }
            )
    return found


def _of_system(
    suite: str, system: str, rows: Sequence[Row], marks: Mapping[str, Marks], group: Callable[[str], str]
) -> Iterator[Score]:
    mine = [row for row in rows if row.system == system]
    for library, split, kind, variant in _slices(mine):
        chosen = [
            row
            for row in mine
            if library in (ALL, row.library)
            and split in (ALL, row.split)
            and kind in (ALL, row.kind)
            and variant in (ALL, row.variant)
        ]
        for metric in _metrics(chosen, marks):
            named = [(row, marks[row.key][metric]) for row in chosen if metric in marks[row.key]]
            of = {code: [(r, m) for r, m in named if r.language == code] for code in LANGUAGES}
            for language, part in ((ALL, named), *of.items()):
                if part and (language != ALL or all(of.values())):
                    values = [mark for _, mark in part]
                    low, high = interval(values, [group(row.case) for row, _ in part])
                    yield Score(
                        suite,
                        system,
                        library,
                        language,
                        split,
                        kind,
                        variant,
                        metric,
                        fmean(values),
                        low,
                        high,
                        len(part),
                    )
            if kind == ALL and (gap := _gap(of, group)) is not None:
                yield Score(suite, system, library, GAP, split, kind, variant, metric, *gap)


def _gap(
    of: Mapping[Language, Sequence[tuple[Row, float]]], group: Callable[[str], str]
) -> tuple[float, float, float, int] | None:
    """Spanish minus English over the cases that have the metric in both; None where there are none."""
    spanish, english = ({(row.case, row.variant): mark for row, mark in of[language]} for language in LANGUAGES)
    both = [key for key in spanish if key in english]
    if not both:
        return None
    first, second = [spanish[key] for key in both], [english[key] for key in both]
    low, high = bootstrap_difference(first, second, [group(case) for case, _ in both])
    return fmean(first) - fmean(second), low, high, len(both)


def _slices(rows: Sequence[Row]) -> Iterator[tuple[str, str, str, str]]:
    """Library, half, kind and variant of each set of rows that is scored."""
    libraries, splits, kinds, variants = (_values(rows, name) for name in ("library", "split", "kind", "variant"))
    for variant in (ALL, *variants) if len(variants) > 1 else variants:
        yield from ((library, split, ALL, variant) for library in (ALL, *libraries) for split in (ALL, *splits))
        yield from ((ALL, split, kind, variant) for kind in kinds for split in (ALL, *splits))


def _values(rows: Sequence[Row], name: str) -> list[str]:
    """The values of that field, in the order in which they come."""
    return list(dict.fromkeys(getattr(row, name) for row in rows))


def _metrics(rows: Sequence[Row], marks: Mapping[str, Marks]) -> list[str]:
    return list(dict.fromkeys(metric for row in rows for metric in marks[row.key]))

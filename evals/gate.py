"""The committed scores, and whether a run still reaches them.

`baseline.toml` holds, of the local assistant, the rates of every library and language with their intervals, and which
questions were right. A rate that fell by more than its interval fails; the questions that became wrong are named.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.errors import BaselineUnlike
from evals.runs.folder import Run
from evals.runs.scores import ALL, Score

BASELINE = Path(__file__).parent / "baseline.toml"
SUITES = ("answers", "retrieval")
# What is gated, by suite; of those that end in "-" less is better. The first one says which questions were right.
GATED: Mapping[str, tuple[str, ...]] = {
    "answers": (
        "right",
        "found_and_said",
        "exact",
        "language",
        "citation_recall",
        "bare-",
        "forbidden-",
        "wrong_refusal-",
        "answered_unanswerable-",
        "answered_out_of_scope-",
    ),
    "retrieval": ("recall@5", "complete@5", "rr@20"),
}
# Without these being equal, scores cannot be compared.
CONDITIONS = ("embedder", "translator")
_ROUNDING = 5e-5  # the file keeps four decimals


@dataclass(frozen=True, slots=True)
class Rate:
    """A committed rate, or one measured now."""

    value: float
    low: float
    high: float
    n: int


# suite/library/language/metric
Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Baseline:
    """`right` holds the ids of the questions that were right, by suite, library and language."""

    conditions: Mapping[str, str]
    rates: Mapping[Key, Rate]
    right: Mapping[tuple[str, str, str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One committed rate beside today's; `now` is None where the library could not be asked."""

    key: Key
    before: Rate
    now: Rate | None
    less_is_better: bool

    @property
    def fell(self) -> bool:
        """By more than its interval."""
        if self.now is None:
            return False
        if self.less_is_better:
            return self.now.value > self.before.high + _ROUNDING
        return self.now.value < self.before.low - _ROUNDING

    @property
    def worse(self) -> bool:
        """By anything at all."""
        if self.now is None or abs(self.now.value - self.before.value) <= _ROUNDING:
            return False
        return (self.now.value > self.before.value) == self.less_is_better


@dataclass(frozen=True, slots=True)
class Judgement:
    """`lost` and `won` are the questions that were right and are not, and the other way round; `uncommitted` are rates
    that were measured and that nothing holds to."""

    verdicts: tuple[Verdict, ...]
    lost: Mapping[tuple[str, str, str], tuple[str, ...]]
    won: Mapping[tuple[str, str, str], tuple[str, ...]]
    uncommitted: tuple[Key, ...] = ()

    @property
    def passed(self) -> bool:
        return not any(verdict.fell for verdict in self.verdicts)


def measured(runs: Iterable[Run]) -> Baseline:
    """What runs of the assistant amount to, as it would be committed."""
    conditions: dict[str, str] = {}
    rates: dict[Key, Rate] = {}
    right: dict[tuple[str, str, str], set[str]] = {}
    for run in runs:
        suite = run.configuration.options.suite
        conditions |= {name: run.configuration.conditions[name] for name in CONDITIONS}
        rates |= {(suite, s.library, s.language, s.metric): _rate(s) for s in run.scores if _is_gated(s)}
        first = GATED[suite][0]
        for row in run.rows:
            if (mark := run.marks[row.key].get(first)) is not None:
                ids = right.setdefault((suite, row.library, row.language), set())
                if mark == 1.0:
                    ids.add(row.case)
    return Baseline(conditions, rates, {key: frozenset(ids) for key, ids in right.items()})


def judge(baseline: Baseline, now: Baseline) -> Judgement:
    """Errors: BaselineUnlike where the conditions differ."""
    for name, value in baseline.conditions.items():
        if now.conditions.get(name) != value:
            raise BaselineUnlike(measured=f"{name}: {value}", here=f"{name}: {now.conditions.get(name)}")
    verdicts = [
        Verdict(key, before, now.rates.get(key), f"{key[3]}-" in GATED[key[0]])
        for key, before in baseline.rates.items()
    ]
    both = [key for key in baseline.right if key in now.right]
    return Judgement(
        tuple(verdicts),
        {key: gone for key in both if (gone := tuple(sorted(baseline.right[key] - now.right[key])))},
        {key: new for key in both if (new := tuple(sorted(now.right[key] - baseline.right[key])))},
        tuple(key for key in now.rates if key not in baseline.rates),
    )


def read_baseline(path: Path = BASELINE) -> Baseline:
    """Errors: OSError, ValueError or KeyError for what is no baseline."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Baseline(
        conditions=data["conditions"],
        rates={_key(name): Rate(*values) for name, values in data["rates"].items()},
        right={(*_three(name),): frozenset(ids) for name, ids in data["right"].items()},
    )


def write_baseline(baseline: Baseline, path: Path = BASELINE) -> None:
    lines = [
        "# The scores that `ogp evals gate` holds the assistant to, written by `ogp evals gate --update`.",
        "# suite/library/language/metric = [value, low, high, questions]; low and high bound it by 95 %.",
        "",
        *_section("conditions", baseline.conditions),
        *_section(
            "rates",
            {
                "/".join(k): [round(r.value, 4), round(r.low, 4), round(r.high, 4), r.n]
                for k, r in baseline.rates.items()
            },
        ),
        "# The questions that were right.",
        *_section("right", {"/".join(key): sorted(ids) for key, ids in baseline.right.items()}),
    ]
    path.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


def _is_gated(score: Score) -> bool:
    if score.split != ALL or score.kind != ALL or score.variant or score.language in (ALL, "gap"):
        return False
    names = GATED.get(score.suite, ())
    return score.library != ALL and (score.metric in names or f"{score.metric}-" in names)


def _rate(score: Score) -> Rate:
    return Rate(score.value, score.low, score.high, score.n)


def _key(name: str) -> Key:
    suite, library, language, metric = name.split("/")
    return suite, library, language, metric


def _three(name: str) -> tuple[str, str, str]:
    suite, library, language = name.split("/")
    return suite, library, language


def _section(name: str, values: Mapping[str, Any]) -> Sequence[str]:
    """A TOML table: JSON's strings, numbers and arrays are TOML's too."""
    return [f"[{name}]", *(f"{json.dumps(key)} = {json.dumps(value)}" for key, value in values.items()), ""]

"""Does the local assistant still reach the committed scores?

It does not when a rate fell by more than its interval, in one library or in all together; when more questions were lost
than chance explains; or when something that was measured before is not measured any more though it could be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evals.errors import BaselineUnlike
from evals.metrics.intervals import bootstrap_difference
from evals.runs.baseline import Baseline, Key, Place, Rate
from evals.runs.scores import ALL, Score
from evals.runs.store import Run

SUITES = ("answers", "retrieval")
# What is gated, by suite; of those that end in "-" less is better.
GATED: Mapping[str, tuple[str, ...]] = {
    "answers": (
        *("right", "found_and_said", "exact", "language", "citation_recall", "bare-", "forbidden-"),
        *("wrong_refusal-", "answered_unanswerable-", "answered_out_of_scope-"),
    ),
    "retrieval": ("recall@5", "complete@5", "rr@20"),
}
# Which questions were right: the first of these marks that a row has.
RIGHT = ("right", "right_refusal", "recall@5")
# These may not fall at all, whatever their interval.
NEVER = ("exact", "bare")
# Without these being equal, scores cannot be compared.
CONDITIONS = ("embedder fingerprint", "translator")
_ROUNDING = 5e-5  # the file keeps four decimals


@dataclass(frozen=True, slots=True)
class Verdict:
    """One committed rate beside today's; `now` is None where it was not measured, `excused` where it could not be.

    `cases` are the questions that count against it today.
    """

    key: Key
    before: Rate
    now: Rate | None
    less_is_better: bool
    excused: bool = False
    cases: tuple[str, ...] = ()

    @property
    def fell(self) -> bool:
        """By more than its interval; where it may not fall, at all. What is gone though it could be measured fell."""
        if self.now is None:
            return not self.excused
        if self.key[3] in NEVER:
            return self.worse
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
class Lost:
    """The questions that were right and are not (`lost`), and the other way round (`won`), of one suite and language.

    `low` and `high` bound the change of the share of right questions by 95 %, over the `n` that both asked.
    """

    suite: str
    language: str
    lost: tuple[str, ...]
    won: tuple[str, ...]
    low: float
    high: float
    n: int

    @property
    def fell(self) -> bool:
        """More were lost than chance explains."""
        return self.high < 0


@dataclass(frozen=True, slots=True)
class Judgement:
    """`uncommitted` are rates that were measured and that nothing holds to."""

    verdicts: tuple[Verdict, ...]
    questions: tuple[Lost, ...]
    uncommitted: tuple[Key, ...] = ()

    @property
    def passed(self) -> bool:
        measured = any(verdict.now is not None for verdict in self.verdicts)
        return measured and not (any(v.fell for v in self.verdicts) or any(q.fell for q in self.questions))


def measured(runs: Iterable[Run]) -> Baseline:
    """What runs of the assistant amount to, as it would be committed. Pooled rates are left out where a library is."""
    conditions: dict[str, str] = {}
    rates: dict[Key, Rate] = {}
    right: dict[Place, set[str]] = {}
    asked: dict[Place, set[str]] = {}
    bad: dict[Key, set[str]] = {}
    absent: set[str] = set()
    for run in runs:
        about = run.configuration
        suite = about.options.suite
        absent |= about.absent.keys()
        conditions |= {name: about.conditions[name] for name in CONDITIONS}
        conditions |= {name: value for name, value in about.fingerprints.items() if name.startswith("gold of ")}
        rates |= {
            (suite, s.library, s.language, s.metric): Rate(s.value, s.low, s.high, s.n)
            for s in run.scores
            if _is_gated(s) and not (s.library == ALL and about.absent)
        }
        for row in run.rows:
            marks = run.marks[row.key]
            place = (suite, row.library, row.language)
            asked.setdefault(place, set()).add(row.case)
            right.setdefault(place, set())
            if next((marks[name] for name in RIGHT if name in marks), 0.0) == 1.0:
                right[place].add(row.case)
            for metric, less in _metrics(suite):
                if metric in marks and marks[metric] != (0.0 if less else 1.0):
                    for library in (row.library, ALL):
                        bad.setdefault((suite, library, row.language, metric), set()).add(row.case)
    return Baseline(
        conditions,
        rates,
        {place: frozenset(ids) for place, ids in right.items()},
        {place: frozenset(ids) for place, ids in asked.items()},
        {key: tuple(sorted(ids)) for key, ids in bad.items()},
        frozenset(absent),
    )


def judge(baseline: Baseline, now: Baseline) -> Judgement:
    """Errors: BaselineUnlike where the conditions differ."""
    for name, value in baseline.conditions.items():
        if name.removeprefix("gold of ") not in now.absent and now.conditions.get(name) != value:
            raise BaselineUnlike(measured=f"{name}: {value}", here=f"{name}: {now.conditions.get(name)}")
    verdicts = [
        Verdict(
            key,
            before,
            now.rates.get(key),
            f"{key[3]}-" in GATED[key[0]],
            excused=key[1] in now.absent or (key[1] == ALL and bool(now.absent)),
            cases=now.bad.get(key, ()),
        )
        for key, before in baseline.rates.items()
    ]
    pairs = dict.fromkeys((suite, language) for suite, _, language in baseline.right)
    return Judgement(
        tuple(verdicts),
        tuple(_changed(baseline, now, suite, language) for suite, language in pairs),
        tuple(key for key in now.rates if key not in baseline.rates),
    )


def _changed(baseline: Baseline, now: Baseline, suite: str, language: str) -> Lost:
    before: list[float] = []
    after: list[float] = []
    lost: list[str] = []
    won: list[str] = []
    for place, ids in baseline.right.items():
        if place[0] != suite or place[2] != language:
            continue
        # what is gone from the questions is told by the fingerprint of the gold
        for case in sorted(now.asked.get(place, frozenset())):
            was, is_now = case in ids, case in now.right[place]
            before.append(float(was))
            after.append(float(is_now))
            lost += [case] if was and not is_now else []
            won += [case] if is_now and not was else []
    low, high = bootstrap_difference(after, before) if before else (0.0, 0.0)
    return Lost(suite, language, tuple(lost), tuple(won), low, high, len(before))


def _metrics(suite: str) -> list[tuple[str, bool]]:
    """What is gated of a suite, and whether less of it is better."""
    return [(name.removesuffix("-"), name.endswith("-")) for name in GATED.get(suite, ())]


def _is_gated(score: Score) -> bool:
    if score.split != ALL or score.kind != ALL or score.variant or score.language in (ALL, "gap"):
        return False
    return score.metric in {metric for metric, _ in _metrics(score.suite)}

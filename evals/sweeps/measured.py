"""Outcomes under each setting of a default, and what the development half would choose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from evals.cases import Language, Split
from evals.metrics.intervals import bootstrap, bootstrap_difference
from evals.runs.scores import Marks


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question under one setting. `case` is an id that no other library uses."""

    case: str
    language: Language
    split: Split
    marks: Marks


@dataclass(frozen=True, slots=True)
class Setting:
    """One value that was tried. `passages` counts those of all libraries where the setting decides it."""

    name: str
    outcomes: tuple[Outcome, ...]
    passages: int | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A mark and what it is called in a table; `least` where less is better."""

    mark: str
    label: str
    least: bool = False


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of a mark, or a difference of two means, with its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def holds_zero(self) -> bool:
        return self.low <= 0 <= self.high


@dataclass(frozen=True, slots=True)
class Sweep:
    """The settings of one default. `stands` names the one that is the default now; the first of `measures` decides,
    the others, in their order, only between equals. Errors: ValueError where the default was not measured."""

    name: str
    title: str
    stands: str
    measures: tuple[Measure, ...]
    settings: tuple[Setting, ...]

    def __post_init__(self) -> None:
        if self.stands not in {setting.name for setting in self.settings}:
            raise ValueError(f"{self.name} was not measured at {self.stands}, its default")

    @property
    def decisive(self) -> Measure:
        return self.measures[0]

    def setting(self, name: str) -> Setting:
        return next(setting for setting in self.settings if setting.name == name)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the development half would choose; `gain` is how much higher its deciding mean is there than the default's
    (less than 0 where less is better)."""

    setting: str
    gain: Mean

    @property
    def is_clear(self) -> bool:
        """Whether it differs from the default by more than chance explains."""
        return not self.gain.holds_zero


def mean(setting: Setting, mark: str, split: Split) -> Mean | None:
    """None where no question of that half has the mark."""
    chosen = _with(setting, mark, split)
    if not chosen:
        return None
    values = [outcome.marks[mark] for outcome in chosen]
    return Mean(fmean(values), *bootstrap(values, [outcome.case for outcome in chosen]))


def difference(sweep: Sweep, setting: Setting, mark: str, split: Split) -> Mean | None:
    """The setting's mean minus the default's over the same questions; None as for `mean`."""
    default = {_key(outcome): outcome.marks[mark] for outcome in _with(sweep.setting(sweep.stands), mark, split)}
    both = [outcome for outcome in _with(setting, mark, split) if _key(outcome) in default]
    if not both:
        return None
    first = [outcome.marks[mark] for outcome in both]
    second = [default[_key(outcome)] for outcome in both]
    low, high = bootstrap_difference(first, second, [outcome.case for outcome in both])
    return Mean(fmean(first) - fmean(second), low, high)


def choose(sweep: Sweep) -> Choice | None:
    """The best setting on the development half; of equals the default, else the first. None without such questions."""
    if not _with(sweep.setting(sweep.stands), sweep.decisive.mark, "dev"):
        return None
    best = min(sweep.settings, key=lambda setting: (*_rank(setting, sweep.measures), setting.name != sweep.stands))
    gain = difference(sweep, best, sweep.decisive.mark, "dev")
    assert gain is not None  # settings are measured on the same questions
    return Choice(best.name, gain)


def _rank(setting: Setting, measures: Sequence[Measure]) -> list[float]:
    """The means on the development half, the best ones smallest."""
    ranked = []
    for measure in measures:
        values = [outcome.marks[measure.mark] for outcome in _with(setting, measure.mark, "dev")]
        # Rounded, so that means which differ only in their last bits are equal.
        value = round(fmean(values), 12) if values else 0.0
        ranked.append(value if measure.least else -value)
    return ranked


def _with(setting: Setting, mark: str, split: Split) -> list[Outcome]:
    return [outcome for outcome in setting.outcomes if outcome.split == split and mark in outcome.marks]


def _key(outcome: Outcome) -> tuple[str, Language]:
    return outcome.case, outcome.language

"""Outcomes under each setting of a default, what the development half would choose, and that as figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from evals.cases import Language, Split
from evals.metrics.intervals import bootstrap, bootstrap_difference
from evals.runs.scores import Marks
from evals.suites.figures import Figure


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

    def of(self, mark: str, split: Split) -> list[Outcome]:
        """The outcomes of that half that have the mark."""
        return [outcome for outcome in self.outcomes if outcome.split == split and mark in outcome.marks]


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
    stands: str
    measures: tuple[Measure, ...]
    settings: tuple[Setting, ...]

    def __post_init__(self) -> None:
        if self.stands not in {setting.name for setting in self.settings}:
            raise ValueError(f"{self.name} was not measured at {self.stands}, its default")

    def setting(self, name: str) -> Setting:
        return next(setting for setting in self.settings if setting.name == name)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the development half would choose; `gain` is how much higher its deciding mean is there than the default's
    (less than 0 where less is better). `is_clear`: it differs from the default by more than chance explains."""

    setting: str
    gain: Mean

    @property
    def is_clear(self) -> bool:
        return not self.gain.holds_zero


def mean(setting: Setting, mark: str, split: Split) -> Mean | None:
    """None where no question of that half has the mark."""
    chosen = setting.of(mark, split)
    if not chosen:
        return None
    values = [outcome.marks[mark] for outcome in chosen]
    return Mean(fmean(values), *bootstrap(values, [outcome.case for outcome in chosen]))


def difference(sweep: Sweep, setting: Setting, mark: str, split: Split) -> Mean | None:
    """The setting's mean minus the default's over the same questions; None as for `mean`."""
    default = {(o.case, o.language): o.marks[mark] for o in sweep.setting(sweep.stands).of(mark, split)}
    both = [outcome for outcome in setting.of(mark, split) if (outcome.case, outcome.language) in default]
    if not both:
        return None
    first = [outcome.marks[mark] for outcome in both]
    second = [default[outcome.case, outcome.language] for outcome in both]
    low, high = bootstrap_difference(first, second, [outcome.case for outcome in both])
    return Mean(fmean(first) - fmean(second), low, high)


def choose(sweep: Sweep) -> Choice | None:
    """The best setting on the development half; of equals the default, else the first. None without such questions."""
    decisive = sweep.measures[0].mark
    if not sweep.setting(sweep.stands).of(decisive, "dev"):
        return None
    best = min(sweep.settings, key=lambda setting: (*_rank(setting, sweep.measures), setting.name != sweep.stands))
    gain = difference(sweep, best, decisive, "dev")
    assert gain is not None  # settings are measured on the same questions
    return Choice(best.name, gain)


def figures(sweep: Sweep) -> Iterator[Figure]:
    """A row for each setting and measure: the mean of the development half, beside it that of the rest and how either
    differs from the default's; at last what the development half would choose."""
    for setting in sweep.settings:
        stands = setting.name == sweep.stands
        for measure in sweep.measures:
            dev, rest = mean(setting, measure.mark, "dev"), mean(setting, measure.mark, "test")
            told = [f"test {_shown(rest)}"]
            if not stands:
                gains = (difference(sweep, setting, measure.mark, split) for split in ("dev", "test"))
                told.append("against the default: dev {}, test {}".format(*map(_signed, gains)))
            told += [f"{setting.passages} passages"] if setting.passages is not None else []
            name = f"{setting.name}{' (default)' if stands else ''}: {measure.label}"
            yield Figure(sweep.name, name, dev.value if dev else None, detail=" · ".join(told))
    yield Figure(sweep.name, "what the development half would choose", None, detail=verdict(sweep))


def verdict(sweep: Sweep) -> str:
    """What the development half would choose, and how that fares on the rest, as one line."""
    choice = choose(sweep)
    if choice is None:
        return "there are no development questions here to choose by"
    if choice.setting == sweep.stands:
        return f"{sweep.stands}, the default"
    told = "more than chance explains" if choice.is_clear else "no more than chance explains"
    on_rest = difference(sweep, sweep.setting(choice.setting), sweep.measures[0].mark, "test")
    return f"{choice.setting}, by {_signed(choice.gain)}, {told}; on test {_signed(on_rest)}"


def _rank(setting: Setting, measures: Sequence[Measure]) -> list[float]:
    """The means on the development half, the best ones smallest."""
    ranked = []
    for measure in measures:
        values = [outcome.marks[measure.mark] for outcome in setting.of(measure.mark, "dev")]
        # Rounded, so that means which differ only in their last bits are equal.
        value = round(fmean(values), 12) if values else 0.0
        ranked.append(value if measure.least else -value)
    return ranked


def _shown(value: Mean | None) -> str:
    return "none" if value is None else f"{value.value:.3f} ({value.low:.3f} to {value.high:.3f})"


def _signed(value: Mean | None) -> str:
    return "none" if value is None else f"{value.value:+.3f} ({value.low:+.3f} to {value.high:+.3f})"

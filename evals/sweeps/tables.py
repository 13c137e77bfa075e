"""The sweeps as Markdown, which a terminal shows as well."""

from __future__ import annotations

from collections.abc import Sequence

from evals.cases import SPLITS
from evals.sweeps.measured import Mean, Sweep, choose, difference, mean


def markdown(sweeps: Sequence[Sweep]) -> str:
    """One section for each sweep; two rates in a cell are those of the development and of the test half."""
    return "\n".join(_section(sweep) for sweep in sweeps)


def verdict(sweep: Sweep) -> str:
    """What the development half would choose, and how that fares on the rest, as one line."""
    choice = choose(sweep)
    if choice is None:
        return "There are no development questions here to choose by."
    mark, label = sweep.decisive.mark, sweep.decisive.label
    default = mean(sweep.setting(sweep.stands), mark, "dev")
    rest = mean(sweep.setting(sweep.stands), mark, "test")
    now = f"{label}: dev {_shown(default)}, test {_shown(rest)}"
    if choice.setting == sweep.stands:
        return f"Dev chooses {sweep.stands}, the default ({now})."
    told = "more than chance explains" if choice.is_clear else "no more than chance explains"
    on_rest = difference(sweep, sweep.setting(choice.setting), mark, "test")
    return (
        f"Dev chooses {choice.setting}, by {_signed(choice.gain)}, {told}; on test {_signed(on_rest)}. "
        f"Default {sweep.stands} ({now})."
    )


def _section(sweep: Sweep) -> str:
    mark = sweep.decisive.mark
    counted = any(setting.passages is not None for setting in sweep.settings)
    headers = [sweep.name, *(["passages"] if counted else [])]
    headers += [measure.label for measure in sweep.measures]
    headers += [f"{sweep.decisive.label} against the default, {split} (95 %)" for split in SPLITS]
    rows = [headers, ["---", *["--:"] * (len(headers) - 1)]]
    for setting in sweep.settings:
        row = [f"**{setting.name}**" if setting.name == sweep.stands else setting.name]
        row += [f"{setting.passages}"] if counted else []
        row += [" / ".join(_rate(mean(setting, m.mark, split)) for split in SPLITS) for m in sweep.measures]
        other = setting.name != sweep.stands
        row += [_signed(difference(sweep, setting, mark, split)) if other else "" for split in SPLITS]
        rows.append(row)
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"### {sweep.title}\n\n{table}\n\n{verdict(sweep)}\n"


def _rate(value: Mean | None) -> str:
    return "none" if value is None else f"{value.value:.3f}"


def _shown(value: Mean | None) -> str:
    return "none" if value is None else f"{value.value:.3f} ({value.low:.3f} to {value.high:.3f})"


def _signed(value: Mean | None) -> str:
    return "none" if value is None else f"{value.value:+.3f} ({value.low:+.3f} to {value.high:+.3f})"

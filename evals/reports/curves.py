"""Charts of what depends on a setting: places against k, refusals against the threshold, truth against confidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from evals.metrics.calibration import Bin, Point
from evals.reports.charts import SHARES, Line, off
from evals.reports.draw import INK, Chart, Drawing, above, refusal_colour
from evals.reports.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SIZE = (4.6, 3.1)  # inches


def recall(name: str, title: str, lines: Sequence[Line], words: Words) -> Drawing:
    """Rates by k. Its axis is stretched where it matters, at the first places."""
    from matplotlib.ticker import NullLocator

    ks = sorted({k for line in lines for k in line.rates})
    said = [f"{line.name}, k {k}: {words.percent(line.rates[k].value)}" for line in lines for k in sorted(line.rates)]
    drawn = Chart(name, title, _SIZE, said, words)
    with drawn as axes:
        axes.set_xscale("log")
        for n, line in enumerate(lines):
            # a little apart, so that the intervals of one k do not hide each other
            apart = 1.0 + 0.035 * (n - (len(lines) - 1) / 2)
            found = [line.rates[k] for k in sorted(line.rates)]
            look: dict[str, Any] = {"color": line.look.colour, "marker": line.look.marker, "linestyle": line.look.line}
            sizes: dict[str, Any] = {"linewidth": 1.8, "markersize": 5.5, "elinewidth": 1, "capsize": 2}
            values = [rate.value for rate in found]
            at = [k * apart for k in sorted(line.rates)]
            axes.errorbar(at, values, yerr=off(found), label=line.name, **look, **sizes)
        axes.set_xticks(ks, [str(k) for k in ks])
        axes.xaxis.set_minor_locator(NullLocator())
        axes.set_xlabel(words("plots.k"))
        _shares(axes, words, (-0.02, 1.03), "y")
        axes.legend(loc="lower right")
    return drawn.drawing


def refusals(name: str, title: str, points: Sequence[Point], in_use: float | None, words: Words) -> Drawing:
    """Both ways of going wrong at each threshold; `in_use` marks the one that the answers were given by."""
    sides = {
        "wrong_refusal": ([point.wrong_refusals for point in points], "-"),
        "answered_unanswerable": ([point.answered_unanswerable for point in points], "--"),
    }
    drawn = Chart(name, title, _SIZE, _at_thresholds(points, in_use, words), words)
    with drawn as axes:
        for key, (values, line) in sides.items():
            # beyond the last threshold nothing changes any more
            at, shown = [*(point.threshold for point in points), 1.0], [*values, values[-1]]
            look: dict[str, Any] = {"color": refusal_colour(key), "linestyle": line, "linewidth": 1.9}
            axes.step(at, shown, where="pre", label=words(f"plots.{key}"), **look)
        if in_use is not None:
            axes.axvline(in_use, color=INK, linestyle=":", linewidth=1.4)
            right = in_use > 0.6
            place: dict[str, Any] = {
                "xytext": (-4 if right else 4, -2),
                "ha": "right" if right else "left",
                "va": "top",
                "size": 8,
            }
            axes.annotate(
                words("plots.in_use", value=f"{in_use:.2f}"), (in_use, 1.0), textcoords="offset points", **place
            )
        axes.set_xlim(0, 1)
        axes.set_xlabel(words("plots.threshold"))
        _shares(axes, words, (-0.02, 1.03), "y")
        above(axes)
    return drawn.drawing


def reliability(name: str, title: str, bins: Sequence[Bin], words: Words) -> Drawing:
    """Larger dots are more questions; on the diagonal, a confidence is what came true."""
    said = [f"{one.predicted:.2f}: {words.percent(one.observed)} ({one.n})" for one in bins]
    drawn = Chart(name, title, _SIZE, said, words)
    with drawn as axes:
        axes.plot([0, 1], [0, 1], color=INK, alpha=0.45, linestyle=":", label=words("plots.perfect"))
        most, colour = max((one.n for one in bins), default=1), refusal_colour("reliability")
        axes.plot([one.predicted for one in bins], [one.observed for one in bins], color=colour, linewidth=1.3)
        for one in bins:
            size = 4 + 8 * (one.n / most) ** 0.5
            axes.plot([one.predicted], [one.observed], marker="o", color=colour, markersize=size)
            axes.annotate(str(one.n), (one.predicted, one.observed), xytext=(7, -9), textcoords="offset points", size=7)
        axes.set_xlim(-0.03, 1.05)
        axes.set_xlabel(words("plots.confidence"))
        axes.set_ylabel(words("plots.came_true"))
        _shares(axes, words, (-0.05, 1.08), "both")
        above(axes)
    return drawn.drawing


def _at_thresholds(points: Sequence[Point], in_use: float | None, words: Words) -> list[str]:
    wanted = (0.25, 0.5, 0.75) if in_use is None else (in_use,)
    at = [min(points, key=lambda point: abs(point.threshold - threshold)) for threshold in wanted]
    return [
        f"{words('plots.threshold')} {point.threshold:.2f}: "
        f"{words('plots.wrong_refusal')} {words.percent(point.wrong_refusals)}, "
        f"{words('plots.answered_unanswerable')} {words.percent(point.answered_unanswerable)}"
        for point in at
    ]


def _shares(axes: Axes, words: Words, limits: tuple[float, float], grid: Any) -> None:
    axes.set_ylim(*limits)
    axes.set_yticks(SHARES, [words.percent(share, digits=0) for share in SHARES])
    axes.grid(axis=grid)

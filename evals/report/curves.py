"""Pictures of what depends on a setting: places found against k, refusals against the threshold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals.metrics.calibration import Bin, Point
from evals.report.draw import INK, Drawing, above, style, to_svg
from evals.report.look import Look, refusal_colour
from evals.report.run import Rate
from evals.report.words import Words

_SIZE = (4.6, 3.1)  # inches
_SHARES = (0, 0.25, 0.5, 0.75, 1)


@dataclass(frozen=True, slots=True)
class Curve:
    """One system's rates by k."""

    name: str
    look: Look
    points: Mapping[int, Rate]


def recall(name: str, title: str, curves: Sequence[Curve], words: Words) -> Drawing:
    """The axis of k is stretched where it matters, at the first places."""
    from matplotlib.figure import Figure
    from matplotlib.ticker import NullLocator

    with style():
        figure = Figure(figsize=_SIZE, layout="constrained")
        axes = figure.subplots()
        axes.set_xscale("log")
        ks = sorted({k for curve in curves for k in curve.points})
        for n, curve in enumerate(curves):
            # a little apart, so that the intervals of one k do not hide each other
            apart = 1.0 + 0.035 * (n - (len(curves) - 1) / 2)
            found = sorted(curve.points.items())
            values = [rate.value for _, rate in found]
            below = [max(0.0, rate.value - rate.low) for _, rate in found]
            above = [max(0.0, rate.high - rate.value) for _, rate in found]
            axes.errorbar(
                [k * apart for k, _ in found],
                values,
                yerr=[below, above],
                label=curve.name,
                color=curve.look.colour,
                marker=curve.look.marker,
                linestyle=curve.look.line,
                linewidth=1.8,
                markersize=5.5,
                elinewidth=1,
                capsize=2,
            )
        axes.set_xticks(ks, [str(k) for k in ks])
        axes.xaxis.set_minor_locator(NullLocator())
        axes.set_xlabel(words("plots.k"))
        axes.set_yticks(_SHARES, [words.percent(share, digits=0) for share in _SHARES])
        axes.set_ylim(-0.02, 1.03)
        axes.grid(axis="y")
        axes.legend(loc="lower right")
        said = [
            f"{curve.name}, k {k}: {words.percent(rate.value)}"
            for curve in curves
            for k, rate in sorted(curve.points.items())
        ]
        return Drawing(to_svg(figure, name, words("plots.alt", title=title, data="; ".join(said))), title)


def refusals(name: str, title: str, points: Sequence[Point], in_use: float | None, words: Words) -> Drawing:
    """Both ways of going wrong at each threshold; `in_use` marks the one that the answers were given by."""
    from matplotlib.figure import Figure

    with style():
        figure = Figure(figsize=_SIZE, layout="constrained")
        axes = figure.subplots()
        sides = {
            "wrong_refusal": ([point.wrong_refusals for point in points], "-"),
            "answered_unanswerable": ([point.answered_unanswerable for point in points], "--"),
        }
        for key, (values, line) in sides.items():
            # beyond the last threshold nothing changes any more
            axes.step(
                [*(point.threshold for point in points), 1.0],
                [*values, values[-1]],
                where="pre",
                label=words(f"plots.{key}"),
                color=refusal_colour(key),
                linestyle=line,
                linewidth=1.9,
            )
        if in_use is not None:
            axes.axvline(in_use, color=INK, linestyle=":", linewidth=1.4)
            right = in_use > 0.6
            axes.annotate(
                words("plots.in_use", value=f"{in_use:.2f}"),
                (in_use, 1.0),
                xytext=(-4 if right else 4, -2),
                textcoords="offset points",
                ha="right" if right else "left",
                va="top",
                size=8,
            )
        axes.set_xlim(0, 1)
        axes.set_ylim(-0.02, 1.03)
        axes.set_xlabel(words("plots.threshold"))
        axes.set_yticks(_SHARES, [words.percent(share, digits=0) for share in _SHARES])
        axes.grid(axis="y")
        above(axes)
        return Drawing(to_svg(figure, name, words("plots.alt", title=title, data=_told(points, in_use, words))), title)


def _told(points: Sequence[Point], in_use: float | None, words: Words) -> str:
    wanted = (0.25, 0.5, 0.75) if in_use is None else (in_use,)
    at = [min(points, key=lambda point: abs(point.threshold - threshold)) for threshold in wanted]
    return "; ".join(
        f"{words('plots.threshold')} {point.threshold:.2f}: "
        f"{words('plots.wrong_refusal')} {words.percent(point.wrong_refusals)}, "
        f"{words('plots.answered_unanswerable')} {words.percent(point.answered_unanswerable)}"
        for point in at
    )


def reliability(name: str, title: str, bins: Sequence[Bin], words: Words) -> Drawing:
    """Larger dots are more questions; on the diagonal, a confidence is what came true."""
    from matplotlib.figure import Figure

    with style():
        figure = Figure(figsize=_SIZE, layout="constrained")
        axes = figure.subplots()
        axes.plot([0, 1], [0, 1], color=INK, alpha=0.45, linestyle=":", label=words("plots.perfect"))
        most = max((one.n for one in bins), default=1)
        colour = refusal_colour("reliability")
        axes.plot([one.predicted for one in bins], [one.observed for one in bins], color=colour, linewidth=1.3)
        for one in bins:
            size = 4 + 8 * (one.n / most) ** 0.5
            axes.plot([one.predicted], [one.observed], marker="o", color=colour, markersize=size)
            axes.annotate(str(one.n), (one.predicted, one.observed), xytext=(7, -9), textcoords="offset points", size=7)
        axes.set_xlim(-0.03, 1.05)
        axes.set_ylim(-0.05, 1.08)
        axes.set_xlabel(words("plots.confidence"))
        axes.set_ylabel(words("plots.came_true"))
        axes.set_yticks(_SHARES, [words.percent(share, digits=0) for share in _SHARES])
        axes.grid()
        above(axes)
        data = "; ".join(f"{one.predicted:.2f}: {words.percent(one.observed)} ({one.n})" for one in bins)
        return Drawing(to_svg(figure, name, words("plots.alt", title=title, data=data)), title)

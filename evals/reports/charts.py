"""Charts of rates with their intervals: systems side by side, kinds of question, robustness; and of times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from evals.cases import LANGUAGES
from evals.reports.draw import INK, Chart, Drawing, Look, above
from evals.reports.words import Words
from evals.runs.baseline import Rate

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WIDTH = 4.6  # inches; as wide as two pictures beside each other are on the page
_SIZE = (_WIDTH, 3.1)
_LINE = 0.27  # inches for one rate
_TINT = 0.2  # how much of its colour a hatched bar has
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart: its name, and a rate for each language (or each k) that has one."""

    name: str
    look: Look
    rates: Mapping[Any, Rate]


@dataclass(frozen=True, slots=True)
class Time:
    """Median and 95th percentile of a system in one library and language, in seconds."""

    name: str
    look: Look
    language: str
    median: float
    p95: float


def rates(name: str, title: str, lines: Sequence[Line], words: Words, *, bars: bool = False) -> Drawing:
    """Lines below each other. Spanish is filled, English hollow; with `bars`, they start at nothing and English is
    hatched."""
    said = [
        f"{line.name}, {words.named('languages', language)}: {words.percent(rate.value)}"
        for line in lines
        for language, rate in line.rates.items()
    ]
    drawn = Chart(name, title, (_WIDTH, 0.65 + _LINE * 1.6 * max(1, len(lines))), said, words)
    with drawn as axes:
        draw_rates(axes, lines, words, bars=bars)
        above(axes, *keys(words, bars))
    return drawn.drawing


def draw_rates(
    axes: Axes, lines: Sequence[Line], words: Words, *, bars: bool, shares: Sequence[float] = SHARES
) -> None:
    """As `rates`, into axes that are there and without a legend; `shares` are marked on the axis."""
    from matplotlib import rcParams

    for n, line in enumerate(lines):
        for offset, language in zip((-0.19, 0.19), LANGUAGES, strict=True):
            if (rate := line.rates.get(language)) is None:
                continue
            y = n + offset
            if bars:
                # a tint of its own below the hatching: given together, an SVG would fade both
                axes.barh(y, rate.value, height=0.34, color=line.look.colour, alpha=_TINT)
                axes.barh(y, rate.value, height=0.34, **_filling(line.look, language))
            axes.errorbar(rate.value, y, xerr=off([rate]), **_whisker(line.look, language, bars))
            at: dict[str, Any] = {"xytext": (4 if bars else 7, 0), "textcoords": "offset points", "va": "center"}
            axes.annotate(f"{100 * rate.value:.0f}", (rate.high, y), size=rcParams["font.size"] - 2, **at)
    axes.set_yticks(range(len(lines)), [line.name for line in lines])
    axes.set_ylim(len(lines) - 0.4, -0.6)
    axes.set_xlim(0, 1.08)
    axes.set_xticks(shares, [words.percent(share, digits=0) for share in shares])
    axes.grid(axis="x")
    axes.tick_params(length=0)
    axes.spines["bottom"].set_visible(False)


def keys(words: Words, bars: bool) -> tuple[list[Any], list[str]]:
    """What a legend of the languages shows, and says of each: which is which, whatever the colours."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    grey = Look("#7f8790", "o", "-")
    shown: list[Any] = [
        Patch(**_filling(grey, code)) if bars else Line2D([], [], linestyle="none", marker="o", **_marking(grey, code))
        for code in LANGUAGES
    ]
    return shown, [words("plots.es_full"), words("plots.en_hatched" if bars else "plots.en_hollow")]


def times(name: str, title: str, found: Sequence[Time], words: Words) -> Drawing:
    """Each library a system was asked of; seconds, log scale."""
    from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator

    names = list(dict.fromkeys(one.name for one in found))
    said = [
        f"{one.name}, {words.named('languages', one.language)}: {words.seconds(one.median)}, {words.seconds(one.p95)}"
        for one in found
    ]
    drawn = Chart(name, title, (_WIDTH, 0.95 + 0.5 * len(names)), said, words)
    with drawn as axes:
        for n, system in enumerate(names):
            mine = [one for one in found if one.name == system]
            for place, one in enumerate(mine):
                y = n + (place - (len(mine) - 1) / 2) * 0.7 / len(mine)
                axes.plot([one.median, one.p95], [y, y], color=one.look.colour, linewidth=1.2)
                axes.plot([one.p95], [y], marker="|", color=one.look.colour, markersize=7)
                axes.plot([one.median], [y], marker=one.look.marker, markersize=5.5, **_marking(one.look, one.language))
        axes.set_yticks(range(len(names)), names)
        axes.set_ylim(len(names) - 0.45, -0.55)
        axes.set_xscale("log")
        axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        axes.xaxis.set_minor_locator(NullLocator())
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        axes.set_xlabel(words("plots.seconds"))
        axes.grid(axis="x")
        axes.tick_params(axis="y", length=0)
        above(axes, *keys(words, False))
    return drawn.drawing


def off(found: Sequence[Rate]) -> list[list[float]]:
    """How far the intervals reach to either side."""
    return [[max(0.0, r.value - r.low) for r in found], [max(0.0, r.high - r.value) for r in found]]


def _filling(look: Look, language: str) -> dict[str, Any]:
    if language == "es":
        return {"facecolor": look.colour, "edgecolor": look.colour}
    return {"facecolor": "none", "edgecolor": look.colour, "hatch": "/////"}


def _marking(look: Look, language: str) -> dict[str, Any]:
    face = look.colour if language == "es" else "none"
    return {"color": look.colour, "markerfacecolor": face, "markeredgecolor": look.colour, "markeredgewidth": 1.4}


def _whisker(look: Look, language: str, bars: bool) -> dict[str, Any]:
    if bars:
        return {"fmt": "none", "ecolor": INK, "elinewidth": 1.1, "capsize": 2.5}
    return {"fmt": look.marker, "markersize": 6, "elinewidth": 1.3, "capsize": 2.5, **_marking(look, language)}

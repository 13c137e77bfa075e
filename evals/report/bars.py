"""Pictures of rates with their intervals: systems side by side, kinds of question, robustness, times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from evals.cases import LANGUAGES
from evals.report.draw import INK, Drawing, above, style, to_svg
from evals.report.look import Look
from evals.report.run import Rate
from evals.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WIDTH = 4.6  # inches; as wide as two pictures beside each other are on the page
_LINE = 0.27  # inches for one rate
_TINT = 0.2  # how much of its colour a hatched bar has
_SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a picture: its name, and a rate for each language that has one."""

    name: str
    look: Look
    rates: Mapping[str, Rate]


def rates(name: str, title: str, lines: Sequence[Line], words: Words, *, bars: bool = False) -> Drawing:
    """Lines below each other. Spanish is filled, English hollow; with `bars`, they start at nothing
    and English is hatched."""
    from matplotlib.figure import Figure

    with style():
        height = 0.65 + _LINE * 1.6 * max(1, len(lines))
        figure = Figure(figsize=(_WIDTH, height), layout="constrained")
        axes = figure.subplots()
        draw_rates(axes, lines, words, bars=bars)
        legend(axes, words, bars)
        return Drawing(to_svg(figure, name, label(title, lines, words)), title)


def draw_rates(
    axes: Axes, lines: Sequence[Line], words: Words, *, bars: bool, shares: Sequence[float] = _SHARES
) -> None:
    """As `rates`, into axes that are there and without a legend; `shares` are marked on the axis."""
    from matplotlib import rcParams

    for n, line in enumerate(lines):
        for offset, language in zip((-0.19, 0.19), LANGUAGES, strict=True):
            if (rate := line.rates.get(language)) is None:
                continue
            y = n + offset
            low, high = max(0.0, rate.value - rate.low), max(0.0, rate.high - rate.value)
            if bars:
                # a tint of its own below the hatching: given together, an SVG would fade both
                axes.barh(y, rate.value, height=0.34, color=line.look.colour, alpha=_TINT)
                axes.barh(y, rate.value, height=0.34, **_filling(line.look, language, hatch="/////"))
            axes.errorbar(rate.value, y, xerr=[[low], [high]], **_whisker(line.look, language, bars))
            said, size = f"{100 * rate.value:.0f}", rcParams["font.size"] - 2
            axes.annotate(
                said, (rate.high, y), xytext=(4 if bars else 7, 0), textcoords="offset points", va="center", size=size
            )
    axes.set_yticks(range(len(lines)), [line.name for line in lines])
    axes.set_ylim(len(lines) - 0.4, -0.6)
    axes.set_xlim(0, 1.08)
    axes.set_xticks(shares, [words.percent(share, digits=0) for share in shares])
    axes.grid(axis="x")
    axes.set_axisbelow(True)
    axes.tick_params(length=0)
    axes.spines["bottom"].set_visible(False)


def legend(axes: Axes, words: Words, bars: bool) -> None:
    """Above the axes: which language is which, whatever the colours."""
    above(axes, *keys(words, bars))


def keys(words: Words, bars: bool) -> tuple[list[Any], list[str]]:
    """What a legend of the languages shows, and says of each."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    grey = Look("#7f8790", "o", "-")
    shown: list[Any] = [
        Patch(**_filling(grey, language, hatch="/////"))
        if bars
        else Line2D([], [], linestyle="none", marker="o", **_marking(grey, language))
        for language in LANGUAGES
    ]
    texts = [words("plots.es_full"), words("plots.en_hatched" if bars else "plots.en_hollow")]
    return shown, texts


def label(title: str, lines: Sequence[Line], words: Words) -> str:
    """What the picture shows, in words."""
    said = [
        f"{line.name}, {words.named('languages', language)}: {words.percent(rate.value)}"
        for line in lines
        for language, rate in line.rates.items()
    ]
    return words("plots.alt", title=title, data="; ".join(said))


def times(name: str, title: str, found: Sequence[tuple[str, Look, str, float, float]], words: Words) -> Drawing:
    """(name, look, language, median, 95th percentile) of each library a system was asked of; seconds, log scale."""
    from matplotlib.figure import Figure
    from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator

    names = list(dict.fromkeys(entry[0] for entry in found))
    with style():
        figure = Figure(figsize=(_WIDTH, 0.95 + 0.5 * len(names)), layout="constrained")
        axes = figure.subplots()
        for n, system in enumerate(names):
            mine = [entry for entry in found if entry[0] == system]
            step = 0.7 / len(mine)
            for place, (_, look, language, median, p95) in enumerate(mine):
                y = n + (place - (len(mine) - 1) / 2) * step
                axes.plot([median, p95], [y, y], color=look.colour, linewidth=1.2)
                axes.plot([p95], [y], marker="|", color=look.colour, markersize=7)
                axes.plot([median], [y], marker=look.marker, markersize=5.5, **_marking(look, language))
        axes.set_yticks(range(len(names)), names)
        axes.set_ylim(len(names) - 0.45, -0.55)
        axes.set_xscale("log")
        axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        axes.xaxis.set_minor_locator(NullLocator())
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        axes.set_xlabel(words("plots.seconds"))
        axes.grid(axis="x")
        axes.set_axisbelow(True)
        axes.tick_params(axis="y", length=0)
        legend(axes, words, bars=False)
        data = "; ".join(
            f"{system}, {words.named('languages', language)}: {words.seconds(median)}, {words.seconds(p95)}"
            for system, _, language, median, p95 in found
        )
        return Drawing(to_svg(figure, name, words("plots.alt", title=title, data=data)), title)


def _filling(look: Look, language: str, hatch: str) -> dict[str, Any]:
    if language == "es":
        return {"facecolor": look.colour, "edgecolor": look.colour}
    return {"facecolor": "none", "edgecolor": look.colour, "hatch": hatch}


def _marking(look: Look, language: str) -> dict[str, Any]:
    face = look.colour if language == "es" else "none"
    return {"color": look.colour, "markerfacecolor": face, "markeredgecolor": look.colour, "markeredgewidth": 1.4}


def _whisker(look: Look, language: str, bars: bool) -> dict[str, Any]:
    if bars:
        return {"fmt": "none", "ecolor": INK, "elinewidth": 1.1, "capsize": 2.5}
    return {"fmt": look.marker, "markersize": 6, "elinewidth": 1.3, "capsize": 2.5, **_marking(look, language)}

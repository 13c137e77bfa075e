"""One picture of the runs, for the documentation."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from evals.reports import charts
from evals.reports.draw import style
from evals.reports.material import ANSWERS, RETRIEVAL, Material
from evals.reports.pictures import SIDES, Pictures, split_shown
from evals.reports.words import words
from evals.runs.run import Run

_PIXELS = 1600  # the picture's width
_DPI = 160
# White paper, for a README is read on a light or a dark page and a picture cannot know which.
_ON_PAPER = {
    "axes.edgecolor": "#1c2430",
    "axes.labelcolor": "#1c2430",
    "axes.titlesize": 12,
    "figure.facecolor": "white",
    "font.size": 11,
    "grid.color": "#1c2430",
    "legend.fontsize": 10,
    "savefig.facecolor": "white",
    "text.color": "#1c2430",
    "xtick.color": "#1c2430",
    "ytick.color": "#1c2430",
}


def write_picture(runs: Iterable[Run], path: Path) -> None:
    """A PNG, 1600 pixels wide, of every system: right answers, those found and said, gold places found. In English.

    The same runs give the same bytes. Errors: OSError.
    """
    from matplotlib.figure import Figure

    material, texts = Material(runs), words("en")
    split = split_shown(material)
    pictures = Pictures(material, texts)
    names = material.systems(ANSWERS, RETRIEVAL)
    sides = [(name, pictures.side(suite, metric, split, names)) for suite, metric, name in SIDES[:3]]
    panels = [(name, lines) for name, lines in sides if any(line.rates for line in lines)]
    with style(_ON_PAPER):
        height = 1.5 + 0.62 * max(1, len(names))
        figure = Figure(figsize=(_PIXELS / _DPI, height), dpi=_DPI, layout="constrained")
        figure.suptitle(texts("docs.picture", split=texts.named("splits", split)), x=0.012, ha="left", size=11)
        if not panels:
            figure.text(0.5, 0.4, texts("missing.systems"), ha="center", size=9)
        for n, (name, lines) in enumerate(panels, start=1):
            axes = figure.add_subplot(1, len(panels), n)
            charts.draw_rates(axes, lines, texts, bars=True, shares=(0, 0.5, 1))
            axes.set_title(texts(f"plots.{name}"))
            if n > 1:  # the systems stand in the same order, so that they need be named only once
                axes.set_yticklabels([])
        figure.legend(*charts.keys(texts, True), loc="outside lower center", ncols=2, frameon=False)
        figure.savefig(path, format="png", dpi=_DPI, metadata={"Software": None})

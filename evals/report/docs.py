"""What the documentation shows of the runs: a table in Markdown, and one picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from evals.report import bars
from evals.report.draw import style
from evals.report.pictures import Pictures
from evals.report.run import ANSWERS, RETRIEVAL, Material, Run
from evals.report.tables import systems
from evals.report.words import words
from evals.runs.scores import ALL

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
_PANELS = ((ANSWERS, "right", "right"), (RETRIEVAL, "recall@5", "place5"))


def write_table(runs: Iterable[Run], path: Path) -> None:
    """Every system in both languages, over all libraries: the test half, then all questions. In English.

    Each rate stands with its 95 % interval and the number of questions. Errors: OSError.
    """
    material = Material(runs)
    path.write_text("\n".join(_tables(material)) + "\n", encoding="utf-8", newline="\n")


def write_picture(runs: Iterable[Run], path: Path) -> None:
    """A PNG, 1600 pixels wide: right answers, and gold places found, of every system. In English.

    The same runs give the same bytes. Errors: OSError.
    """
    from matplotlib.figure import Figure

    material, texts = Material(runs), words("en")
    split = _split(material)
    pictures = Pictures(material, texts)
    names = material.systems(ANSWERS, RETRIEVAL)
    sides = [(name, pictures.side(suite, metric, split, names)) for suite, metric, name in _PANELS]
    panels = [(name, lines) for name, lines in sides if any(line.rates for line in lines)]
    with style(_ON_PAPER):
        height = 1.5 + 0.62 * max(1, len(names))
        figure = Figure(figsize=(_PIXELS / _DPI, height), dpi=_DPI, layout="constrained")
        figure.suptitle(texts("docs.picture", split=texts.named("splits", split)), x=0.012, ha="left", size=11)
        if not panels:
            figure.text(0.5, 0.4, texts("missing.systems"), ha="center", size=9)
        for n, (name, lines) in enumerate(panels, start=1):
            axes = figure.add_subplot(1, len(panels), n)
            bars.draw_rates(axes, lines, texts, bars=True)
            axes.set_title(texts(f"plots.{name}"), pad=28)
        figure.savefig(path, format="png", dpi=_DPI, metadata={"Software": None})


def _split(material: Material) -> str:
    asked = (*material.asked(ANSWERS), *material.asked(RETRIEVAL))
    return "test" if any(one.row.split == "test" for one in asked) else ALL


def _tables(material: Material) -> Iterator[str]:
    texts = words("en")
    found = [
        table for split in dict.fromkeys((_split(material), ALL)) if (table := systems(material, split, texts)).lines
    ]
    if not found:
        yield texts("missing.systems")
    for n, table in enumerate(found):
        if n:
            yield ""
        yield f"**{_escaped(table.caption)}**"
        yield ""
        yield _row(table.columns)
        yield _row(["---"] * 2 + ["---:"] * (len(table.columns) - 2))
        for line in table.lines:
            cells = [f"{cell.text} ({cell.note})" if cell.note else cell.text for cell in line.cells]
            yield _row([*map(_escaped, (*line.names, *cells))])


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _escaped(text: str) -> str:
    """A system's name may hold anything."""
    line = " ".join(text.split())
    for character in "\\`*_{}[]<>|#!":
        line = line.replace(character, f"\\{character}")
    return line

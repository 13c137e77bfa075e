"""From a matplotlib figure to a piece of the page: no addresses, no ids of its own, colours that follow the page's; the
same system looks the same in every picture."""

from __future__ import annotations

import re
import tomllib
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from evals.reports.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


# Drawn in this colour, and shown in the colour of the text around the picture, on light and on dark paper alike.
INK = "#010203"
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_SETTINGS: dict[Any, Any] = {
    "axes.axisbelow": True,
    "axes.edgecolor": INK,
    "axes.facecolor": "none",
    "axes.labelcolor": INK,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 10,
    "axes.titleweight": "bold",
    "figure.facecolor": "none",
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 9,
    "grid.alpha": 0.18,
    "grid.color": INK,
    "hatch.linewidth": 0.8,
    "legend.frameon": False,
    "legend.fontsize": 8,
    "savefig.facecolor": "none",
    "svg.fonttype": "none",  # text stays text: it can be read aloud, searched and copied
    "svg.hashsalt": "report",
    "text.color": INK,
    "text.parse_math": False,  # a system's name may hold dollar signs
    "xtick.color": INK,
    "ytick.color": INK,
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of the page: `svg` is markup that may stand in it as it is. `title` stands above, as text of the
    page."""

    svg: str
    title: str


@contextmanager
def style(more: Mapping[Any, Any] | None = None) -> Iterator[None]:
    """Figures made, filled and saved inside look alike, wherever they are made."""
    from matplotlib import rc_context

    with rc_context({**_SETTINGS, **(more or {})}), warnings.catch_warnings():
        # a name in letters that the font lacks: where the text is read, another font has them
        warnings.filterwarnings("ignore", message="Glyph .* missing from font", category=UserWarning)
        yield


class Chart:
    """One picture of the page, filled inside of `with`, which gives its axes; `drawing` is there afterwards. `said` is
    what it shows, in words."""

    drawing: Drawing

    def __init__(self, name: str, title: str, size: tuple[float, float], said: Sequence[str], words: Words) -> None:
        self._name, self._title, self._size = name, title, size
        self._label = words("plots.alt", title=title, data="; ".join(said))
        self._stack = ExitStack()

    def __enter__(self) -> Axes:
        from matplotlib.figure import Figure

        self._stack.enter_context(style())
        self._figure = Figure(figsize=self._size, layout="constrained")
        axes: Axes = self._figure.subplots()
        return axes

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        with self._stack:
            if kind is None:
                self.drawing = Drawing(_svg(self._figure, self._name, self._label), self._title)


def above(axes: Axes, *keys: Sequence[Any]) -> None:
    """The legend in one row above the drawing, where it hides nothing.

    `keys`: handles and texts, where they are not those of the lines drawn."""
    row = len(keys[0]) if keys else len(axes.get_legend_handles_labels()[0])
    axes.legend(*keys, loc="lower left", bbox_to_anchor=(0, 1), ncols=row, borderaxespad=0.2, handletextpad=0.5)


def _svg(figure: Figure, name: str, label: str) -> str:
    """`name` tells this picture's ids from those of others on the page; `label` is read out in its place."""
    buffer = BytesIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    root = ElementTree.fromstring(buffer.getvalue())
    for parent in list(root.iter()):
        for child in list(parent):
            if _bare(child.tag) in {"metadata", "style"}:
                parent.remove(child)
    for element in root.iter():
        element.tag = _bare(element.tag)
        attributes = {_bare(key): value for key, value in element.attrib.items()}
        element.attrib.clear()
        for key, value in attributes.items():
            element.set(key, _own(key, value, name).replace(INK, "currentColor"))
    for key in ("width", "height", "version"):
        root.attrib.pop(key, None)
    root.set("role", "img")
    root.set("aria-label", label)
    return ElementTree.tostring(root, encoding="unicode").replace("\n\n", "\n")


def _bare(name: str) -> str:
    """Without the namespace, which HTML knows by itself."""
    return name.rpartition("}")[2]


def _own(key: str, value: str, name: str) -> str:
    if key == "id":
        return f"{name}-{value}"
    if key == "href" and value.startswith("#"):
        return f"#{name}-{value[1:]}"
    return _REFERENCE.sub(rf"url(#{name}-\1)", value)


@dataclass(frozen=True, slots=True)
class Look:
    """As matplotlib names them."""

    colour: str
    marker: str
    line: str


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("evals") / "reports" / "look.toml").read_text(encoding="utf-8"))


def looks(systems: Iterable[str]) -> Mapping[str, Look]:
    """Those of look.toml by name; other systems take what is left, in their order, and begin again when it runs out."""
    data = _data()
    found: dict[str, Look] = {}
    others = 0
    for system in systems:
        if system in data["systems"]:
            found[system] = Look(**data["systems"][system])
        else:
            found[system] = Look(**data["others"][others % len(data["others"])])
            others += 1
    return found


def refusal_colour(name: str) -> str:
    return str(_data()["refusals"][name])

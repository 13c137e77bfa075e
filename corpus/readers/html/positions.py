"""Elements that a page shows elsewhere than where they stand in it: in another order, or over others."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

from corpus.readers.html.css.colours import colour_of
from corpus.readers.html.css.lengths import pixels
from corpus.readers.html.css.styles import Styles

_IN_LINES = ("flex", "inline-flex", "grid", "inline-grid")
_MOST = 200  # children of a row that are looked at
_EDGES = ("top", "right", "bottom", "left")


def is_moved(node: Any, style: Mapping[str, str], styles: Styles) -> bool:
    """Whether a row or column of elements with words is shown in another order than they are written in."""
    if style.get("display") not in _IN_LINES:
        return False
    worded = [one for one in islice(node, _MOST) if isinstance(one.tag, str) and "".join(one.itertext()).strip()]
    if len(worded) < 2:
        return False
    turned = f"{style.get('flex-direction', '')} {style.get('flex-flow', '')}"
    return "reverse" in turned or any(styles.of(one).get("order", "0") not in ("0", "initial") for one in worded)


def covers(node: Any, style: Mapping[str, str]) -> bool:
    """Whether an element with a colour of its own lies over all of the words that stand before it."""
    if style.get("position") not in ("absolute", "fixed"):
        return False
    sides = style.get("inset", "").split()
    edges = {edge: sides[0] for edge in _EDGES} if len(sides) == 1 else {}
    edges |= {edge: style[edge] for edge in _EDGES if edge in style}
    at_edge = [edge for edge in _EDGES if pixels(edges.get(edge, "")) == 0]
    whole = style.get("width") in ("100%", "100vw") and style.get("height") in ("100%", "100vh")
    if len(at_edge) < 4 and not (whole and {"top", "left"} <= set(at_edge)):
        return False
    ground = colour_of(style.get("background-color") or style.get("background") or "")
    parent = node.getparent()
    before = [parent.text or ""] if parent is not None else []
    before += [(one.tail or "") + "".join(one.itertext()) for one in node.itersiblings(preceding=True)]
    return ground is not None and ground[1] > 0.5 and bool("".join(before).strip())

"""Whether the styles of an element keep its words from being seen: not drawn, drawn elsewhere, or in the colour of the
ground."""

from __future__ import annotations

import re
from collections.abc import Mapping

from corpus.readers.html.css.colours import Colour, colour_of
from corpus.readers.html.css.lengths import number, pixels
from corpus.readers.html.css.selectors import split_list

WHITE: Colour = (255, 255, 255)
_ZERO = re.compile(r"[+-]?(?:0*\.0*|0+\.?0*)(?:px|pt|em|rem|%|vh|vw)?")
_FAR = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|pt|em|rem|%|vw|vh)?")
_MOVED = re.compile(r"translate[xy3d]*\(\s*(?:0\w*\s*,\s*)?-\d{3,}")
_FUNCTION = re.compile(r"(scale(?:[xy]|3d)?|matrix|rotate[xy]|opacity)\(([^()]*)\)")
_ON_EDGE = re.compile(r"-?(?:90|270)(?:\.0*)?deg|-?0?\.[27]50*turn|-?(?:100|300)grad|-?1\.57\d*rad")
_CLIPPED = re.compile(r"rect\(\s*(?:0|1px)(?:px)?(?:[,\s]+(?:0|1px)(?:px)?){3}\s*\)|inset\(\s*(?:50|100)%|circle\(\s*0")
_GRADIENT = re.compile(r"(?:repeating-)?(?:linear|radial|conic)-gradient\((.*)\)")
_FAINT = 0.05  # opacity, and the size of letters against what they are
_SMALLEST = 1.0  # pixels of letters
_ALIKE = 12  # steps of 255 between two colours that nobody can tell apart


def hides(style: Mapping[str, str]) -> bool:
    """Whether an element with these properties, all in small letters, shows none of its words."""
    if style.get("display") == "none" or style.get("visibility") in ("hidden", "collapse"):
        return True
    if style.get("content-visibility") == "hidden":
        return True
    seen_through = [style.get("opacity", ""), *(given for _, given in _FUNCTION.findall(style.get("filter", "")))]
    if any(share is not None and share <= _FAINT for share in map(number, seen_through)):
        return True
    return _is_tiny(style) or _is_elsewhere(style) or _is_masked(style)


def _is_masked(style: Mapping[str, str]) -> bool:
    """Whether a mask lets nothing through: one that runs from no colour to none."""
    masks = (style.get(name, "") for name in ("mask", "mask-image", "-webkit-mask", "-webkit-mask-image"))
    for match in filter(None, map(_GRADIENT.fullmatch, masks)):
        stops = [
            colour_of(stop.strip().rpartition(" ")[0] if stop.strip().endswith("%") else stop.strip())
            for stop in split_list(match[1])
        ]
        if stops and all(stop is not None and stop[1] <= _FAINT for stop in stops):
            return True
    return False


def is_without_lines(style: Mapping[str, str]) -> bool:
    """Whether a block's lines have no height, so that they lie on each other and on what follows. Of words within a
    line that says nothing: raised ones have it so that they do not part the lines."""
    height = style.get("line-height") or style.get("font", "").partition("/")[2].split(" ")[0]
    tall = pixels(height)
    return tall is not None and tall <= _FAINT


def _is_tiny(style: Mapping[str, str]) -> bool:
    size = pixels(style.get("font-size") or (style.get("font", "").partition("/")[0].split() or [""])[-1])
    if size is not None and size <= _SMALLEST:
        return True
    scales = [number(one) for name in ("scale", "zoom") for one in style.get(name, "").split()]
    if any(scale is not None and abs(scale) <= _FAINT for scale in scales):
        return True
    if any(_flattens(name, given) for name, given in _FUNCTION.findall(style.get("transform", ""))):
        return True
    cut = style.get("overflow", "").startswith(("hidden", "clip"))
    return cut and any(_ZERO.fullmatch(style.get(name, "-")) for name in ("height", "width", "max-height", "max-width"))


def _flattens(name: str, given: str) -> bool:
    """Whether a function of `transform` leaves nothing of a surface to be seen."""
    if name.startswith("rotate"):
        return bool(_ON_EDGE.fullmatch(given.strip()))
    parts = [number(part) for part in given.replace(",", " ").split()]
    told = [part for part in parts if part is not None]
    if name == "matrix":
        return len(told) == 6 and abs(told[0] * told[3] - told[1] * told[2]) <= _FAINT**2
    return name.startswith("scale") and any(abs(part) <= _FAINT for part in told[:2])


def _is_elsewhere(style: Mapping[str, str]) -> bool:
    if style.get("position") in ("absolute", "fixed", "relative", None) and any(
        _FAR.fullmatch(style.get(name, "")) for name in ("left", "right", "top", "bottom")
    ):
        return True
    if any(_FAR.fullmatch(style.get(name, "")) for name in ("text-indent", "margin-left", "margin-top")):
        return True
    if any(map(_FAR.fullmatch, style.get("translate", "").split())):
        return True
    clip = f"{style.get('clip', '')} {style.get('clip-path', '')}"
    return bool(_MOVED.search(style.get("transform", "")) or _CLIPPED.search(clip))


def ground(style: Mapping[str, str], below: Colour | None) -> Colour | None:
    """The colour behind an element's words; `below` is what lies behind the element. None where that is not known."""
    if style.get("background-image", "none") != "none" or "url(" in style.get("background", ""):
        return None
    value = style.get("background-color") or style.get("background") or style.get("bgcolor") or ""
    if value in ("", "none", "transparent", "inherit", "initial", "unset"):
        return below
    found = colour_of(value)
    if found is None or (found[1] < 1 and below is None):
        return None
    return _over(*found, below) if below is not None else found[0]


def is_unseen(style: Mapping[str, str], behind: Colour | None) -> bool:
    """Whether words are in the colour of what is behind them, or in none."""
    value = style.get("-webkit-text-fill-color") or style.get("color", "")
    drawn = colour_of(value) if value else None
    if drawn is None:
        return False
    if drawn[1] <= _FAINT:
        return style.get("background-clip") != "text" and style.get("-webkit-background-clip") != "text"
    if behind is None:
        return False
    return all(abs(one - other) <= _ALIKE for one, other in zip(_over(*drawn, behind), behind, strict=True))


def _over(drawn: Colour, opacity: float, behind: Colour) -> Colour:
    """The colour that is seen."""
    return tuple(round(opacity * one + (1 - opacity) * other) for one, other in zip(drawn, behind, strict=True))

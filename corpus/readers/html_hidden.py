"""Whether the styles of an element keep its words from being seen: not drawn, drawn elsewhere, or in the colour of the
ground."""

from __future__ import annotations

import re
from collections.abc import Mapping

from corpus.readers.html_tags import colours

Colour = tuple[int, ...]
WHITE: Colour = (255, 255, 255)
_ZERO = re.compile(r"[+-]?(?:0*\.0*|0+\.?0*)(?:px|pt|em|rem|%|vh|vw)?")
_FAR = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|pt|em|rem|%|vw|vh)?")
_NUMBER = re.compile(r"(\d*\.?\d+)(px|%)?")
_MOVED = re.compile(r"translate[xy3d]*\(\s*(?:0\w*\s*,\s*)?-\d{3,}|scale[xy3d]*\(\s*0*\.?0*\s*[,)]", re.I)
_CLIPPED = re.compile(r"rect\(\s*(?:0|1px)(?:px)?(?:[,\s]+(?:0|1px)(?:px)?){3}\s*\)|inset\(\s*(?:50|100)%|circle\(\s*0")
_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_PART = r"(\d{1,3}(?:\.\d+)?%?)"
_RGB = re.compile(rf"rgba?\(\s*{_PART}[\s,]+{_PART}[\s,]+{_PART}(?:\s*[,/]\s*([\d.]+%?))?\s*\)")
_FAINT = 0.05  # opacity
_SMALLEST = 1.0  # pixels of letters
_ALIKE = 12  # steps of 255 between two colours that nobody can tell apart


def hides(style: Mapping[str, str]) -> bool:
    """Whether an element with these properties, all in small letters, shows none of its words."""
    if style.get("display") == "none" or style.get("visibility") in ("hidden", "collapse"):
        return True
    if style.get("content-visibility") == "hidden" or "opacity(0" in style.get("filter", ""):
        return True
    opacity = _number(style.get("opacity", ""))
    if opacity is not None and opacity <= _FAINT:
        return True
    return _is_tiny(style) or _is_elsewhere(style)


def _is_tiny(style: Mapping[str, str]) -> bool:
    size = style.get("font-size") or (style.get("font", "").partition("/")[0].split() or [""])[-1]
    pixels = _NUMBER.fullmatch(size)
    if any(map(_ZERO.fullmatch, style.get("scale", "").split())):
        return True
    if _ZERO.fullmatch(size) or (pixels and pixels[2] == "px" and float(pixels[1]) <= _SMALLEST):
        return True
    cut = style.get("overflow", "").startswith(("hidden", "clip"))
    return cut and any(_ZERO.fullmatch(style.get(name, "-")) for name in ("height", "width", "max-height", "max-width"))


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
    return colour(value)


def is_unseen(style: Mapping[str, str], behind: Colour | None) -> bool:
    """Whether words are in the colour of what is behind them."""
    value = style.get("-webkit-text-fill-color") or style.get("color", "")
    if value == "transparent":
        return style.get("background-clip") != "text" and style.get("-webkit-background-clip") != "text"
    drawn = colour(value) if value else None
    if drawn is None or behind is None:
        return False
    return all(abs(one - other) <= _ALIKE for one, other in zip(drawn[:3], behind[:3], strict=True))


def colour(value: str) -> Colour | None:
    """Red, green, blue, from 0 to 255; None for what is no plain colour, or one of many names that hardly hide."""
    value = colours().get(value, value)
    if match := _HEX.fullmatch(value):
        digits = match[1] if len(match[1]) >= 6 else "".join(2 * digit for digit in match[1])
        return None if digits[6:] not in ("", "ff") else tuple(int(digits[at : at + 2], 16) for at in (0, 2, 4))
    if match := _RGB.fullmatch(value):
        parts = [float(part.rstrip("%")) * (2.55 if "%" in part else 1) for part in match.group(1, 2, 3)]
        return None if match[4] not in (None, "1", "100%") else tuple(round(part) for part in parts)
    return None


def _number(text: str) -> float | None:
    match = _NUMBER.fullmatch(text)
    return None if not match else float(match[1]) / (100 if match[2] == "%" else 1)

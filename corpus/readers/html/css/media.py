"""Whether a question to the medium (`@media`) is true of the screen of a desk (Media Queries Level 4)."""

from __future__ import annotations

import re
from collections.abc import Callable

from corpus.readers.html.css.lengths import pixels
from corpus.readers.html.css.selectors import split_list

_SIZES = {"width": 1280.0, "height": 800.0, "device-width": 1280.0, "device-height": 800.0}
_TOLD = {
    "orientation": "landscape", "prefers-color-scheme": "light", "prefers-reduced-motion": "no-preference",
    "hover": "hover", "any-hover": "hover", "pointer": "fine", "any-pointer": "fine", "scripting": "enabled",
    "update": "fast", "prefers-contrast": "no-preference", "forced-colors": "none", "inverted-colors": "none",
    "display-mode": "browser", "grid": "0", "monochrome": "0", "prefers-reduced-transparency": "no-preference",
}  # fmt: skip
_TRUE_ALONE = ("width", "height", "color", "hover", "any-hover", "pointer", "any-pointer", "scripting", "update")
_RANGE = re.compile(r"(?:([\w.%-]+)\s*([<>]=?|=)\s*)?((?:device-)?(?:width|height))\s*(?:([<>]=?|=)\s*([\w.%-]+))?")
_COMPARED: dict[str, Callable[[float, float], bool]] = {
    "<": lambda one, other: one < other, "<=": lambda one, other: one <= other, ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other, "=": lambda one, other: one == other,
}  # fmt: skip
_TYPED = re.compile(r"(?:(not|only)\s+)?(all|screen|print|speech|tty|tv|handheld|projection|braille|embossed|aural)\b")


def applies(query: str) -> bool | None:
    """True where a list of questions is true, False where it is not, None where that cannot be told."""
    if not query.strip():
        return True
    return _any([_one(part.strip().lower()) for part in split_list(query)])


def _one(query: str) -> bool | None:
    typed = _TYPED.match(query)
    if typed is None:
        return _condition(query)
    fits: bool | None = typed[2] in ("all", "screen")
    rest = query[typed.end() :].strip()
    if rest:
        asked = _condition(rest.removeprefix("and").strip()) if rest.startswith("and") else None
        fits = _all([fits, asked])
    return _not(fits) if typed[1] == "not" else fits


def _condition(query: str) -> bool | None:
    parts, words = _pieces(query)
    if not parts:
        return None
    if words == ["not"]:
        return _not(_condition_or_feature(parts[0]))
    told = [_condition_or_feature(part) for part in parts]
    if set(words) <= {"and"} and len(words) == len(parts) - 1:
        return _all(told)
    return _any(told) if set(words) <= {"or"} and len(words) == len(parts) - 1 else None


def _pieces(query: str) -> tuple[list[str], list[str]]:
    """What stands in the outer brackets, and the words between them."""
    parts: list[str] = []
    words: list[str] = []
    depth, start = 0, 0
    for at, sign in enumerate(query):
        if sign == "(":
            if depth == 0:
                words += query[start:at].split()
                start = at + 1
            depth += 1
        elif sign == ")":
            depth -= 1
            if depth == 0:
                parts.append(query[start:at])
                start = at + 1
    return parts, words + query[start:].split()


def _condition_or_feature(text: str) -> bool | None:
    return _condition(text) if "(" in text and "calc(" not in text else _feature(text.strip())


def _feature(text: str) -> bool | None:
    name, sign, value = (part.strip() for part in text.partition(":"))
    if not sign:
        if match := _RANGE.fullmatch(text):
            return _in_range(*match.groups())
        return True if text in _TRUE_ALONE else None
    side, _, bare = name.partition("-")
    if side in ("min", "max") and bare in _SIZES:
        length = pixels(value)
        if length is None:
            return None
        return _SIZES[bare] >= length if side == "min" else _SIZES[bare] <= length
    if name in _SIZES:
        return pixels(value) == _SIZES[name]
    if "resolution" in name or "pixel-ratio" in name:
        match = re.match(r"[\d.]+", value)
        dense = float(match[0]) * (1 / 96 if value.endswith("dpi") else 1) if match else 1.0
        return dense <= 1 if name.startswith(("min", "-webkit-min")) else dense >= 1
    return _TOLD[name] == value if name in _TOLD else None


def _in_range(low: str | None, first: str | None, name: str, second: str | None, high: str | None) -> bool | None:
    size = _SIZES[name]
    found: list[bool | None] = []
    if first and low:
        length = pixels(low)
        found.append(None if length is None else _COMPARED[first](length, size))
    if second and high:
        length = pixels(high)
        found.append(None if length is None else _COMPARED[second](size, length))
    return _all(found)


def _not(told: bool | None) -> bool | None:
    return None if told is None else not told


def _all(told: list[bool | None]) -> bool | None:
    return False if False in told else None if None in told else True


def _any(told: list[bool | None]) -> bool | None:
    return True if True in told else None if None in told else False

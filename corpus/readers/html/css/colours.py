"""Colours as style sheets write them, as red, green and blue, and how much of what is behind shows through.

The formulas are those of CSS Color 4: every notation is brought to the colours of a screen (sRGB).
"""

from __future__ import annotations

import math
import re

from corpus.readers.html.css.selectors import split_list
from corpus.readers.html.tags import colours

Colour = tuple[int, ...]  # red, green, blue: from 0 to 255
_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_FUNCTION = re.compile(r"(rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(([^()]{1,120})\)")
_TERM = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(%|deg|grad|rad|turn)?|none")
_PART = re.compile(r"(?:^|\s)(\d+\.?\d*)%")
_DEGREES = {"deg": 1.0, "grad": 0.9, "rad": 180 / math.pi, "turn": 360.0}
_LINEAR = ("srgb-linear", "xyz", "xyz-d50", "xyz-d65")  # spaces of `color()` that are not those of a screen's figures
Terms = list[tuple[float, str]]


def colour_of(value: str) -> tuple[Colour, float] | None:
    """The colour and its opacity (0 to 1) of a value in small letters; None for what is none, or one of the many names
    that hardly hide."""
    value = colours().get(value, value)
    if value == "transparent":
        return (0, 0, 0), 0.0
    if match := _HEX.fullmatch(value):
        digits = match[1] if len(match[1]) >= 6 else "".join(2 * digit for digit in match[1])
        parts = [int(digits[at : at + 2], 16) for at in range(0, len(digits), 2)]
        return tuple(parts[:3]), parts[3] / 255 if len(parts) == 4 else 1.0
    if value.startswith(("color-mix(", "light-dark(")) and value.endswith(")"):
        return _mixed(split_list(value[value.index("(") + 1 : -1]), value.startswith("light"))
    match = _FUNCTION.fullmatch(value)
    return _of_function(match[1], match[2]) if match else None


def _mixed(parts: list[str], first: bool) -> tuple[Colour, float] | None:
    """Two colours mixed as the figures of a screen, in whatever space that is said to be done; or the `first`."""
    if first:
        return colour_of(parts[0].strip()) if len(parts) == 2 else None
    shares = [_PART.search(part) for part in parts[1:]]
    found = [colour_of(_PART.sub("", part).strip()) for part in parts[1:]]
    if len(found) != 2 or found[0] is None or found[1] is None:
        return None
    said = [float(share[1]) / 100 if share else None for share in shares]
    one = said[0] if said[0] is not None else 1 - said[1] if said[1] is not None else 0.5
    other = said[1] if said[1] is not None else 1 - one
    whole = max(one + other, 1e-6)
    drawn = tuple(round((one * a + other * b) / whole) for a, b in zip(found[0][0], found[1][0], strict=True))
    return drawn, (one * found[0][1] + other * found[1][1]) / whole * min(whole, 1.0)


def _of_function(name: str, given: str) -> tuple[Colour, float] | None:
    words = given.replace(",", " ").replace("/", " ").split()
    space = words.pop(0) if name == "color" and words else ""
    terms = [_TERM.fullmatch(word) for word in words]
    if len(words) not in (3, 4) or not all(terms):
        return None
    told: Terms = [(float(term[1] or 0), term[2] or "") for term in terms if term]
    alpha = _share(told[3], 1.0) if len(told) == 4 else 1.0
    drawn = _screen(name, space, told[:3])
    return tuple(round(255 * min(1.0, max(0.0, part))) for part in drawn), min(1.0, max(0.0, alpha))


def _screen(name: str, space: str, told: Terms) -> list[float]:
    """Red, green, blue from 0 to 1, not yet cut off at the ends."""
    first, second, third = told
    match name:
        case "rgb" | "rgba":
            return [_share(term, 255.0) for term in told]
        case "hsl" | "hsla":
            return _hsl(_angle(first), *(_share((number, unit or "%"), 1.0) for number, unit in (second, third)))
        case "hwb":
            white, black = (_share((number, unit or "%"), 1.0) for number, unit in (second, third))
            if white + black >= 1:
                return [white / (white + black)] * 3
            return [part * (1 - white - black) + white for part in _hsl(_angle(first), 1.0, 0.5)]
        case "lab" | "lch":
            a, b = _axes(second, third, 125.0 if name == "lab" else 150.0, polar=name == "lch")
            return _lab(100 * _share(first, 100.0), a, b)
        case "oklab" | "oklch":
            a, b = _axes(second, third, 0.4, polar=name == "oklch")
            return _oklab(_share(first, 1.0), a, b)
        case _:
            parts = [_share(term, 1.0) for term in told]
            if space == "srgb-linear":
                return [_curved(part) for part in parts]
            return _of_xyz(*parts) if space in _LINEAR else parts


def _share(term: tuple[float, str], whole: float) -> float:
    """As a part of `whole`."""
    number, unit = term
    return number / 100 if unit == "%" else number / whole


def _angle(term: tuple[float, str]) -> float:
    return term[0] * _DEGREES.get(term[1], 1.0)


def _axes(one: tuple[float, str], other: tuple[float, str], full: float, *, polar: bool) -> tuple[float, float]:
    reach = one[0] * full / 100 if one[1] == "%" else one[0]
    if not polar:
        return reach, other[0] * full / 100 if other[1] == "%" else other[0]
    turn = math.radians(_angle(other))
    return reach * math.cos(turn), reach * math.sin(turn)


def _hsl(hue: float, saturation: float, light: float) -> list[float]:
    def part(n: float) -> float:
        k = (n + hue / 30) % 12
        return light - saturation * min(light, 1 - light) * max(-1.0, min(k - 3, 9 - k, 1.0))

    return [part(0), part(8), part(4)]


def _lab(light: float, a: float, b: float) -> list[float]:
    y = (light + 16) / 116
    cubes = [part**3 if part > 6 / 29 else (part - 16 / 116) / 7.787 for part in (y + a / 500, y, y - b / 200)]
    x, y, z = (part * white for part, white in zip(cubes, (0.96430, 1.0, 0.82510), strict=True))
    # From the white of paper (D50) to that of screens (D65).
    return _of_xyz(
        0.95547 * x - 0.02310 * y + 0.06326 * z,
        -0.02837 * x + 1.00994 * y + 0.02104 * z,
        0.01231 * x - 0.02051 * y + 1.33037 * z,
    )


def _oklab(light: float, a: float, b: float) -> list[float]:
    long, middle, short = (
        (light + p * a + q * b) ** 3
        for p, q in ((0.3963377774, 0.2158037573), (-0.1055613458, -0.0638541728), (-0.0894841775, -1.2914855480))
    )
    return [
        _curved(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
        _curved(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
        _curved(-0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short),
    ]


def _of_xyz(x: float, y: float, z: float) -> list[float]:
    return [
        _curved(3.2409699 * x - 1.5373832 * y - 0.4986108 * z),
        _curved(-0.9692436 * x + 1.8759675 * y + 0.0415551 * z),
        _curved(0.0556301 * x - 0.2039770 * y + 1.0569715 * z),
    ]


def _curved(linear: float) -> float:
    """From the strength of light to the figure that a screen is given."""
    return 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055

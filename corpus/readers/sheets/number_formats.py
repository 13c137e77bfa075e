"""A number as the format of its cell shows it: decimals, thousands, percentages, currencies.

Points and commas are written as the format code has them: the file does not say whether a reader's own computer would
swap them.
"""

from __future__ import annotations

import decimal
import math
import re
from collections.abc import Sequence
from decimal import Decimal

_PART = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<blank>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>general)|(?P<power>e[+-]0+)|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)"
    r"|(?P<text>@)|(?P<other>.)",
    re.I | re.S,
)
_SECTION = re.compile(r'((?:"[^"]*"?|\\.|\[[^\]]*\]|[^;])*)(?:;|$)', re.S)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
_LONGEST_CODE = 255  # of a format in Excel
_DIGITS = 10  # that are shown where no format says how many
_WIDE = decimal.Context(prec=400, rounding=decimal.ROUND_HALF_UP)

Parts = Sequence[tuple[str, str]]
"""What a section of a format code is made of: (kind, characters)."""


def sections(code: str) -> list[str]:
    """The parts of a format code for numbers above, below and at zero, and for text."""
    found: list[str] = []
    for match in _SECTION.finditer(code):
        found.append(match[1])
        if match[0] == match[1]:  # no semicolon behind it
            break
    return found


def parts(section: str) -> list[tuple[str, str]]:
    return [(match.lastgroup or "", match[match.lastgroup or 0]) for match in _PART.finditer(section)]


def shown_text(text: str, code: str) -> str:
    """A text in a cell of this format; a format may hide it, or put words around it."""
    fourth = sections(code)[3:4]
    if not fourth or len(code) > _LONGEST_CODE:
        return text
    return "".join(text if kind == "text" else _literal(kind, part) for kind, part in parts(fourth[0]))


def shown_number(value: int | float, code: str) -> str:
    """A number in a cell of this format."""
    if len(code) > _LONGEST_CODE or not math.isfinite(value):
        return general(value)
    section, magnitude, signed = _chosen(value, code)
    pieces = parts(section)
    kinds = {kind for kind, _ in pieces}
    fraction = any(kind == "other" and part == "/" for kind, part in pieces)
    if "general" in kinds or "text" in kinds or ("digit" in kinds and fraction):
        number = general(magnitude)
        spelled = "".join(number if kind in ("general", "text") else _literal(kind, part) for kind, part in pieces)
        spelled = number if fraction else spelled
    elif "digit" not in kinds:
        return "".join(_literal(kind, part) for kind, part in pieces)
    else:
        try:
            spelled = _spelled(magnitude, pieces)
        except decimal.InvalidOperation:
            spelled = general(magnitude)
    return f"-{spelled}" if signed and any(char in "123456789" for char in spelled) else spelled


def general(value: int | float) -> str:
    """A number without a format of its own: whole numbers in full, others in ten digits."""
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e15):
        return str(int(value))
    return format(value, f".{_DIGITS}g").upper()


def _chosen(value: int | float, code: str) -> tuple[str, int | float, bool]:
    """The section that shows `value`, the number to show in it, and whether that gets a minus."""
    found = sections(code)[:3]
    stated = [_condition(section) for section in found]
    if any(stated):
        for section, condition in zip(found, stated, strict=True):
            if condition is None or _holds(value, *condition):
                return section, abs(value), value < 0
        return found[-1], abs(value), value < 0
    if value < 0 and len(found) > 1:
        return found[1], -value, False
    if value == 0 and len(found) > 2:
        return found[2], value, False
    return found[0], abs(value), value < 0


def _condition(section: str) -> tuple[str, float] | None:
    for kind, part in parts(section):
        if kind == "bracket" and (match := _CONDITION.fullmatch(part)):
            return match[1], float(match[2])
    return None


def _holds(value: float, sign: str, limit: float) -> bool:
    return {
        "<": value < limit,
        ">": value > limit,
        "<=": value <= limit,
        ">=": value >= limit,
        "=": value == limit,
        "<>": value != limit,
    }[sign]


def _literal(kind: str, part: str) -> str:
    if kind == "bracket":  # [$€-C0A] is a currency, [Red] a colour
        return part[1:].split("-")[0] if part.startswith("$") else ""
    if kind in ("blank", "fill"):
        return " "
    return "" if kind in ("digit", "comma", "general", "text") else part


def _spelled(value: int | float, pieces: Parts) -> str:
    kinds = [kind for kind, _ in pieces]
    point = kinds.index("point") if "point" in kinds else len(kinds)
    first, last = kinds.index("digit"), len(kinds) - 1 - kinds[::-1].index("digit")
    places = kinds[point:].count("digit")
    whole = [at for at in range(min(point, len(kinds))) if kinds[at] == "digit"]
    end = whole[-1] if whole else -1
    grouped = any(kinds[at] == "comma" for at in range(first, end))
    # A comma behind the last digit leaves out three digits.
    scale = sum(kind == "comma" for kind in kinds[end + 1 : point]) if whole else 0
    scale += sum(kind == "comma" for kind in kinds[last + 1 :]) if point < len(kinds) else 0
    number = Decimal(repr(value)).scaleb(2 * kinds.count("percent") - 3 * scale, _WIDE)
    power = next((part for kind, part in pieces if kind == "power"), "")
    exponent = 0
    if power:
        exponent = number.adjusted() if number else 0
        number = number.scaleb(-exponent, _WIDE)
    integer, _, decimals = format(number.quantize(Decimal(1).scaleb(-places), context=_WIDE), "f").partition(".")
    left = _integer(integer if int(integer) else "", [(at, pieces[at][1]) for at in whole], grouped)
    right = _decimals(
        decimals, [(at, part) for at, (kind, part) in enumerate(pieces) if kind == "digit" and at > point]
    )
    digits = {**left, **right}
    spelled: list[str] = []
    for at, (kind, part) in enumerate(pieces):
        if kind == "digit":
            spelled.append(digits[at])
        elif kind == "point":
            if not whole:
                spelled.append(integer if int(integer) else "")
            spelled.append(part if any(right.values()) else "")
        elif kind == "power":
            sign = "-" if exponent < 0 else "+" if part[1] == "+" else ""
            spelled.append(f"E{sign}{abs(exponent):0{len(part) - 2}d}")
        else:
            spelled.append(_literal(kind, part))
    return "".join(spelled)


def _integer(digits: str, places: Sequence[tuple[int, str]], grouped: bool) -> dict[int, str]:
    """The digits before the point at their places, filled from the right; the first place takes what is left."""
    found: dict[int, str] = {}
    count = 0
    for number, (at, mark) in enumerate(reversed(places), 1):
        take = digits if number == len(places) else digits[-1:]
        digits = digits[: len(digits) - len(take)]
        take = take or ("0" if mark == "0" else "")
        spelled = ""
        for digit in reversed(take):
            spelled = digit + ("," if grouped and count and count % 3 == 0 else "") + spelled
            count += 1
        found[at] = spelled
    return found


def _decimals(digits: str, places: Sequence[tuple[int, str]]) -> dict[int, str]:
    """The digits behind the point; noughts at the end only where the format asks for them."""
    found: dict[int, str] = {}
    needed = False
    for (at, mark), digit in reversed(list(zip(places, digits, strict=True))):
        needed = needed or mark == "0" or digit != "0"
        found[at] = digit if needed else ""
    return found

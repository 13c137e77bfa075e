"""Numbers and lengths as style sheets write them."""

from __future__ import annotations

import re

_NUMBER = r"([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)"
_LENGTH = re.compile(rf"(?:calc\(\s*)?{_NUMBER}([a-z]*|%)\s*\)?")
# Pixels; those that depend on letters or on the window, as most pages and screens have them.
_PIXELS = {
    "": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 37.8, "mm": 3.78, "q": 0.945, "em": 16.0,
    "rem": 16.0, "%": 0.16, "ex": 8.0, "ch": 8.0, "lh": 20.0, "rlh": 20.0, "vw": 12.0, "vh": 8.0, "vmin": 8.0,
    "vmax": 12.0, "svh": 8.0, "lvh": 8.0, "dvh": 8.0, "svw": 12.0, "lvw": 12.0, "dvw": 12.0,
}  # fmt: skip


def number(text: str) -> float | None:
    """Without a unit; "5 %" is .05. None for what is no number."""
    match = _LENGTH.fullmatch(text)
    if not match or match[2] not in ("", "%"):
        return None
    return float(match[1]) / (100 if match[2] == "%" else 1)


def pixels(text: str) -> float | None:
    """How long that is, about. A share ("10%") is taken as one of a letter's height. None for what is no length."""
    match = _LENGTH.fullmatch(text)
    return float(match[1]) * _PIXELS[match[2]] if match and match[2] in _PIXELS else None

"""Colours that nobody can tell apart, as office files write them: "1F4E79"."""

from __future__ import annotations

import re

_HEX = re.compile(r"(?:[0-9a-fA-F]{2})?([0-9a-fA-F]{6})")
_ALIKE = 12  # steps of 255
Colour = tuple[int, int, int]  # red, green, blue: from 0 to 255
WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)


def colour_of(text: str | None) -> Colour | None:
    """A colour of six figures, or of eight with its opacity first; None for what is none."""
    match = _HEX.fullmatch(text or "")
    if not match:
        return None
    return int(match[1][:2], 16), int(match[1][2:4], 16), int(match[1][4:], 16)


def are_alike(one: Colour | None, other: Colour | None) -> bool:
    """Whether both are known, and look the same."""
    return one is not None and other is not None and all(abs(a - b) <= _ALIKE for a, b in zip(one, other, strict=True))

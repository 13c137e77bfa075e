"""Runs of a text, by where they start and end."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise


def stripped(text: str, start: int, end: int, cuts: Iterable[int]) -> list[tuple[int, int]]:
    """Spans [start, end) of what lies between the cuts in text[start:end], without the white space around it; spans
    that hold nothing else are left out."""
    spans = []
    for left, right in pairwise([start, *cuts, end]):
        piece = text[left:right]
        left += len(piece) - len(piece.lstrip())
        right -= len(piece) - len(piece.rstrip())
        if left < right:
            spans.append((left, right))
    return spans

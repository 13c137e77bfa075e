"""Sheets whose cells say something by their colour."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from corpus.structure.colour_keys import Filled, words_of_colours
from corpus.text.normalize import clean, squeeze

_WHITE = ("00000000", "00ffffff", "ffffffff")


def coloured_words(cells: Iterable[Any]) -> dict[tuple[int, int], str]:
    """(row, column) → what an empty coloured cell says; `cells` are all of the sheet's, in order of rows."""
    rows: dict[int, list[Any]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    table = [[Filled(_colour(cell), _text(cell)) for cell in row] for row in rows.values()]
    numbers = list(rows)
    found = words_of_colours([table])
    return {(numbers[row], rows[numbers[row]][at].column): words for (_, row, at), words in found.items()}


def _colour(cell: Any) -> str:
    fill = cell.fill
    if fill is None or fill.patternType != "solid":
        return ""
    colour = fill.fgColor
    value = f"{colour.type} {getattr(colour, colour.type)} {colour.tint}".lower()
    return "" if any(white in value for white in _WHITE) else value


def _text(cell: Any) -> str:
    return squeeze(clean(str(cell.value))) if cell.value is not None else ""

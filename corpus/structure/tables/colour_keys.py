"""Cells that say what they say by their colour alone: the key beside the table gives the words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_WORDS = 6  # of a name in a key
_LEAST = 2  # colours: a key tells some from others


class Filled(NamedTuple):
    """A cell, or a patch of colour in a line: its `colour` ("" none, else as the format writes it) and its text."""

    colour: str
    text: str


Place = tuple[int, int, int]
"""Table, row, place in the row."""


def words_of_colours(
    tables: Sequence[Sequence[Sequence[Filled]]], lines: Sequence[Sequence[Filled]] = ()
) -> dict[Place, str]:
    """What each empty coloured cell of these tables says.

    A row of a key holds patches of colour, each with its name behind it or on it, and nothing else; `lines` are such
    rows outside of tables. A colour with two names, as the stripes of a table have, says nothing.
    """
    names: dict[str, set[str]] = {}
    keys: set[tuple[int, int]] = set()
    rows = [((at, number), row) for at, table in enumerate(tables) for number, row in enumerate(table)]
    for place, row in [*rows, *(((-1, -1), line) for line in lines)]:
        found = _named(row)
        if found:
            keys.add(place)
        for colour, name in found:
            names.setdefault(colour, set()).add(name)
    single = {colour: next(iter(found)) for colour, found in names.items() if len(found) == 1}
    if len(set(single.values())) < _LEAST:
        return {}
    return {
        (*place, at): single[cell.colour]
        for place, row in rows
        if place not in keys
        for at, cell in enumerate(row)
        if not cell.text and cell.colour in single
    }


def _named(row: Sequence[Filled]) -> list[tuple[str, str]]:
    """(colour, name) of each patch of a key's row; [] for other rows."""
    cells = [cell for cell in row if cell.colour or cell.text]
    if any(len(cell.text.split()) > _WORDS for cell in cells):
        return []
    colours = [cell.colour for cell in cells if cell.colour]
    if not colours or len(set(colours)) < len(colours):
        return []
    behind = list(zip(cells[::2], cells[1::2], strict=False))
    if len(cells) % 2 == 0 and all(
        one.colour and not one.text and name.text and not name.colour for one, name in behind
    ):
        return [(one.colour, name.text) for one, name in behind]
    if all(cell.colour and cell.text for cell in cells) and len(cells) >= _LEAST:
        return [(cell.colour, cell.text) for cell in cells]
    return []

"""A made table while it is drawn up, and the words that most of them share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from evals.pages.tables import Cell, Triple
from evals.pages.words import Words


@dataclass(slots=True)
class Draft:
    """Its rows so far, `heads` of which name the columns, and what they say."""

    rows: list[list[Cell]] = field(default_factory=list)
    triples: list[Triple] = field(default_factory=list)
    heads: int = 1

    def head(self, *names: str | Cell) -> None:
        """A row that names the columns."""
        cells = (name if isinstance(name, Cell) else Cell(name) for name in names)
        self.rows.append([replace(cell, bold=True) for cell in cells])

    def add(self, row: Sequence[Cell], says: Sequence[tuple[str, str]], label: str, section: str = "") -> None:
        """A row, and (header, value) of what it says."""
        self.rows.append(list(row))
        self.triples += [Triple(label, header, value, section) for header, value in says if value]


def names_of(words: Words, *names: str) -> list[str]:
    """Headers in the language of `words`."""
    return [words["headers"][name] for name in names]


def labels_of(words: Words, count: int) -> list[str]:
    """Numbered names of rows."""
    return [f"{at}. {words.draw('thing')}" for at in range(1, count + 1)]


def values_of(words: Words) -> list[str]:
    """An institution, a year and an amount."""
    return [words.draw("institution"), str(words.random.randint(2020, 2029)), words.number()]

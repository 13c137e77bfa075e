"""A made table: its cells as they are drawn and what each of its rows says, finished or while it is drawn up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from evals.suites.pages.matter import Words


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that covers `across` columns and `down` rows. `fill` is a colour ("#rrggbb") or ""."""

    text: str = ""
    across: int = 1
    down: int = 1
    right: bool = False
    bold: bool = False
    fill: str = ""


@dataclass(frozen=True, slots=True)
class Triple:
    """What a row, named by the text of its first cell, says under a header. `section` is the part of the table it
    stands in, "" where it has none. Names of a header of two rows follow each other; `own` is one
    that says enough alone: the lower of the two, or the first of those that a merged cell stands under."""

    row: str
    header: str
    value: str
    section: str = ""
    own: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """`heads`: how many of `rows` name the columns. A cell that another covers is not among its row's.

    `key`: (colour, its name) of a key below the table. `turned`: drawn on a page that is looked at sideways.
    """

    name: str
    shape: str
    language: str
    rows: tuple[tuple[Cell, ...], ...]
    heads: int
    triples: tuple[Triple, ...]
    title: str = ""
    before: str = ""
    after: str = ""
    ruled: bool = True
    turned: bool = False
    key: tuple[tuple[str, str], ...] = ()

    @property
    def width(self) -> int:
        return sum(cell.across for cell in self.rows[0])

    def placed(self) -> Iterator[tuple[int, int, Cell]]:
        """(row, column, cell) of each cell, by its upper left corner."""
        taken: set[tuple[int, int]] = set()
        for at, row in enumerate(self.rows):
            column = 0
            for cell in row:
                while (at, column) in taken:
                    column += 1
                yield at, column, cell
                taken |= {(at + n, column + m) for n in range(cell.down) for m in range(cell.across)}
                column += cell.across


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

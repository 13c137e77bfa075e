"""One figure: what was measured, what it must reach, whether it does; and figures as a table or as JSON."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TextIO

if TYPE_CHECKING:
    from rich.table import Table

Unit = Literal["share", "ratio", "seconds", "count"]
Tell = Callable[[str], None]  # hears what is being done


class Skipped(Exception):
    """A part cannot be measured here; the message says why. No fault of the project's."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a suite is to measure. `scratch` is emptied afterwards, `kept` holds indexes for another time, `shared` need
    not exist; `only` these parts, or all; `configured`: by the embedding model of the settings."""

    scratch: Path
    kept: Path
    shared: Path
    only: tuple[str, ...] = ()
    configured: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A row of the table.

    `value` is None where nothing was measured (`detail` says why; `failed` tells a fault from what was skipped). A
    `target` of None makes it a figure for information; it is a lower bound unless `at_most`. `numbers` are the figures
    behind `detail`, by name, and `missed` the ids of the questions that went wrong (of the development half only: the
    other one is not to be looked at). Seconds are wall-clock.
    """

    part: str
    name: str
    value: float | None
    unit: Unit = "share"
    target: float | None = None
    at_most: bool = False
    detail: str = ""
    numbers: Mapping[str, float] = field(default_factory=dict)
    missed: tuple[str, ...] = ()
    failed: bool = False

    @property
    def reached(self) -> bool | None:
        """None where there is no target or nothing was measured; never true of a part that failed."""
        if self.failed:
            return False
        if self.target is None or self.value is None:
            return None
        return self.value <= self.target if self.at_most else self.value >= self.target

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "numbers": dict(self.numbers), "reached": self.reached}


def share(part: int, whole: int) -> float:
    """`part / whole`; of nothing, 0."""
    return part / whole if whole else 0.0


def each(parts: Mapping[str, Callable[[], list[Figure]]]) -> list[Figure]:
    """The figures of these parts; one that fails is a row that says so, and the others are measured all the same."""
    figures: list[Figure] = []
    for name, measure in parts.items():
        try:
            figures += measure()
        except Skipped as reason:
            figures.append(Figure(name, "", None, detail=f"skipped: {reason}"))
        except Exception as error:
            traceback.print_exc()
            figures.append(Figure(name, "", None, detail=f"failed: {error}", failed=True))
    return figures


HEADERS = ("part", "what", "must reach", "value", "reached", "beside it")
_FORMATS: dict[Unit, str] = {"share": "{:.3f}", "ratio": "{:.2f}", "seconds": "{:.2f} s", "count": "{:.0f}"}
_COLOURS = {"yes": "green", "NO": "bold red"}


def cells(figure: Figure) -> tuple[str, ...]:
    """One text for each header."""
    shape = _FORMATS[figure.unit]
    target = "" if figure.target is None else f"{'≤' if figure.at_most else '≥'} {shape.format(figure.target)}"
    value = "" if figure.value is None else shape.format(figure.value)
    reached = {True: "yes", False: "NO", None: ""}[figure.reached]
    return (figure.part, figure.name, target, value, reached, figure.detail)


def plain(figures: Sequence[Figure]) -> str:
    """Columns padded with spaces; the last one runs free."""
    rows = [HEADERS, *(cells(figure) for figure in figures)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(HEADERS) - 1)]
    rows.insert(1, (*("-" * width for width in widths), "-" * len(HEADERS[-1])))
    lines = ("  ".join([*map(str.ljust, row, widths), row[-1]]).rstrip() for row in rows)
    return "\n".join(lines) + "\n"


def markdown(figures: Sequence[Figure]) -> str:
    """A Markdown table; targets that are not reached stand out."""
    rows = [HEADERS, ("---",) * len(HEADERS)]
    for figure in figures:
        row = [cell.replace("\\", "\\\\").replace("|", "\\|") for cell in cells(figure)]
        rows.append(tuple("**NO**" if cell == "NO" else cell for cell in row))
    return "\n".join("| " + " | ".join(row) + " |" for row in rows) + "\n"


def to_json(figures: Sequence[Figure], conditions: Mapping[str, str]) -> str:
    """`conditions` are those of the run: where, with what."""
    data = {"conditions": dict(conditions), "figures": [figure.to_json() for figure in figures]}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def show(figures: Sequence[Figure], stream: TextIO) -> None:
    """Print the table, with rules and colours where a person watches."""
    if not stream.isatty():
        stream.write(plain(figures))
        return
    from rich.console import Console

    Console(file=stream).print(_rich(figures))


def _rich(figures: Sequence[Figure]) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table()
    for header in HEADERS:
        table.add_column(header, overflow="fold")
    for before, figure in zip([None, *figures], figures, strict=False):
        if before is not None and before.part != figure.part:
            table.add_section()
        row = cells(figure)
        # Text, not str: square brackets in a cell are no markup
        table.add_row(*(Text(cell, style=_COLOURS.get(cell, "")) for cell in row))
    return table

"""The figures as a table: for a terminal, for a file or pipe, as Markdown, as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TextIO

from evals.bench.figures import Figure, Unit

if TYPE_CHECKING:
    from rich.table import Table

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

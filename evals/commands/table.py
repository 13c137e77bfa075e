"""A plain table for the terminal, which a pipe keeps as it is."""

from __future__ import annotations

from collections.abc import Sequence


def table(headers: Sequence[str], lines: Sequence[Sequence[str]], left: int) -> str:
    """Columns padded with spaces; the first `left` ones are aligned left, the others right."""
    rows = [list(headers), *(list(line) for line in lines)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(headers))]
    rows.insert(1, ["-" * width for width in widths])
    padded = (
        [c.ljust(w) if n < left else c.rjust(w) for n, (c, w) in enumerate(zip(r, widths, strict=True))] for r in rows
    )
    return "\n".join("  ".join(cells).rstrip() for cells in padded)

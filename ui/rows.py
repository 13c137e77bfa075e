"""Rows for programs: JSON lines or CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from ui.console import Console


def show_rows(console: Console, rows: Sequence[Mapping[str, Any]], form: str) -> None:
    """Print rows of equal keys as `form`, "json" (one object a line) or "csv" (with a header)."""
    if form == "json":
        for row in rows:
            console.show_json(row)
        return
    if not rows:
        return
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: _safe(value) for key, value in row.items()} for row in rows)
    console.show(stream.getvalue().rstrip("\n"))


def _safe(value: Any) -> Any:
    """A spreadsheet would take a cell that begins so for a formula: an apostrophe keeps it a text."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def aligned(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A plain table, columns padded with spaces; the last one runs free."""
    lines = [list(headers), *(list(row) for row in rows)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(headers) - 1)]
    lines.insert(1, ["-" * width for width in widths] + ["-" * len(headers[-1])])
    return "\n".join("  ".join([*map(str.ljust, line[:-1], widths), line[-1]]).rstrip() for line in lines)

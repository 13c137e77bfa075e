"""`python -m evals.bench`: measure, print, and say by the exit code whether every target is reached.

Exit code 0: all targets reached or skipped; 1: one is missed, or a part failed.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from evals.bench.figures import Figure, Skipped
from evals.bench.table import markdown, show, to_json

# In the order of the table. Each is a module of this package with `measure(homes)`.
PARTS = (
    "xquad",
    "reading",
    "search",
    "answers",
    "warm",
    "kinds",
    "conditions",
    "pages",
    "commands",
    "models",
    "encoder",
    "parsing",
)
ROOT = Path(__file__).resolve().parents[2]
INTRODUCTION = """\
# Figures

What `make bench` measured last, written by `python -m evals.bench --markdown docs/figures.md`. Each part is a module of
`evals/bench`, which says how it measures. Shares and intervals come out the same each time; times depend on the machine
and on what else it does. Rows without a target are for information.

"""


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    started = time.monotonic()

    def tell(text: str) -> None:
        print(f"[{time.monotonic() - started:4.0f} s] {text}", file=sys.stderr, flush=True)

    with tempfile.TemporaryDirectory(prefix="ogp-bench-", ignore_cleanup_errors=True) as folder:
        figures, conditions = run(options.only or PARTS, Path(folder), options.shared, tell)
    conditions["seconds"] = f"{time.monotonic() - started:.0f}"
    listed = "; ".join(f"{name}: {value}" for name, value in conditions.items())
    show(figures, sys.stdout)
    print(listed)
    if options.json:
        options.json.write_text(to_json(figures, conditions), encoding="utf-8")
    if options.markdown:
        text = f"{INTRODUCTION}{markdown(figures)}\n{listed}.\n"
        options.markdown.write_text(text, encoding="utf-8")
    return 1 if any(figure.reached is False for figure in figures) else 0


def run(
    parts: Sequence[str], folder: Path, shared: Path, tell: Callable[[str], None]
) -> tuple[list[Figure], dict[str, str]]:
    """The figures of these parts, in the table's order, and the conditions they were measured under."""
    from evals.bench.homes import Homes

    homes = Homes(folder, shared, tell)
    load = [_load()]
    measures = {name: import_module(f"evals.bench.{name}").measure for name in PARTS if name in parts}
    figures = [figure for name, measure in measures.items() for figure in _part(name, measure, homes)]
    conditions = {"processors": str(os.cpu_count()), "Python": platform.python_version()}
    load.append(_load())
    conditions["load, start to end"] = " to ".join(load)
    conditions["translator"] = "yes" if homes.bridge.translates("es", "en") else "no"
    if "embedder" in vars(homes):  # not loaded only to be named
        conditions["model"] = homes.embedder.name
    return figures, conditions


def _load() -> str:
    """Processes that want a processor, over the last minute: with more than there are processors, times are unsure."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def _part(name: str, measure: Callable[..., list[Figure]], homes: object) -> list[Figure]:
    """One part's figures; one that fails is a row that says so, and the others are measured all the same."""
    try:
        return measure(homes)
    except Skipped as reason:
        return [Figure(name, "", None, detail=f"skipped: {reason}")]
    except Exception as error:
        traceback.print_exc()
        return [Figure(name, "", None, detail=f"failed: {error}", failed=True)]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.bench", description="Measure what the project promises.")
    parser.add_argument(
        "--only", metavar="NAME", action="append", choices=PARTS, help=f"one part, may be repeated: {', '.join(PARTS)}"
    )
    parser.add_argument("--json", metavar="FILE", type=Path, help="write everything measured to FILE")
    parser.add_argument("--markdown", metavar="FILE", type=Path, help="write the table to FILE")
    parser.add_argument(
        "--shared",
        metavar="FOLDER",
        type=Path,
        default=ROOT.parent / "shared",
        help="the seed documents and benchmarks (default: the folder shared beside the project)",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())

"""`python -m evals.suites NAME`: measure, print the table, and say by the exit code whether every target is reached.

Exit code 0: all targets reached or skipped; 1: one is missed, a part failed, or nothing could be measured.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from corpus.errors import OgpError
from corpus.home import home_dir
from evals.suites.figures import Figure, Wanted, markdown, show, to_json

# Each is a module with an INTRODUCTION, PARTS by name, and `measure(wanted, tell)`.
SUITES = {
    "bench": ("evals.suites.bench", "what the project promises: search, answers, speed, memory"),
    "hostile": (
        "evals.suites.adversarial.parts",
        "attack the assistant in every way known: what comes through?",
    ),
    "paraphrases": ("evals.suites.paraphrases", "the checks of a model's claims against true and false ones"),
    "sweeps": ("evals.suites.defaults", "several values of each default, and what the development half would choose"),
}
SHARED = Path(__file__).resolve().parents[3] / "shared"
Measured = tuple[list[Figure], dict[str, str]]


def main(arguments: Sequence[str] | None = None, measure: Callable[..., Measured] | None = None) -> int:
    parser = _parser()
    options = parser.parse_args(arguments)
    suite = import_module(SUITES[options.suite][0])
    if unknown := [name for name in options.only if name not in suite.PARTS]:
        parser.error(f"no part {', '.join(unknown)} of {options.suite}; known: {', '.join(suite.PARTS)}")
    started = time.monotonic()

    def tell(text: str) -> None:
        print(f"[{time.monotonic() - started:4.0f} s] {text}", file=sys.stderr, flush=True)

    conditions = {"processors": str(os.cpu_count()), "Python": platform.python_version(), "load at first": _load()}
    try:
        with tempfile.TemporaryDirectory(prefix=f"ogp-{options.suite}-", ignore_cleanup_errors=True) as scratch:
            kept = options.folder or home_dir() / "evals"
            wanted = Wanted(Path(scratch), kept, options.shared, tuple(options.only), options.embedder)
            figures, more = (measure or suite.measure)(wanted, tell)
    except OgpError as error:
        print(error, file=sys.stderr)
        return 1
    conditions |= {**more, "load at last": _load(), "seconds": f"{time.monotonic() - started:.0f}"}
    listed = "; ".join(f"{name}: {value}" for name, value in conditions.items())
    show(figures, sys.stdout)
    print(listed)
    for figure in figures if options.cases else ():
        for text in dict.fromkeys(figure.missed):
            print(f"- {figure.part}, {figure.name}: {text}")
    if options.json:
        options.json.write_text(to_json(figures, conditions), encoding="utf-8")
    if options.markdown:
        options.markdown.write_text(f"{suite.INTRODUCTION}{markdown(figures)}\n{listed}.\n", encoding="utf-8")
    return 1 if any(figure.reached is False for figure in figures) else 0


def _load() -> str:
    """Processes that want a processor, over the last minute: with more than there are processors, times are unsure."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m evals.suites",
        description="Measure. " + "; ".join(f"{name}: {what}" for name, (_, what) in SUITES.items()) + ".",
    )
    parser.add_argument("suite", choices=SUITES)
    parser.add_argument("--only", metavar="NAME", action="append", default=[], help="one part, may be repeated")
    parser.add_argument("--cases", action="store_true", help="print what went wrong, case by case")
    parser.add_argument("--json", metavar="FILE", type=Path, help="write everything measured to FILE")
    parser.add_argument("--markdown", metavar="FILE", type=Path, help="write the table to FILE")
    parser.add_argument("--folder", metavar="FOLDER", type=Path, help="kept indexes (default: evals under OGP_HOME)")
    parser.add_argument(
        "--shared",
        metavar="FOLDER",
        type=Path,
        default=SHARED,
        help="documents, benchmarks (default: %(default)s)",
    )
    parser.add_argument(
        "--embedder", action="store_true", help="hostile: with the configured embedding model, not by words alone"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())

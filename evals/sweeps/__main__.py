"""`python -m evals.sweeps`: try several values of each default, and print what the development half would choose.

Changes no default. The indexes stay in the folder, so that another run is quicker.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from importlib import import_module
from pathlib import Path

from corpus.errors import OgpError
from corpus.home import home_dir
from evals.libraries import asked, described
from evals.sweeps.tables import markdown

# In the order of the report. Each is a module of this package with `measure(ground)`.
NAMES = ("passage", "weights", "k", "threshold")


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0: measured; 1: it could not be, with the reason on stderr."""
    options = _parser().parse_args(arguments)
    started = time.monotonic()

    def tell(text: str) -> None:
        print(f"[{time.monotonic() - started:4.0f} s] {text}", file=sys.stderr, flush=True)

    from evals.sweeps.ground import Ground

    sweeps = []
    try:
        with closing(Ground(options.folder or home_dir() / "evals", asked(options.library or ()), tell)) as ground:
            for name in NAMES:
                if name in (options.only or NAMES):
                    sweeps += import_module(f"evals.sweeps.{name}").measure(ground)
            libraries = ", ".join(f"{library.name} ({len(library.cases)})" for library in ground.opened)
    except OgpError as error:
        print(error, file=sys.stderr)
        return 1
    report = f"{markdown(sweeps)}\nLibraries (question pairs): {libraries}.\n"
    print(report, end="")
    if options.markdown:
        options.markdown.write_text(report, encoding="utf-8")
    tell("done")
    return 0


def _parser() -> argparse.ArgumentParser:
    known = [name for name, entry in described().items() if entry.gold]
    parser = argparse.ArgumentParser(prog="python -m evals.sweeps", description="Try several values of each default.")
    parser.add_argument(
        "--only", metavar="NAME", action="append", choices=NAMES, help=f"one, may be repeated: {', '.join(NAMES)}"
    )
    parser.add_argument(
        "--library", metavar="NAME", action="append", choices=known, help=f"one, may be repeated: {', '.join(known)}"
    )
    parser.add_argument("--markdown", metavar="FILE", type=Path, help="write the report to FILE as well")
    parser.add_argument(
        "--folder", metavar="FOLDER", type=Path, help="where the indexes are kept (default: evals under OGP_HOME)"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())

"""`python -m evals.suites.faults`: try what must hold, a line for each trial; the exit code says whether all held.

Exit code 0: all that were tried held; 1: one did not; 2: wrong usage.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from evals.suites.faults.frame import Trial, trials
from evals.suites.faults.run import Result, line, markdown, run, summary

INTRODUCTION = """\
# What one visitor or one file does to the others

What `make faults` printed last: each line is tried for real, on a home and a server of its own, on this computer alone.
`evals/suites/faults/trials/` holds the trials, one module a kind.

"""


def main(
    arguments: Sequence[str] | None = None,
    found: Callable[[], list[Trial]] = trials,
    tried: Callable[[Iterable[Trial], Path], Iterator[Result]] = run,
) -> int:
    options = _parser().parse_args(arguments)
    chosen = [one for one in found() if not options.only or one.code in options.only]
    if not chosen:
        print(f"no trial of {', '.join(options.only)}", file=sys.stderr)
        return 2
    width = max(len(one.name) for one in chosen)
    if options.list:
        for one in chosen:
            print(f"{one.code:<4} {one.name:<{width}}   {one.must}".rstrip())
        return 0
    started, results = time.monotonic(), []
    folder = Path(tempfile.mkdtemp(prefix="ogp-faults-"))
    for result in tried(chosen, folder):
        results.append(result)
        print(line(result, width), flush=True)
    told = f"{summary(results)} ({time.monotonic() - started:.0f} s)"
    if options.markdown:
        options.markdown.write_text(f"{INTRODUCTION}{markdown(results)}\n{told}; {_conditions()}.\n", encoding="utf-8")
    if any(result.held is False for result in results):
        print(f"what they wrote: {folder}")
        print(told)
        return 1
    shutil.rmtree(folder, ignore_errors=True)
    print(told)
    return 0


def _conditions() -> str:
    return f"processors: {os.cpu_count()}; Python: {platform.python_version()}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m evals.suites.faults", description="Try what one visitor or file can do."
    )
    parser.add_argument("--only", metavar="CODE", action="append", help="the trials of one code, may be repeated")
    parser.add_argument("--list", action="store_true", help="list the trials and what must hold")
    parser.add_argument("--markdown", metavar="FILE", type=Path, help="write the table to FILE")
    return parser


if __name__ == "__main__":
    sys.exit(main())

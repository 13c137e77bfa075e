"""`python -m evals.paraphrases`: the checks of a model's claims against claims that are known to be true or false.

Exit code 0: all targets reached; 1: one is missed, or nothing could be measured (the reason stands on stderr).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from statistics import median, quantiles

from corpus.errors import OgpError
from corpus.home import home_dir
from evals.bench.table import markdown, show
from evals.paraphrases.claims import HALVES, load_claims
from evals.paraphrases.figures import figures
from evals.paraphrases.measure import Decision

INTRODUCTION = """\
# What the checks of a model's claims let through

What `python -m evals.paraphrases --markdown docs/paraphrases.md` measured last: claims about two fictional countries,
written by hand, half of them true in other words than their quotation, half of them false in one respect. The checks
were tuned on the development half; those who wrote the claims wrote the test half too, which makes it easier than what
a stranger would write.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    folder = options.folder or home_dir() / "evals" / "libraries"
    try:
        decisions = _decided(folder)
    except OgpError as error:
        print(error, file=sys.stderr)
        return 1
    rows = figures(decisions)
    show(rows, sys.stdout)
    print(_seconds(decisions))
    if options.show:
        print(_wrong([one for one in decisions if not one.right and one.claim.half == options.show]), end="")
    if options.markdown:
        options.markdown.write_text(f"{INTRODUCTION}\n{markdown(rows)}\n{_seconds(decisions)}\n", encoding="utf-8")
    return 1 if any(row.reached is False for row in rows) else 0


def _decided(folder: Path) -> list[Decision]:
    from evals.libraries import Libraries
    from evals.paraphrases.measure import TimedEmbedder, decide
    from index.embed import open_embedder

    embedder = TimedEmbedder(open_embedder())
    with closing(Libraries(folder, embedder=embedder)) as libraries:
        return decide(libraries, load_claims(), embedder)


def _seconds(decisions: Sequence[Decision]) -> str:
    """Not in the table: times are another each time."""
    told = [1000 * one.seconds for one in decisions]
    return (
        f"A check, apart from the embedder: {median(told):.1f} ms (median), {quantiles(told, n=20)[-1]:.1f} ms (95 %)"
    )


def _wrong(decisions: Sequence[Decision]) -> str:
    return "".join(
        f"{one.claim.id} {one.claim.language} {one.claim.flaw or 'true'}, {one.dropped or 'passed'}\n"
        f"    {one.claim.text}\n    {' '.join(one.quote.split())}\n"
        for one in decisions
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.paraphrases", description="Calibrate the checks of claims.")
    parser.add_argument("--markdown", metavar="FILE", type=Path, help="write the table to FILE as well")
    parser.add_argument(
        "--show",
        metavar="HALF",
        nargs="?",
        const=HALVES[0],
        choices=HALVES,
        help="list the wrong decisions of a half (default: development, the only one to change the checks by)",
    )
    parser.add_argument(
        "--folder", metavar="FOLDER", type=Path, help="where the indexes are kept (default: evals under OGP_HOME)"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())

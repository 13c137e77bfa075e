"""`python -m evals.hostile`: attack, print what came through, and say by the exit code whether nothing did.

Exit code 0: all targets reached; 1: one is missed, or a part failed.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from evals.bench.figures import Figure
from evals.bench.table import markdown, show, to_json
from evals.hostile.attacks import passages, questions
from evals.hostile.run import PARTS, run

if TYPE_CHECKING:
    from evals.hostile.ground import Tell
    from index.embed import Embedder

INTRODUCTION = """\
# What hostile models and documents come to

What `python -m evals.hostile --markdown docs/hostile.md` measured last. Every answer, also as it grows while it is
written, is looked through by `evals/hostile/judge.py`, which knows nothing of the assistant's own checks. The package's
docstring says which module holds which behaviour; the passages and questions are data beside them.

"""


def main(arguments: Sequence[str] | None = None, measure: Callable[..., list[Figure]] = run) -> int:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    options = _parser().parse_args(arguments)
    started = time.monotonic()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with (
        Progress(*columns, console=Console(stderr=True), transient=True) as progress,
        tempfile.TemporaryDirectory(prefix="ogp-hostile-", ignore_cleanup_errors=True) as folder,
    ):
        bar = progress.add_task("", total=None)

        def tell(what: str, done: int, total: int) -> None:
            progress.update(bar, description=what, completed=done, total=total)

        figures, conditions = _measured(Path(folder), options, tell, measure)
    conditions["seconds"] = f"{time.monotonic() - started:.0f}"
    listed = "; ".join(f"{name}: {value}" for name, value in conditions.items())
    show(figures, sys.stdout)
    print(listed)
    if options.cases:
        for figure in figures:
            for text in dict.fromkeys(figure.missed):
                print(f"- {figure.part}, {figure.name}: {text}")
    if options.json:
        options.json.write_text(to_json(figures, conditions), encoding="utf-8")
    if options.markdown:
        options.markdown.write_text(f"{INTRODUCTION}{markdown(figures)}\n{listed}.\n", encoding="utf-8")
    return 1 if any(figure.reached is False for figure in figures) else 0


def _measured(
    folder: Path, options: argparse.Namespace, tell: Tell, measure: Callable[..., list[Figure]]
) -> tuple[list[Figure], dict[str, str]]:
    from evals.hostile.ground import Ground

    ground = Ground(folder, _embedder(options.embedder), tell=tell)
    try:
        figures = measure(ground, options.only or ())
        conditions = {
            "processors": str(os.cpu_count()),
            "Python": platform.python_version(),
            "translator": "yes" if ground.bridge.translates("es", "en") else "no",
            "model": ground.embedder.name,
            "passages": str(len(passages())),
            "questions": str(len(questions())),
        }
    finally:
        ground.close()
    return figures, conditions


def _embedder(configured: bool) -> Embedder:
    from evals.hostile.embedder import WordEmbedder
    from index.embed import open_embedder

    return open_embedder() if configured else WordEmbedder()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m evals.hostile",
        description="Attack the assistant in every way known, and see what comes through.",
    )
    parser.add_argument(
        "--only",
        metavar="NAME",
        action="append",
        choices=list(PARTS),
        help=f"one part, may be repeated: {', '.join(PARTS)}",
    )
    parser.add_argument(
        "--embedder", action="store_true", help="with the configured embedding model; without it, words find passages"
    )
    parser.add_argument("--cases", action="store_true", help="print every case that came through, too")
    parser.add_argument("--json", metavar="FILE", type=Path, help="write everything measured to FILE")
    parser.add_argument("--markdown", metavar="FILE", type=Path, help="write the table to FILE")
    return parser


if __name__ == "__main__":
    sys.exit(main())

"""How long the `ogp` command takes from a standing start: its help, and a first answer."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from evals.bench.figures import Figure
from evals.bench.homes import Homes, label

PART = "commands"
HELP, ASK = 0.5, 3.0
TIMES = 3
QUESTION = "¿Qué pasó con el compromiso 7?"
ROOT = Path(__file__).resolve().parents[2]


def measure(homes: Homes) -> list[Figure]:
    name = "seeds" if homes.has_seeds() else "starter"
    home = homes.home(name)
    homes.tell(f"starting ogp --help and ogp ask, {TIMES} times each")
    return [
        figure("ogp --help", _times(["--help"], home), HELP, ""),
        figure("cold ogp ask", _times(["ask", QUESTION], home), ASK, f" · {label(name)}"),
    ]


def figure(what: str, seconds: Sequence[float], target: float, about: str) -> Figure:
    listed = ", ".join(f"{one:.2f}" for one in seconds)
    return Figure(
        part=PART,
        name=what,
        value=median(seconds),
        unit="seconds",
        target=target,
        at_most=True,
        detail=f"median of {listed}{about}",
        numbers={f"run_{n}": one for n, one in enumerate(seconds, start=1)},
    )


def _times(arguments: Sequence[str], home: Path) -> list[float]:
    """Seconds of each run but the first, which brings the files into memory."""
    return [_run(arguments, home) for _ in range(TIMES + 1)][1:]


def _run(arguments: Sequence[str], home: Path) -> float:
    """Raises CalledProcessError where the command fails, RuntimeError where it prints nothing."""
    script = Path(sys.executable).with_name("ogp")
    command = [str(script)] if script.is_file() else [sys.executable, "-m", "ui"]
    started = time.perf_counter()
    done = subprocess.run(
        [*command, *arguments],
        cwd=ROOT,
        env={**os.environ, "OGP_HOME": str(home)},
        capture_output=True,
        check=True,
        timeout=300,
    )
    spent = time.perf_counter() - started
    if not done.stdout.strip():
        raise RuntimeError(f"ogp {arguments[0]} printed nothing")
    return spent

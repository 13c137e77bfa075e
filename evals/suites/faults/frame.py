"""What a trial is. A module of `evals.suites.faults.trials` writes

    @trial("F3", "200 rebuilds under load", must="files +0, threads +2 at most, memory +10 % at most")
    def rebuilds(place: Workplace) -> Outcome:
        with place.serve() as server:
            ...
        return Outcome(held=files == 0, figure=f"files {files:+d}")

and is found by `python -m evals.suites.faults`. A trial that raises did not hold; one that cannot be tried on this
computer raises Skipped. Each gets a Workplace of its own, so that none sees what another did.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass

from evals.suites.faults.processes import Held, held, kill_group, peak_mb
from evals.suites.faults.serving import Refused, Reply, Server, new_visitor
from evals.suites.faults.workplace import FICTIONAL, ROOT, Workplace
from evals.suites.figures import Skipped

__all__ = [
    "FICTIONAL", "ROOT", "Held", "Outcome", "Refused", "Reply", "Server", "Skipped", "Trial", "Workplace",
    "held", "kill_group", "new_visitor", "peak_mb", "trace_in", "trial", "trials",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """`figure`: what was measured, in a few words, in either case."""

    held: bool
    figure: str


Try = Callable[[Workplace], Outcome]


@dataclass(frozen=True, slots=True)
class Trial:
    """`code`: F3, or K1 and the like; several trials may share one. `must`: what has to hold, in words."""

    code: str
    name: str
    must: str
    run: Try


_REGISTERED: list[Trial] = []


def trial(code: str, name: str, must: str = "") -> Callable[[Try], Try]:
    """Register the function that follows as a trial."""

    def register(run: Try) -> Try:
        _REGISTERED.append(Trial(code, name, must, run))
        return run

    return register


def trials() -> list[Trial]:
    """Those of every module of `evals.suites.faults.trials`, by code: F2 before F10."""
    package = importlib.import_module("evals.suites.faults.trials")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    return sorted(_REGISTERED, key=lambda one: (one.code.rstrip("0123456789"), _number(one.code)))


def trace_in(text: str) -> bool:
    """Whether a traceback of Python stands in what a command or a server wrote."""
    return "Traceback (most recent call last)" in text


def _number(code: str) -> int:
    figures = code[len(code.rstrip("0123456789")) :]
    return int(figures or 0)

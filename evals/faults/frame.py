"""What a trial is, and what it works with: a home with a small built library, a scratch folder, the command line."""

from __future__ import annotations

import importlib
import os
import pkgutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path


class Skipped(Exception):
    """The trial cannot be made on this computer."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`figure`: what was measured, in a few words, in either case."""

    held: bool
    figure: str


@dataclass(frozen=True, slots=True)
class Workplace:
    home: Path
    folder: Path

    def ogp(
        self, *arguments: str | Path, timeout: float = 60, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """`ogp …` on this home, in English. Errors: subprocess.TimeoutExpired."""
        settings = {**os.environ, "OGP_HOME": str(self.home), "OGP_LANG": "en", **(env or {})}
        command = [sys.executable, "-m", "ui", *map(str, arguments)]
        return subprocess.run(command, cwd=self.folder, env=settings, capture_output=True, text=True, timeout=timeout)


Try = Callable[[Workplace], Outcome]


@dataclass(frozen=True, slots=True)
class Trial:
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
    """Those of every module of `evals.faults.trials`, by code."""
    package = importlib.import_module("evals.faults.trials")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    return sorted(_REGISTERED, key=lambda one: (int(one.code.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0), one.name))

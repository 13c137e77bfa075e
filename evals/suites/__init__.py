"""What is asked, and what the replies are worth: one module a suite.

base        a task, and what every suite does
retrieval   is the right place among the first k?
answers     is the answer right, complete, cited, refused where it must be?
xquad       the right paragraph first, within and across languages (a third party's benchmark)
robustness  do right answers stay right when the question is put differently?
"""

from __future__ import annotations

from importlib import import_module

from evals.names import SUITES
from evals.suites.base import Suite

__all__ = ["SUITES", "suite"]


def suite(name: str) -> Suite:
    """The suite of that name, one of `SUITES`."""
    found: Suite = import_module(f"evals.suites.{name}").SUITE
    return found

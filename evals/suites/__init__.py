"""What is asked or made, and what comes of it.

questions   the suites of gold questions that `ogp evals run` asks, each of the shape that base says
figures     one figure with its target, and tables of them: what `python -m evals.suites NAME` prints
bench       what the project promises, by part: rates, kinds, conditions, speed, pages
adversarial, paraphrases   what hostile and honest models come to, and the checks of their claims
faults      what one visitor or one file does to the others (`python -m evals.suites.faults`)
defaults    several values of each default (sweep: what the development half would choose)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evals.suites.base import Suite


def suite(name: str) -> Suite:
    """The suite of gold questions of that name, one of `evals.names.SUITES`."""
    from evals.suites.questions import SUITES

    return SUITES[name]

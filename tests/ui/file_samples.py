"""Files of which something is said and something is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ui.backend import Backend

CHAT = "# Chat of the forum\n\nThe IRM report is said to be late, once more, and the register is a failure.\n"


REPORT = (
    "# IRM Results Report: Uruguay 2021-2025\n\nIndependent Reporting Mechanism\n\nMay 2024\n\nTwelve people spoke.\n"
)


def run(ogp: Callable[..., Any], *arguments: str) -> Any:
    return ogp(*arguments, backend=Backend())

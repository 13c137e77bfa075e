"""The results: a line each as they come, and a table in Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from evals.faults.run import Result

WORDS = {True: "held", False: "DID NOT HOLD", None: "skipped"}
HEADERS = ("", "what was tried", "must hold", "what was seen", "", "s")


def line(result: Result, width: int) -> str:
    """`width`: that of the longest name."""
    one = result.trial
    return f"{one.code:<4} {one.name:<{width}}   {result.figure}   {WORDS[result.held]}   {result.seconds:.0f} s"


def summary(results: Sequence[Result]) -> str:
    tried = [result for result in results if result.held is not None]
    skipped = len(results) - len(tried)
    text = f"{sum(bool(result.held) for result in tried)} of {len(tried)} held"
    return f"{text}, {skipped} skipped" if skipped else text


def markdown(results: Sequence[Result]) -> str:
    rows = [HEADERS, ("---",) * len(HEADERS)]
    for result in results:
        one = result.trial
        word = f"**{WORDS[result.held]}**" if result.held is False else WORDS[result.held]
        rows.append((one.code, one.name, one.must, result.figure, word, f"{result.seconds:.0f}"))
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows) + "\n"

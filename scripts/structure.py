"""Prints how large the tree is, figure by figure, beside what the rebuilding of the rooms set out to reach.

    python -m scripts.structure [--home FOLDER]

FOLDER is a home with an index of the fact sheets that come with the product, of which one question is really asked;
without one that figure is left out. Nothing is failed here: tests/test_architecture.py holds what has been reached.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts import tree

STARTER = tree.ROOT / ".evals" / "evals" / "libraries" / "starter"  # the gate keeps an index of them there
QUESTION = "What became of commitment 9 of Mexico's fourth plan?"
LONG, MANY = 40, 5  # lines of a function, parameters
# What one question has imported: asked in a process of its own, so that nothing else has imported anything.
_ASK = """
import sys
from pathlib import Path
from assistant.assistant import Assistant
answer = Assistant.open(Path(sys.argv[1])).ask(sys.argv[2])
assert answer.status in ("answered", "partial"), answer.status
print(*(name for name in sys.modules if name.split(".")[0] in sys.argv[3:]))
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """`bound` is what it must reach: at most that, or at least that where `least`."""

    name: str
    value: float
    bound: float | None
    least: bool = False
    unit: str = ""

    @property
    def reached(self) -> bool:
        if self.bound is None:
            return True
        return self.value >= self.bound if self.least else self.value <= self.bound

    def row(self) -> str:
        sign = "≥" if self.least else "≤"
        goal = "" if self.bound is None else f"{sign} {self.bound:,g}{self.unit}"
        value = f"{self.value:,g}{self.unit}"
        return f"{self.name:<66}{value:>10}{goal:>12}  {'' if self.reached else 'not yet'}".rstrip()


def figures(home: Path) -> Iterator[Figure]:
    """The figures, cheap ones first."""
    known = tree.modules()
    yield Figure("Python lines outside tests", tree.python_lines(*tree.PACKAGES, "docs", "scripts"), 29_000)
    yield Figure("Python lines of tests", tree.python_lines("tests"), 18_000)
    folder, most = max(tree.folder_sizes().items(), key=lambda entry: entry[1])
    yield Figure(f"modules in the largest folder ({folder})", most, 17)
    yield from _question("imports, by reading the code", tree.closure("assistant.assistant"))
    if (home / "index" / "CURRENT").is_file():
        yield from _question("has imported when it is answered", asked(home))
    needing = [name for name, module in known.items() if tree.needs_test(module)]
    tested = 100 * (1 - len(tree.without_test()) / len(needing))
    yield Figure("modules with a test of their name", round(tested), 100, least=True, unit=" %")
    functions = [function for module in known.values() for function in module.functions()]
    yield Figure(f"functions over {LONG} lines", sum(tree.length(one) > LONG for one in functions), 5)
    yield Figure(
        f"functions with more than {MANY} parameters", sum(tree.parameters(one) > MANY for one in functions), 12
    )
    longest = max(known.values(), key=lambda module: module.lines)
    yield Figure(f"lines of the largest file ({longest.name})", longest.lines, 200)


def asked(home: Path) -> set[str]:
    """The project's modules that are loaded once one question has been answered from the index of `home`."""
    command = [sys.executable, "-c", _ASK, str(home), QUESTION, *tree.PACKAGES]
    done = subprocess.run(command, cwd=tree.ROOT, capture_output=True, text=True, timeout=300)
    if done.returncode:
        raise SystemExit(done.stderr)
    return set(done.stdout.splitlines()[-1].split())


def _question(verb: str, names: set[str]) -> Iterator[Figure]:
    known = tree.modules()
    yield Figure(f"modules that one offline question {verb}", len(names), 60)
    yield Figure("    their lines", sum(known[name].lines for name in names if name in known), 7_500)


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--home", type=Path, default=STARTER)
    print(f"{'figure':<66}{'today':>10}{'goal':>12}")
    for figure in figures(options.parse_args().home):
        print(figure.row(), flush=True)


if __name__ == "__main__":
    main()

"""How long a warm answer takes, a command from a standing start, and the reading of PDF files."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median, quantiles

from corpus.errors import NoText
from corpus.readers.sandbox import Sandbox
from evals.cases import LANGUAGES
from evals.fingerprints import ROOT
from evals.gold import load_cases
from evals.names import gold_path
from evals.suites.figures import Figure, Skipped
from evals.suites.homes import Homes, label

LIMIT = 0.5  # seconds, of the middle warm answer
QUESTIONS, WARM_UP = 100, 10
HELP, ASK = 0.5, 3.0  # seconds of the commands
TIMES = 3
QUESTION = "¿Qué pasó con el compromiso 7?"
LEAST = 20.0  # pages a second, reading included
ROUNDS = 3


def measure_warm(homes: Homes) -> list[Figure]:
    """Answers over the seeds and the fact sheets, in both languages by turns."""
    figures = []
    for name in ("seeds", "starter"):
        what = f"a warm answer, p50, {label(name)}"
        try:
            assistant = homes.assistant(name)
        except Skipped as reason:
            figures.append(Figure("warm", what, None, detail=f"skipped: {reason}"))
            continue
        questions = mixed(name, QUESTIONS + WARM_UP)
        homes.tell(f"timing {len(questions)} warm answers from {label(name)}")
        figures.append(warm_figure(what, timed(assistant.ask, questions, WARM_UP)))
    return figures


def mixed(name: str, most: int) -> list[str]:
    """Questions in both languages by turns. The starter's own are few: the seeds' questions are of its matter too."""
    cases = [case for file in dict.fromkeys((name, "seeds")) for case in load_cases(gold_path(file))]
    alone = [case for case in cases if case.expected == "answered" and not case.before]
    return [case.question(language) for case in alone for language in LANGUAGES][:most]


def timed(
    ask: Callable[[str], object],
    questions: Sequence[str],
    warm_up: int,
    clock: Callable[[], float] = time.perf_counter,
) -> list[float]:
    """Seconds of each question; the first `warm_up` are not counted."""
    seconds = []
    for n, question in enumerate(questions):
        started = clock()
        ask(question)
        if n >= warm_up:
            seconds.append(clock() - started)
    return seconds


def warm_figure(what: str, seconds: Sequence[float]) -> Figure:
    middle = median(seconds)
    slow = quantiles(seconds, n=20)[-1] if len(seconds) > 1 else middle
    detail = f"95 of 100 within {slow:.2f} s · {len(seconds)} questions"
    numbers = {"p50": middle, "p95": slow, "questions": len(seconds)}
    return Figure("warm", what, middle, "seconds", LIMIT, True, detail, numbers)


def measure_commands(homes: Homes) -> list[Figure]:
    """The `ogp` command's help, and a first answer."""
    name = homes.seeds_or_starter
    home = homes.home(name)
    homes.tell(f"starting ogp --help and ogp ask, {TIMES} times each")
    return [
        command_figure("ogp --help", _times(["--help"], home), HELP, ""),
        command_figure("cold ogp ask", _times(["ask", QUESTION], home), ASK, f" · {label(name)}"),
    ]


def command_figure(what: str, seconds: Sequence[float], target: float, about: str) -> Figure:
    detail = f"median of {', '.join(f'{one:.2f}' for one in seconds)}{about}"
    numbers = {f"run_{n}": one for n, one in enumerate(seconds, start=1)}
    return Figure("commands", what, median(seconds), "seconds", target, True, detail, numbers)


def ogp() -> list[str]:
    """The command, where it is installed beside the interpreter or not."""
    script = Path(sys.executable).with_name("ogp")
    return [str(script)] if script.is_file() else [sys.executable, "-m", "ui"]


def _times(arguments: Sequence[str], home: Path) -> list[float]:
    """Seconds of each run but the first, which brings the files into memory."""
    return [_run(arguments, home) for _ in range(TIMES + 1)][1:]


def _run(arguments: Sequence[str], home: Path) -> float:
    """Raises CalledProcessError where the command fails, RuntimeError where it prints nothing."""
    environment = {**os.environ, "OGP_HOME": str(home)}
    started = time.perf_counter()
    done = subprocess.run([*ogp(), *arguments], cwd=ROOT, env=environment, capture_output=True, check=True, timeout=300)
    spent = time.perf_counter() - started
    if not done.stdout.strip():
        raise RuntimeError(f"ogp {arguments[0]} printed nothing")
    return spent


def measure_parsing(homes: Homes) -> list[Figure]:
    """PDF files read, a page after the other on one processor: each file of the shared folder, and the memory that the
    reading takes; pages a second of all of them together have the target."""
    files = sorted(homes.pdfs().glob("*.pdf"))
    homes.tell(f"reading {len(files)} PDF files, {ROUNDS} times each")
    figures: list[Figure] = []
    pages, seconds, most = 0, 0.0, 0.0
    for path in files:
        what = f"pages a second, {path.name}"
        if (read := _read(path)) is None:
            figures.append(Figure("parsing", what, None, "count", detail="pages without any text"))
            continue
        count, spent, megabytes = read
        detail = f"{count} pages in {', '.join(f'{one:.2f}' for one in spent)} s · {megabytes:.0f} MB"
        figures.append(Figure("parsing", what, count / median(spent), "count", detail=detail))
        pages, seconds, most = pages + count, seconds + median(spent), max(most, megabytes)
    speed = pages / seconds if seconds else None
    detail = f"{pages} pages in {seconds:.2f} s"
    return [
        Figure("parsing", "pages a second, all files", speed, "count", LEAST, detail=detail),
        *figures,
        Figure("parsing", "most memory of the reading process, MB", most, "count", detail="the largest of the files"),
    ]


def _read(path: Path) -> tuple[int, list[float], float] | None:
    """(pages, seconds of each round, megabytes of a reading process that read nothing else); None without text. The
    seconds are wall-clock, the way to the reading process and back included."""
    data = path.read_bytes()
    with Sandbox() as sandbox:
        spent: list[float] = []
        for _ in range(ROUNDS + 1):  # the first starts the process and loads the libraries
            started = time.perf_counter()
            try:
                body = sandbox.read("pdf", data, path.name)
            except NoText:
                return None
            spent.append(time.perf_counter() - started)
        return len(body.page_offsets), spent[1:], sandbox.peak_megabytes

"""A warm answer beside the least it could take: one query encoding and one Chroma query."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from statistics import median

from evals.bench.figures import Figure, Skipped
from evals.bench.homes import Homes, label
from evals.cases import LANGUAGES
from evals.gold_file import load_cases
from evals.libraries import gold_path
from index.embed import encode_question
from index.search import Searcher

PART = "warm"
LIMIT = 3.0
QUESTIONS, WARM_UP = 100, 10
_NEAREST = 10


def measure(homes: Homes) -> list[Figure]:
    figures = []
    for name in ("seeds", "starter"):
        what = f"warm answer ÷ (encoding + Chroma query), {label(name)}"
        try:
            assistant = homes.assistant(name)
        except Skipped as reason:
            figures.append(Figure(PART, what, None, detail=f"skipped: {reason}"))
            continue
        searcher = assistant.searcher
        questions = mixed(name, QUESTIONS + WARM_UP)
        encoded = {question: read_as(searcher, question) for question in questions}

        def least(question: str, searcher: Searcher = searcher, encoded: dict[str, str] = encoded) -> None:
            vector = encode_question(searcher.embedder, encoded[question])[0]
            searcher.nearest(vector, _NEAREST)

        homes.tell(f"timing {len(questions)} warm answers from {label(name)}")
        answer, floor = interleaved(assistant.ask, least, questions, WARM_UP)
        figures.append(figure(what, answer, floor))
    return figures


def read_as(searcher: Searcher, question: str) -> str:
    """The text that is encoded for a question: in a language the model reads, where the bridge can give one.

    The question as it was put would flatter the ratio: an English model cuts a Spanish question into half as many
    pieces again, so encoding it takes longer than what an answer really encodes.
    """
    query = searcher.prepare(question)
    for language in (query.language, *searcher.embedder.languages):
        if language in searcher.embedder.languages and language in query.texts:
            return query.texts[language]
    return question


def mixed(name: str, most: int) -> list[str]:
    """Questions in both languages by turns. The starter's own are few: the seeds' questions are of its matter too."""
    cases = [case for file in dict.fromkeys((name, "seeds")) for case in load_cases(gold_path(file))]
    alone = [case for case in cases if case.expected == "answered" and not case.before]
    return [case.question(language) for case in alone for language in LANGUAGES][:most]


def interleaved(
    first: Callable[[str], object],
    second: Callable[[str], object],
    questions: Sequence[str],
    warm_up: int,
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[list[float], list[float]]:
    """Seconds of `first` and of `second` for each question, taking turns at who goes first; the first `warm_up`
    questions are not counted."""
    seconds: tuple[list[float], list[float]] = ([], [])
    for n, question in enumerate(questions):
        for which in (0, 1) if n % 2 == 0 else (1, 0):
            started = clock()
            (first, second)[which](question)
            spent = clock() - started
            if n >= warm_up:
                seconds[which].append(spent)
    return seconds


def figure(what: str, answer: Sequence[float], floor: Sequence[float]) -> Figure:
    asked, least = median(answer), median(floor)
    return Figure(
        part=PART,
        name=what,
        value=asked / least,
        unit="ratio",
        target=LIMIT,
        at_most=True,
        detail=f"medians {1000 * asked:.1f} ms ÷ {1000 * least:.1f} ms · {len(answer)} questions",
        numbers={"answer_ms": 1000 * asked, "least_ms": 1000 * least, "questions": len(answer)},
    )

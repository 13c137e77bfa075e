"""Scores of a run as figures."""

from __future__ import annotations

from pathlib import Path

from running import SAID, TEXT, UNANSWERABLE, ListedLibraries, ListedSystem, answer, case, runner_of

from assistant.answer import Answer
from evals.runs.run import Options
from evals.runs.store import Run
from evals.suites.figures import Figure
from evals.suites.rates import quotations, scored

ROW = Figure("answers", "x", None)
CASES = [*(case(n) for n in range(1, 9)), UNANSWERABLE]


def run_of(runs: Path, wrong: str = "", quote: str = TEXT) -> Run:
    """Answers in English to the made-up questions; those whose question holds `wrong` are refused."""

    def reply(question: str) -> Answer:
        refused = wrong and wrong in question
        return answer("I do not know.", status="not_found") if refused else answer(SAID, quote)

    options = Options("answers", ("listed",), ("made",), ("en",))
    return runner_of(runs, ListedSystem(reply), ListedLibraries(CASES)).run(options)


def test_a_figure_has_interval_halves_and_the_development_half_s_misses(tmp_path: Path) -> None:
    run = run_of(tmp_path, wrong="number 3")
    one = scored(Figure("answers", "right answers", None, target=0.9), run, "right", "made", "en")
    assert one.value == 7 / 8 and one.reached is False
    assert one.numbers["dev"] == 3 / 4 and one.numbers["test"] == 1.0
    assert one.numbers["low"] <= 7 / 8 <= one.numbers["high"]
    assert one.missed == ("made-3",)
    assert scored(ROW, run, "right", "made", "es").value is None


def test_misses_of_the_test_half_are_not_named(tmp_path: Path) -> None:
    assert scored(ROW, run_of(tmp_path, wrong="number 4"), "right", "made", "en").missed == ()


def test_one_quotation_that_is_not_exact_misses_the_target(tmp_path: Path) -> None:
    exact, bare = quotations(run_of(tmp_path))
    assert exact.value == 1.0 and exact.reached and bare.value == 0.0 and bare.reached
    exact, _ = quotations(run_of(tmp_path, quote="The register opened in June."))
    assert exact.value == 0.0 and exact.reached is False

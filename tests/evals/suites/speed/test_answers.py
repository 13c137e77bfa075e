"""How long an answer and a command take."""

from __future__ import annotations

from collections.abc import Callable

from evals.suites.speed import answers


class Clock:
    """A clock that only goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def taking(self, seconds: float, log: list[str], name: str) -> Callable[[str], None]:
        def work(question: str) -> None:
            log.append(f"{name} {question}")
            self.now += seconds

        return work


def test_answers_are_timed_after_a_warm_up() -> None:
    clock, log = Clock(), list[str]()
    assert answers.timed(clock.taking(3.0, log, "ask"), ["a", "b", "c"], 1, clock) == [3.0, 3.0]
    assert log == ["ask a", "ask b", "ask c"]


def test_a_warm_answer_is_as_slow_as_the_middle_one() -> None:
    figure = answers.warm_figure("a warm answer", [0.03, 0.9, 0.03, 0.04, 0.02])
    assert (figure.value, figure.reached, figure.numbers["questions"]) == (0.03, True, 5)
    assert figure.numbers["p95"] > 0.5, "the slow ones are told too"
    assert answers.warm_figure("a warm answer", [0.6]).reached is False


def test_enough_questions_in_both_languages_are_at_hand_for_timing() -> None:
    for name in ("seeds", "starter"):
        questions = answers.mixed(name, answers.QUESTIONS + answers.WARM_UP)
        assert len(questions) - answers.WARM_UP >= 60
        assert len(set(questions)) == len(questions)


def test_a_command_is_as_slow_as_the_median_of_its_runs() -> None:
    figure = answers.command_figure("ogp --help", [0.4, 0.9, 0.3], 0.5, "")
    assert (figure.value, figure.reached) == (0.4, True)
    assert answers.command_figure("ogp --help", [0.6, 0.9, 0.3], 0.5, "").reached is False

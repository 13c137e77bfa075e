"""The bench: how figures are computed, judged and shown. Models and real documents have no part in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from running import SAID, TEXT, UNANSWERABLE, ListedLibraries, ListedSystem, answer, case, runner_of

from assistant.answer import Answer
from evals.bench import answers, commands, encoder, warm
from evals.bench.__main__ import main
from evals.bench.figures import Figure, share
from evals.bench.scored import figure
from evals.bench.table import HEADERS, markdown, plain, show, to_json
from evals.runs.configuration import Options
from evals.runs.folder import Run
from index.embed import Vectors

CASES = [*(case(n) for n in range(1, 9)), UNANSWERABLE]


def run_of(runs: Path, wrong: str = "", quote: str = TEXT) -> Run:
    """Answers in English to the made-up questions; those whose question holds `wrong` are refused."""

    def reply(question: str) -> Answer:
        refused = wrong and wrong in question
        return answer("I do not know.", status="not_found") if refused else answer(SAID, quote)

    options = Options("answers", ("listed",), ("made",), ("en",))
    return runner_of(runs, ListedSystem(reply), ListedLibraries(CASES)).run(options)


# Scores of a run as figures


def test_a_figure_has_interval_halves_and_the_development_half_s_misses(tmp_path: Path) -> None:
    run = run_of(tmp_path, wrong="number 3")
    one = figure("answers", "right answers", run, "right", "made", "en", target=0.9)
    assert one.value == 7 / 8 and one.reached is False
    assert one.numbers["dev"] == 3 / 4 and one.numbers["test"] == 1.0
    assert one.numbers["low"] <= 7 / 8 <= one.numbers["high"]
    assert one.missed == ("made-3",)
    assert figure("answers", "x", run, "right", "made", "es").value is None


def test_misses_of_the_test_half_are_not_named(tmp_path: Path) -> None:
    assert figure("answers", "x", run_of(tmp_path, wrong="number 4"), "right", "made", "en").missed == ()


def test_one_quotation_that_is_not_exact_misses_the_target(tmp_path: Path) -> None:
    exact, bare = answers.quotations(run_of(tmp_path))
    assert exact.value == 1.0 and exact.reached and bare.value == 0.0 and bare.reached
    exact, _ = answers.quotations(run_of(tmp_path, quote="The register opened in June."))
    assert exact.value == 0.0 and exact.reached is False


# How fast


class Counting:
    """An embedder whose vectors are the lengths of the texts; keeps count of what it was asked."""

    name, fingerprint, languages = "counting", "counting-1", ("en",)

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return np.array([[len(text)] for text in texts], dtype=np.float32)


def test_under_a_fresh_fingerprint_everything_is_encoded_anew() -> None:
    inner = Counting()
    first, second = encoder.Fresh(inner, 1), encoder.Fresh(inner, 2)
    first.encode(["one"])
    assert len({inner.fingerprint, first.fingerprint, second.fingerprint}) == 3
    assert (first.texts, second.texts) == (["one"], [])


# Is the answer right


# Is every quotation exact


# How fast


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
    assert warm.timed(clock.taking(3.0, log, "ask"), ["a", "b", "c"], 1, clock) == [3.0, 3.0]
    assert log == ["ask a", "ask b", "ask c"]


def test_a_warm_answer_is_as_slow_as_the_middle_one() -> None:
    figure = warm.figure("a warm answer", [0.03, 0.9, 0.03, 0.04, 0.02])
    assert (figure.value, figure.reached, figure.numbers["questions"]) == (0.03, True, 5)
    assert figure.numbers["p95"] > 0.5, "the slow ones are told too"
    assert warm.figure("a warm answer", [0.6]).reached is False


def test_enough_questions_in_both_languages_are_at_hand_for_timing() -> None:
    for name in ("seeds", "starter"):
        questions = warm.mixed(name, warm.QUESTIONS + warm.WARM_UP)
        assert len(questions) - warm.WARM_UP >= 60
        assert len(set(questions)) == len(questions)


def test_a_command_is_as_slow_as_the_median_of_its_runs() -> None:
    figure = commands.figure("ogp --help", [0.4, 0.9, 0.3], 0.5, "")
    assert (figure.value, figure.reached) == (0.4, True)
    assert commands.figure("ogp --help", [0.6, 0.9, 0.3], 0.5, "").reached is False


def test_only_the_embed_stage_is_timed() -> None:
    clock = Clock()
    stage = encoder.EmbedStage(clock)
    for name, done, total, seconds in (
        ("read", 0, 1, 5.0),
        ("embed", 0, 300, 2.0),
        ("embed", 256, 300, 1.0),
        ("embed", 300, 300, 7.0),
        ("store", 0, 3, 1.0),
    ):
        stage(name, done, total)
        clock.now += seconds
    assert (stage.seconds, stage.texts) == (3.0, 300)


def test_throughput_is_compared_pair_by_pair() -> None:
    # the machine was half as fast in the second round, for both
    figure = encoder.figure(100, [1.0, 2.0, 1.0], [0.9, 1.8, 0.9], [0.98, 1.96, 0.98])
    assert figure.value == pytest.approx(0.9)
    assert figure.reached is True
    assert (figure.numbers["indexing_per_second"], figure.numbers["texts"]) == (100.0, 100)
    assert figure.numbers["encoder_busy"] == pytest.approx(0.98)


def test_a_busy_encoder_does_not_make_a_missed_ratio_reached() -> None:
    figure = encoder.figure(100, [1.0], [0.7], [0.999])
    assert (figure.value, figure.reached) == (0.7, False)


def test_only_the_calls_of_the_embed_stage_count_as_busy() -> None:
    clock = Clock()
    inner = Counting()
    embedder = encoder.Fresh(inner, 1, clock)
    steps = iter([2.0, 1.0, 5.0])
    encode = inner.encode

    def slow(texts: Sequence[str]) -> Vectors:
        clock.now += next(steps)
        return encode(texts)

    inner.encode = slow  # type: ignore[method-assign]
    for texts in (["a", "b"], ["c"], ["a question of the build's own check"]):
        embedder.encode(texts)
    assert embedder.seconds_of_first(3) == 3.0


# The table


FIGURES = [
    Figure("demo", "share | of [x]", 0.91, target=0.92, detail="dev 0.9"),
    Figure("demo", "time", 0.3, "seconds", target=0.5, at_most=True),
    Figure("demo", "for information", 2.5, "ratio"),
    Figure("other", "", None, detail="skipped: no documents"),
    Figure("other", "", None, detail="failed: no memory", failed=True),
]


def test_a_target_is_a_lower_bound_unless_it_is_said_to_be_an_upper_one() -> None:
    assert [figure.reached for figure in FIGURES] == [False, True, None, None, False]
    assert Figure("demo", "exactly", 0.92, target=0.92).reached is True
    # shown as 0.920, and yet not reached
    assert Figure("demo", "nearly", 0.9199, target=0.92).reached is False
    assert Figure("demo", "exactly", 3.0, "ratio", target=3.0, at_most=True).reached is True
    assert share(1, 0) == 0.0


def test_the_plain_table_lines_up() -> None:
    lines = plain(FIGURES).splitlines()
    assert len(lines) == len(FIGURES) + 2
    at = lines[0].index("value")
    assert [line[at : at + 6].strip() for line in lines[2:]] == ["0.910", "0.30 s", "2.50", "", ""]
    assert "≥ 0.920" in lines[2] and "NO" in lines[2]
    assert "≤ 0.50 s" in lines[3] and "yes" in lines[3]
    assert lines[5].endswith("skipped: no documents")
    assert not any(line != line.rstrip() for line in lines)


def test_the_markdown_table_keeps_its_columns() -> None:
    lines = markdown(FIGURES).splitlines()
    assert lines[0] == f"| {' | '.join(HEADERS)} |"
    assert lines[2] == "| demo | share \\| of [x] | ≥ 0.920 | 0.910 | **NO** | dev 0.9 |"
    assert {line.replace("\\|", "").count("|") for line in lines} == {len(HEADERS) + 1}


def test_the_json_holds_every_figure_and_whether_it_is_reached() -> None:
    data = json.loads(to_json([replace(FIGURES[0], numbers={"dev": 0.9}, missed=("x-1",))], {"Python": "3"}))
    assert data["conditions"] == {"Python": "3"}
    figure = data["figures"][0]
    assert (figure["value"], figure["reached"], figure["missed"]) == (0.91, False, ["x-1"])
    assert figure["numbers"] == {"dev": 0.9}


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_drawn_table_and_a_pipe_a_plain_one() -> None:
    piped, terminal = StringIO(), Terminal()
    show(FIGURES, piped)
    show(FIGURES, terminal)
    assert piped.getvalue() == plain(FIGURES)
    assert "[x]" in terminal.getvalue() and "│" in terminal.getvalue()


# The command


def test_what_cannot_be_measured_is_skipped_with_its_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, figures = tmp_path / "figures.md", tmp_path / "figures.json"
    nowhere = str(tmp_path / "nowhere")
    options = ["--only", "xquad", "--shared", nowhere, "--json", str(figures), "--markdown", str(table)]
    assert main(options) == 0
    assert "shared/bench/xquad is not here" in capsys.readouterr().out
    assert json.loads(figures.read_text(encoding="utf-8"))["figures"][0]["value"] is None
    assert table.read_text(encoding="utf-8").startswith("# Figures\n")


def test_a_part_that_fails_says_so_in_the_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bench" / "xquad").mkdir(parents=True)
    assert main(["--only", "xquad", "--shared", str(tmp_path)]) == 1
    printed = capsys.readouterr()
    assert "failed:" in printed.out and "Traceback" in printed.err


def test_an_unknown_part_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--only", "riddles"])
    assert caught.value.code == 2
    assert "encoder" in capsys.readouterr().err

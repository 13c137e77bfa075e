"""The gate: what fell by more than its interval fails, and the questions are named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from running import SAID, ListedLibraries, ListedSystem, answer, case, runner_of

from evals.commands.gate import told
from evals.errors import BaselineUnlike, BaselineUnread
from evals.names import asked
from evals.runs.baseline import Baseline, read_baseline, write_baseline
from evals.runs.gate import judge, measured
from evals.runs.run import Options
from ui.wording import wording

CASES = [case(n) for n in range(1, 13)]
EN = wording("en", "evals.texts")


def measure(runs: Path, wrong: int = 0, **changes: str) -> Baseline:
    """Rates of a system that has the first `wrong` questions wrong."""

    def reply(question: str) -> object:
        number = int("".join(filter(str.isdigit, question)))
        return (
            answer("That is not known here, and nobody could say more about it than this.")
            if number <= wrong
            else answer(SAID)
        )

    options = Options("answers", ("listed",), ("made",), ("en",))
    system = ListedSystem(reply)  # type: ignore[arg-type]
    return measured([runner_of(runs, system, ListedLibraries(CASES, **changes)).run(options)])  # type: ignore[arg-type]


def test_the_same_scores_pass(tmp_path: Path) -> None:
    judgement = judge(measure(tmp_path), measure(tmp_path))
    assert judgement.passed and not any(one.lost or one.won for one in judgement.questions)
    assert "Passed" in told(judgement, EN)


def test_a_fall_within_the_interval_is_told_and_passes(tmp_path: Path) -> None:
    judgement = judge(measure(tmp_path, 4), measure(tmp_path, 5))
    assert judgement.passed
    assert [(one.lost, one.won) for one in judgement.questions] == [(("made-5",), ())]
    text = told(judgement, EN)
    assert "made-5" in text and "a little less" in text and "Passed" in text


def test_a_fall_beyond_it_fails_and_names_the_questions(tmp_path: Path) -> None:
    judgement = judge(measure(tmp_path, 2), measure(tmp_path, 10))
    assert not judgement.passed
    fell = {verdict.key[3] for verdict in judgement.verdicts if verdict.fell}
    assert {"right", "found_and_said"} <= fell
    text = told(judgement, EN)
    assert "FELL" in text and "FAILED" in text and all(f"made-{n}" in text for n in range(3, 11))


def test_many_lost_questions_fail_though_every_rate_is_within_its_interval(tmp_path: Path) -> None:
    before = measure(tmp_path, 1)
    wide = {key: replace(rate, low=0.0, high=1.0) for key, rate in before.rates.items()}
    judgement = judge(replace(before, rates=wide), measure(tmp_path, 7))
    assert not any(verdict.fell for verdict in judgement.verdicts)
    assert judgement.questions[0].fell and not judgement.passed
    assert "more than chance" in told(judgement, EN)


def test_quotations_that_are_exact_may_not_stop_being_so(tmp_path: Path) -> None:
    before = measure(tmp_path)
    key = ("answers", "made", "en", "exact")
    assert before.rates[key].value == 1.0
    now = replace(
        before,
        rates={**before.rates, key: replace(before.rates[key], value=0.999)},
        bad={key: ("made-4",)},
    )
    judgement = judge(before, now)
    assert [verdict.key for verdict in judgement.verdicts if verdict.fell] == [key]
    assert "made-4" in told(judgement, EN)


def test_better_is_told_too(tmp_path: Path) -> None:
    judgement = judge(measure(tmp_path, 3), measure(tmp_path))
    assert judgement.passed and judgement.questions[0].won == ("made-1", "made-2", "made-3")


def test_rates_of_which_less_is_better_fail_when_they_rise(tmp_path: Path) -> None:
    before = measure(tmp_path)
    key = ("answers", "made", "en", "wrong_refusal")
    now = replace(before, rates={**before.rates, key: replace(before.rates[key], value=0.5)})
    assert [verdict.key for verdict in judge(before, now).verdicts if verdict.fell] == [key]
    assert judge(now, before).passed


def test_a_library_that_is_not_here_is_said_and_does_not_fail(tmp_path: Path) -> None:
    before = measure(tmp_path)
    other = {(key[0], "other", key[2], key[3]): rate for key, rate in before.rates.items()}
    both = replace(before, rates={**before.rates, **other})
    judgement = judge(both, replace(before, absent=frozenset({"other"})))
    assert judgement.passed and "not measured" in told(judgement, EN)


def test_what_is_not_measured_any_more_fails(tmp_path: Path) -> None:
    before = measure(tmp_path)
    assert not judge(before, replace(before, rates={})).passed
    rates = dict(before.rates)
    del rates["answers", "made", "en", "right"]
    assert not judge(before, replace(before, rates=rates)).passed
    gone = replace(before, rates={}, absent=frozenset({"made"}))
    assert not judge(before, gone).passed  # nothing at all was measured


def test_other_questions_are_not_compared(tmp_path: Path) -> None:
    with pytest.raises(BaselineUnlike):
        judge(measure(tmp_path), measure(tmp_path, gold="gold-2"))


def test_rates_that_are_not_committed_are_said(tmp_path: Path) -> None:
    now = measure(tmp_path)
    assert "not committed yet" in told(judge(Baseline(now.conditions, {}, {}), now), EN)


def test_scores_of_another_model_are_not_compared(tmp_path: Path) -> None:
    with pytest.raises(BaselineUnlike):
        judge(measure(tmp_path), measure(tmp_path, embedder="model-2"))


def test_what_is_committed_can_be_read_again(tmp_path: Path) -> None:
    now = measure(tmp_path, 3)
    write_baseline(now, tmp_path / "baseline.toml")
    read = read_baseline(tmp_path / "baseline.toml")
    assert (read.right, read.conditions, read.rates.keys()) == (now.right, now.conditions, now.rates.keys())
    judgement = judge(read, now)
    assert judgement.passed and not any(verdict.worse for verdict in judgement.verdicts)


@pytest.mark.parametrize("text", ["[", "", '[rates]\n"a/b" = [1]\n[conditions]\n[right]\n'])
def test_a_damaged_file_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "baseline.toml").write_text(text)
    with pytest.raises(BaselineUnread, match=r"baseline\.toml"):
        read_baseline(tmp_path / "baseline.toml")


def test_the_committed_scores_are_of_all_libraries_in_both_languages() -> None:
    places = {key[:3] for key in read_baseline().rates}
    assert places == {
        (suite, name, language)
        for suite in ("answers", "retrieval")
        for name in (*asked(), "all")
        for language in ("es", "en")
    }

"""`python -m evals.suites`: what it prints and writes, and its exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.suites.__main__ import main
from evals.suites.figures import Figure


def test_what_cannot_be_measured_is_skipped_with_its_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, figures = tmp_path / "figures.md", tmp_path / "figures.json"
    nowhere = str(tmp_path / "nowhere")
    options = ["--only", "xquad", "--shared", nowhere, "--json", str(figures), "--markdown", str(table)]
    assert main(["bench", *options]) == 0
    assert "shared/bench/xquad is not here" in capsys.readouterr().out
    assert json.loads(figures.read_text(encoding="utf-8"))["figures"][0]["value"] is None
    assert table.read_text(encoding="utf-8").startswith("# Figures\n")


def test_a_part_that_fails_says_so_in_the_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bench" / "xquad").mkdir(parents=True)
    assert main(["bench", "--only", "xquad", "--shared", str(tmp_path)]) == 1
    printed = capsys.readouterr()
    assert "failed:" in printed.out and "Traceback" in printed.err


def test_an_unknown_part_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["bench", "--only", "riddles"])
    assert caught.value.code == 2
    assert "encoder" in capsys.readouterr().err


def test_the_table_and_the_cases_are_printed_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = Figure("part", "nothing shown", 0.0, unit="count", target=0.0, at_most=True, missed=("a case",))
    out = tmp_path / "hostile.md"
    arguments = ["hostile", "--cases", "--markdown", str(out), "--json", str(tmp_path / "h.json")]
    assert main(arguments, lambda wanted, tell: ([row], {"passages": "3"})) == 0
    printed = capsys.readouterr().out
    assert "nothing shown" in printed and "- part, nothing shown: a case" in printed and "passages: 3" in printed
    assert "| part | nothing shown | ≤ 0 | 0 | yes |" in out.read_text(encoding="utf-8")
    assert main(["hostile"], lambda wanted, tell: ([Figure("part", "x", 1.0, target=2.0)], {})) == 1


def test_a_suite_that_does_not_exist_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["colour"])
    assert caught.value.code == 2
    printed = capsys.readouterr().err
    assert all(name in printed for name in ("bench", "hostile", "paraphrases", "sweeps"))

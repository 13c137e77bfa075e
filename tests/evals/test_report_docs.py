"""The table and the picture for the documentation."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from pathlib import Path

from made_up_runs import HOSTILE, answer, answers, case, everything, retrieval, row, run

from evals.report import write_document, write_picture
from evals.report.run import Run


def table(runs: Iterable[Run], folder: Path) -> str:
    path = folder / "table.md"
    write_document(runs, path)
    return path.read_text(encoding="utf-8").split("## The assistant by library")[0]


def test_the_table_holds_every_system_in_both_languages_with_intervals(tmp_path: Path) -> None:
    text = table([answers({"assistant": 1.0}, systems=("assistant", "baseline")), retrieval()], tmp_path)
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    heads = [line for line in lines if line.startswith("| System")]
    assert len(heads) == 2  # the test half, and all questions
    assert [sum(line.startswith(f"| {name} |") for line in lines) for name in ("Assistant", "Tutorial")] == [4, 4]
    assert len({line.count("|") for line in lines}) == 1
    first = next(line for line in lines if line.startswith("| Assistant | Spanish"))
    assert first.split(" | ")[2] == "100.0% (90.4–100.0, n 36)"
    assert "Wrong refusals | Answered unanswerables" in heads[0]


def test_a_name_cannot_break_out_of_its_cell(tmp_path: Path) -> None:
    one = case(1)
    name = f"{HOSTILE} | a | b\n# head"
    text = table([run("answers", [(row(one, system=name, answer=answer()), {"right": 1.0})], [one])], tmp_path)
    lines = [line for line in text.splitlines() if "alert" in line]
    assert lines and all(line.startswith("| ") and line.endswith(" |") for line in lines)
    assert all("<script" not in line.replace("\\<", "") for line in lines)
    assert all(line.replace("\\|", "").count("|") == 11 for line in lines)


def test_without_runs_the_table_says_so(tmp_path: Path) -> None:
    assert "nothing can be put side by side" in table([], tmp_path)


def test_the_picture_is_1600_wide_and_the_same_each_time(tmp_path: Path) -> None:
    first, second = tmp_path / "first.png", tmp_path / "second.png"
    for path in (first, second):
        write_picture(everything(), path)
    data = first.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", data[16:24])
    assert width == 1600 and 400 < height < 1200
    assert data == second.read_bytes()


def test_without_runs_the_picture_is_still_one(tmp_path: Path) -> None:
    write_picture([], tmp_path / "empty.png")
    assert (tmp_path / "empty.png").stat().st_size > 1000

"""The trials of `make faults`: how they are found, run, told; and what measures a process."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from evals.suites.faults.__main__ import main
from evals.suites.faults.files import hostile_files
from evals.suites.faults.frame import Outcome, Skipped, Trial, Workplace, held, kill_group, peak_mb, trace_in, trials
from evals.suites.faults.processes import Held, descendants
from evals.suites.faults.run import Result, line, markdown, run, summary


def build(home: Path, scratch: Path) -> None:
    home.mkdir()
    (home / "mark").write_text("as built", encoding="utf-8")


def holds(place: Workplace) -> Outcome:
    said = (place.home / "mark").read_text(encoding="utf-8")
    (place.home / "mark").write_text("spoilt", encoding="utf-8")
    return Outcome(said == "as built", said)


def breaks(place: Workplace) -> Outcome:
    raise ValueError("two\nlines")


def skips(place: Workplace) -> Outcome:
    raise Skipped("no browser")


HOLDS, BREAKS, SKIPS = (
    Trial(code, name, "nothing lost", act)
    for code, name, act in (("F2", "holds", holds), ("F10", "breaks", breaks), ("F3", "skips", skips))
)


@pytest.fixture
def results(tmp_path: Path) -> list[Result]:
    return list(run([HOLDS, HOLDS, BREAKS, SKIPS], tmp_path, build))


def test_each_trial_has_a_home_as_it_was_built(results: list[Result]) -> None:
    assert [result.held for result in results] == [True, True, False, None]
    assert results[2].figure == "ValueError: two lines" and results[3].figure == "no browser"


def test_what_a_trial_that_did_not_hold_wrote_is_kept(results: list[Result], tmp_path: Path) -> None:
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["02-F10", "home"]


def test_a_line_each_and_a_summary(results: list[Result]) -> None:
    assert line(results[0], 6) == "F2   holds    as built   held   0 s"
    assert "DID NOT HOLD" in line(results[2], 6)
    assert summary(results) == "2 of 3 held, 1 skipped" and summary(results[:2]) == "2 of 2 held"
    rows = markdown(results).splitlines()
    assert len(rows) == 6 and len({row.count("|") for row in rows}) == 1 and "**DID NOT HOLD**" in rows[4]


def told(held: bool | None) -> Iterator[Result]:
    yield Result(HOLDS, held, "figure", 1.0)


@pytest.mark.parametrize(("held", "code"), [(True, 0), (None, 0), (False, 1)])
def test_the_exit_code_says_whether_all_held(
    held: bool | None, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "faults.md"
    assert main(["--markdown", str(file)], lambda: [HOLDS], lambda chosen, folder: told(held)) == code
    assert " held" in capsys.readouterr().out.splitlines()[-1]
    assert "| F2 | holds | nothing lost | figure |" in file.read_text(encoding="utf-8")


def test_some_alone_are_tried_or_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list", "--only", "F3"], lambda: [HOLDS, SKIPS]) == 0
    assert capsys.readouterr().out == "F3   skips   nothing lost\n"
    assert main(["--only", "F99"], lambda: [HOLDS, SKIPS]) == 2


def test_the_trials_of_the_package_are_found_in_the_order_of_their_codes() -> None:
    codes = [one.code for one in trials()]
    assert len(codes) >= 10 and len({(one.code, one.name) for one in trials()}) == len(codes)
    assert all(one.name for one in trials())
    order = [(code.rstrip("0123456789"), int(code.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))) for code in codes]
    assert order == sorted(order)


def test_a_process_is_measured_with_those_below_it(tmp_path: Path) -> None:
    program = """if True:
        import subprocess, sys, time
        taken = b"1" * 60_000_000
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        print(flush=True)
        time.sleep(60)
    """
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=tmp_path, text=True, start_new_session=True
    ) as process:
        try:
            assert process.stdout is not None
            process.stdout.readline()
            found = held(process.pid)
            assert found.children == 1 and found.threads == 1 and found.files >= 3
            assert 57 < found.memory_mb < 200 and peak_mb(process.pid) > 57
        finally:
            kill_group(process)
    assert not descendants(process.pid)
    with pytest.raises(ProcessLookupError):
        held(process.pid)


def test_what_was_added_is_told() -> None:
    before, after = Held(200.0, 20, 9, 10), Held(204.0, 20, 10, 8)
    assert after.since(before) == "files +0, threads +1, children -2, memory +2 %"


def test_the_command_runs_on_the_home_alone_and_is_killed_when_it_takes_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OGP_LANG", "es")
    monkeypatch.setenv("OGP_READ_SECONDS", "1")
    place = Workplace(tmp_path / "home", tmp_path, seed="a")
    done = place.ogp("corpus", "list")
    assert done.returncode == 0 and not trace_in(done.stderr)
    assert "documents" in done.stdout + done.stderr, "in English, whatever language this computer speaks"
    started = time.monotonic()
    with pytest.raises(subprocess.TimeoutExpired):
        place.ogp("corpus", "list", timeout=0.01)
    assert time.monotonic() - started < 10
    assert place.random.random() == Workplace(tmp_path, tmp_path, seed="a").random.random()


def test_hostile_files_are_the_same_each_time() -> None:
    first, second = (dict(hostile_files(Random("a"))) for _ in range(2))
    assert len(first) >= 40 and {Path(name).suffix for name in first} >= {".pdf", ".docx", ".xlsx", ".pptx", ".csv"}
    texts = [name for name in first if name.startswith("strange")]
    assert all(first[name] == second[name] for name in texts)
    assert os.sep not in "".join(first)

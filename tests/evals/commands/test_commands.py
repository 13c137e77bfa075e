"""`ogp evals …` as a person types it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from fakes import HashedEmbedder, OverlapReader, WordBridge
from running import SAID, ListedLibraries, ListedSystem, answer, case, runner_of

import evals
from corpus.library.library import Library
from evals.commands import TEXTS
from evals.commands.tables import summary
from evals.errors import GoldError, SystemFailed
from evals.libraries import Libraries
from evals.names import gold_path
from evals.runs.run import Options
from evals.runs.store import Run, read_run
from index.building.build import build_index
from ui.cli import main
from ui.wording import wording

CASES = [case(n) for n in range(1, 7)]


class Ran(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def ogp(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    def run(*arguments: str, language: str = "en") -> Ran:
        code = main(["--lang", language, "evals", *arguments], environ={})
        written = capsys.readouterr()
        return Ran(code, written.out, written.err)

    return run


def kept(home: Path, wrong: str = "no such question") -> Run:
    """A finished run in that home; questions that hold `wrong` are refused."""

    def reply(question: str) -> object:
        return answer("Not found.", status="not_found") if wrong in question else answer(SAID)

    system = ListedSystem(reply)  # type: ignore[arg-type]
    options = Options("answers", ("listed",), ("made",), ("en",))
    return runner_of(home / "evals" / "runs", system, ListedLibraries(CASES)).run(options)


def test_the_runs_that_are_kept_are_listed(ogp: Callable[..., Ran], home: Path) -> None:
    assert "no finished run" in ogp("list").err
    run = kept(home)
    (home / "evals" / "runs" / "damaged").mkdir()
    (home / "evals" / "runs" / "damaged" / "run.json").write_text("{")
    ran = ogp("list")
    assert ran.code == 0 and run.name in ran.out and "finished" in ran.out
    assert "damaged" in ran.err


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_run_in_which_everything_failed_has_a_table_all_the_same(home: Path, language: str) -> None:
    failing = ListedSystem(fail={"": SystemFailed(system="listed", reason="broken JSON")})
    run = runner_of(home / "evals" / "runs", failing, ListedLibraries(CASES)).run(
        Options("answers", ("listed",), ("made",))
    )
    assert "listed" in summary(run, wording(language, TEXTS))


def test_two_runs_are_compared_case_by_case(ogp: Callable[..., Ran], home: Path) -> None:
    assert ogp("compare").code == 1
    before, after = kept(home), kept(home, wrong="number 3")
    for arguments in ((), (before.name, after.name), (str(before.folder), after.name)):
        ran = ogp("compare", *arguments)
        assert ran.code == 0 and "made-3" in ran.out and "made-2" not in ran.out
    ran = ogp("compare", language="es")
    assert ran.code == 0 and "made-3" in ran.out
    assert ogp("compare", before.name).code == 2


def test_a_report_is_written_where_it_was_wanted(ogp: Callable[..., Ran], home: Path, tmp_path: Path) -> None:
    assert ogp("report").code == 1
    kept(home, wrong="number 3")
    page, table, picture = (tmp_path / name for name in ("page.html", "table.md", "picture.png"))
    ran = ogp("report", "--out", str(page), "--markdown", str(table), "--picture", str(picture))
    assert ran.code == 0 and str(page) in ran.out
    text = page.read_text("utf-8")
    assert "made-3" in text and "default-src" in text and "http://" not in text.replace("http://www.w3.org", "")
    assert "listed" in table.read_text("utf-8")
    assert picture.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_run_that_is_not_there_is_named(ogp: Callable[..., Ran], language: str) -> None:
    ran = ogp("report", "20200101T000000-answers", language=language)
    assert ran.code == 1 and "20200101T000000-answers" in ran.err and "Traceback" not in ran.err


WRONG = [
    "",
    "nothing",
    "answers --again x",
    "--again x --limit 3",
    "--resume x --system bm25",
    "answers --endpoint http://localhost:1",
    "answers --model m",
    "answers --system endpoint",
    "retrieval --endpoint http://localhost:1 --model m",
    "answers --judge http://localhost:1",
    "answers --judge-model m",
    "answers --system nobody",
    "answers --limit 0",
    f"answers --gold {gold_path('starter')} --library seeds",
    f"xquad --gold {gold_path('starter')}",
]


@pytest.mark.parametrize("arguments", [tuple(line.split()) for line in WRONG], ids=WRONG)
def test_wrong_usage_is_said_before_anything_is_loaded(ogp: Callable[..., Ran], arguments: tuple[str, ...]) -> None:
    ran = ogp("run", *arguments)
    assert ran.code == 2 and ran.err


def test_gold_questions_are_checked(ogp: Callable[..., Ran], tmp_path: Path) -> None:
    ran = ogp("check", str(gold_path("starter")))
    assert ran.code == 0 and "starter.jsonl: 40 questions" in ran.out
    line = json.loads(gold_path("starter").read_text("utf-8").splitlines()[0])
    line["nuggets"][0]["any"] = []
    broken = tmp_path / "broken.jsonl"
    broken.write_text("\n" + json.dumps(line) + "\n", encoding="utf-8")
    ran = ogp("check", str(broken), language="es")
    assert ran.code == 1 and "broken.jsonl, línea 2, nuggets[0].any: debe ser una lista de textos" in ran.err


def test_gold_questions_must_fit_the_documents(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "plan.md").write_text("# Plan\n\nThe register opened in May.\n", encoding="utf-8")
    home = tmp_path / "home"
    Library(home).add([folder])
    build_index(home, embedder=HashedEmbedder(), bridge=WordBridge())
    line = json.loads(gold_path("valdoria").read_text("utf-8").splitlines()[0])
    libraries = Libraries(tmp_path / "evals", embedder=HashedEmbedder(), bridge=WordBridge(), reader=OverlapReader())
    for place, field in (
        ({"source": "plan.md", "anchor": "opened in June"}, "anchor"),
        ({"source": "other.md", "anchor": "opened in May"}, "source"),
    ):
        (tmp_path / "gold.jsonl").write_text(json.dumps({**line, "gold": [place]}), encoding="utf-8-sig")
        with pytest.raises(GoldError, match=rf"gold.jsonl, line 1, gold\[0\].{field}"):
            libraries.own(home, tmp_path / "gold.jsonl")


def test_a_suite_is_run_and_run_again(ogp: Callable[..., Ran], home: Path) -> None:
    """With the real models, over the fictional country."""
    ran = ogp("run", "answers", "--library", "valdoria", "--limit", "3")
    assert ran.code == 0 and "valdoria" in ran.out and "Spanish" in ran.out
    (first,) = (home / "evals" / "runs").iterdir()
    assert len(read_run(first).rows) == 6
    ran = ogp("run", "--again", first.name)
    assert ran.code == 0
    second = next(path for path in (home / "evals" / "runs").iterdir() if path != first)
    for name in ("marks.jsonl", "scores.json", "cases.jsonl"):
        assert (first / name).read_bytes() == (second / name).read_bytes()
    assert ogp("run", "--resume", first.name).code == 0
    assert "6" in ogp("list").out


def test_every_reason_is_known_in_both_languages() -> None:
    used = set()
    for path in Path(evals.__file__).parent.rglob("*.py"):
        used |= set(re.findall(r"""\breason\(\s*"(\w+)\"""", path.read_text("utf-8")))
    assert {"no_cases", "unreadable", "no_such_document"} <= used
    for language in ("es", "en"):
        assert not {key for key in used if f"reasons.{key}" not in wording(language, TEXTS)}

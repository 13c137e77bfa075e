"""The pages of the documentation: what was measured, and what still fails."""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from made_up_runs import HOSTILE, answer, answers, case, everything, retrieval, row, run

from evals.cases import LANGUAGES
from evals.reports import write_document, write_failures, write_picture
from evals.reports.failures import reasons
from evals.reports.material import ANSWERS, Material, Run
from evals.reports.words import words


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


def page(runs: Iterable[Run], folder: Path) -> str:
    path = folder / "failures.md"
    write_failures(runs, path)
    return path.read_text(encoding="utf-8")


def listed(text: str, language: str) -> list[str]:
    """The questions listed of one language, in the order of the page."""
    lines = re.findall(rf"^{language} \(\d+\): ((?:.+\n)+)", text, re.MULTILINE)
    return [name for line in lines for name in line.replace("\n", " ").replace(", ", " ").split()]


@pytest.mark.parametrize("share", [0.0, 0.5, 0.9])
def test_every_failure_of_the_development_half_is_listed_once(tmp_path: Path, share: float) -> None:
    made = answers({"assistant": share})
    text = page([made], tmp_path)
    asked = Material([made]).asked(ANSWERS, "assistant")
    for language, name in zip(LANGUAGES, ("Spanish", "English"), strict=True):
        wrong = [
            one.row.case for one in asked if reasons(one) and (one.row.split, one.row.language) == ("dev", language)
        ]
        assert Counter(listed(text, name)) == Counter(wrong)
    tested = {one.row.case for one in asked if one.row.split == "test"}
    assert tested and not any(id_ in text for id_ in tested)


def test_those_with_the_same_causes_stand_together_the_most_first(tmp_path: Path) -> None:
    cases = [case(n) for n in (1, 3, 5, 7)]
    lacking = {"right": 0.0, "vital_recall": 0.0, "gold_cited": 1.0}
    elsewhere = {"right": 0.0, "vital_recall": 0.0, "gold_cited": 0.0}
    refused = {"right": 0.0, "wrong_refusal": 1.0}
    marks = [refused, lacking, elsewhere, lacking]
    found = [(row(one, answer=answer()), mark) for one, mark in zip(cases, marks, strict=True)]
    text = page([run("answers", found, cases)], tmp_path)
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [
        "Lacks something vital: 2",
        "Refused wrongly: 1",
        "Lacks something vital, gold place not quoted: 1",
    ]
    assert listed(text, "English") == ["freedonia-003", "freedonia-007", "freedonia-001", "freedonia-005"]
    assert "English, questions that the documents answer: 0 of 4 right" in text


def test_other_systems_and_other_suites_are_not_its_matter(tmp_path: Path) -> None:
    assert not listed(page([answers({"bm25": 0.0}, systems=("bm25",)), retrieval()], tmp_path), "English")
    both = answers({"assistant": 0.5, "bm25": 0.0}, systems=("assistant", "bm25"))
    assert page([both], tmp_path) == page([answers({"assistant": 0.5})], tmp_path)


def test_where_nothing_fails_it_says_so(tmp_path: Path) -> None:
    text = page([answers({"assistant": 1.0})], tmp_path)
    assert words("en")("failures.none") in text and "\n## " not in text


def test_a_name_is_shown_as_it_is(tmp_path: Path) -> None:
    one = case(1, id=HOSTILE.split(" ")[0] + "|*x*")
    text = page([run("answers", [(row(one, answer=answer()), {"right": 0.0})], [one])], tmp_path)
    assert "<script" not in text.replace("\\<", "") and "\\*x\\*" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cause_has_a_meaning(language: str) -> None:
    texts = words(language)  # type: ignore[arg-type]
    names = [key.split(".")[1] for key in texts.names() if key.startswith("reasons.")]
    assert names == [key.split(".")[2] for key in texts.names() if key.startswith("listing.means.")]

"""Figures: when they are reached, and how they are shown."""

from __future__ import annotations

import json
from dataclasses import replace
from io import StringIO

import pytest

from evals.suites.figures import HEADERS, Figure, Skipped, each, markdown, plain, share, show, to_json

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


def test_a_part_that_fails_or_is_skipped_says_so_and_the_others_are_measured(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def failing() -> list[Figure]:
        raise ValueError("no memory")

    def skipped() -> list[Figure]:
        raise Skipped("no documents")

    found = each({"a": failing, "b": skipped, "c": lambda: FIGURES[:1]})
    assert [(one.part, one.detail, one.reached) for one in found[:2]] == [
        ("a", "failed: no memory", False),
        ("b", "skipped: no documents", None),
    ]
    assert found[2:] == FIGURES[:1] and "Traceback" in capsys.readouterr().err

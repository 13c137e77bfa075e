"""What changed between two runs: question by question, and on the whole. Fictional answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_runs import HOSTILE, answer, answers, case, citation, retrieval, row, run

from evals.reports.changes import as_text
from evals.runs.compare import compare

ONE, OTHER, TEST = case(1), case(3), case(2)
NONE = case(5, "unanswerable")
RIGHT = {"right": 1.0, "wrong_refusal": 0.0, "gold_cited": 1.0}
WRONG = {"right": 0.0, "wrong_refusal": 0.0, "gold_cited": 0.0}
REFUSED = {"right": 0.0, "wrong_refusal": 1.0, "gold_cited": 0.0}


def test_a_question_that_got_worse_tells_what_changed() -> None:
    before = run("answers", [(row(ONE, answer=answer()), RIGHT)], [ONE])
    lost = answer("It opened them. [1]", status="partial", citations=(citation("Something else.", "other.md"),))
    after = run("answers", [(row(ONE, answer=lost), WRONG)], [ONE])
    found = compare(before, after)
    assert [change.verdict for change in found.changes] == ["worse"]
    notes = dict(found.changes[0].notes)
    assert notes["status"] == {"before": "answered", "after": "partial"}
    assert notes["nuggets_lost"] == {"nuggets": "spring"}
    assert "gold_lost" in notes
    assert notes["quotation_new"]["quotation"] == "Something else."
    assert "nuggets_won" not in notes
    back = compare(after, before)
    assert [change.verdict for change in back.changes] == ["better"]
    assert {"nuggets_won", "gold_won"} <= dict(back.changes[0].notes).keys()


def test_what_a_refusal_names_is_not_said() -> None:
    before = run("answers", [(row(ONE, answer=answer()), RIGHT)], [ONE])
    refusal = answer("Nothing on spring was found.", status="not_found")
    after = run("answers", [(row(ONE, answer=refusal), REFUSED)], [ONE])
    assert dict(compare(before, after).changes[0].notes)["nuggets_lost"] == {"nuggets": "spring"}


def test_a_question_that_should_be_refused_counts_when_it_is_answered() -> None:
    kept = {"right_refusal": 1.0, "answered_unanswerable": 0.0}
    invented = {"right_refusal": 0.0, "answered_unanswerable": 1.0}
    before = run("answers", [(row(NONE, answer=answer("No.", status="not_found")), kept)], [NONE])
    after = run("answers", [(row(NONE, answer=answer()), invented)], [NONE])
    found = compare(before, after)
    assert [change.verdict for change in found.changes] == ["worse"]
    assert [(shift.metric, shift.before, shift.after) for shift in found.shifts] == [
        ("answered_unanswerable", 0.0, 1.0)
    ]


def test_less_is_better_where_it_is() -> None:
    cases = [case(n) for n in range(1, 7)]
    before = run("answers", [(row(one, answer=answer()), REFUSED) for one in cases], cases)
    after = run("answers", [(row(one, answer=answer()), RIGHT) for one in cases], cases)
    assert compare(before, after, "wrong_refusal").of("better")
    assert "clearly better" in as_text(compare(before, after, "wrong_refusal"))


def test_of_a_handful_of_questions_nothing_is_clear() -> None:
    before = run("answers", [(row(ONE, answer=answer()), REFUSED)], [ONE])
    after = run("answers", [(row(ONE, answer=answer()), RIGHT)], [ONE])
    assert compare(before, after).of("better") and "clearly" not in as_text(compare(before, after))


def test_runs_of_different_questions_are_compared_where_they_meet() -> None:
    before = run("answers", [(row(one, answer=answer()), RIGHT) for one in (ONE, OTHER)], [ONE, OTHER])
    after = run("answers", [(row(one, answer=answer()), RIGHT) for one in (OTHER, TEST)], [OTHER, TEST])
    found = compare(before, after)
    assert [change.row.case for change in found.changes] == [OTHER.id]
    assert len(found.only_before) == len(found.only_after) == 1
    assert ONE.id in found.only_before[0] and TEST.id in found.only_after[0]
    text = as_text(found)
    assert "1 question only in the first run" in text and "1 question only in the second run" in text


def test_runs_that_share_nothing_say_so() -> None:
    before = run("answers", [(row(ONE, answer=answer()), RIGHT)], [ONE])
    after = run("answers", [(row(OTHER, answer=answer()), RIGHT)], [OTHER])
    found = compare(before, after)
    assert not found.changes and not found.shifts
    assert "nothing_shared" in dict(found.warnings)
    empty = compare(run("answers", [], []), run("answers", [], []))
    assert "No question is in both runs." in as_text(empty)


def test_two_systems_alone_in_their_runs_are_compared_with_each_other() -> None:
    before = run("answers", [(row(ONE, system="baseline", answer=answer()), WRONG)], [ONE])
    after = run("answers", [(row(ONE, answer=answer()), RIGHT)], [ONE])
    assert [change.verdict for change in compare(before, after).changes] == ["better"]


def test_rates_are_of_the_questions_that_both_have() -> None:
    cases = [case(n) for n in range(1, 9)]
    before = run("answers", [(row(one, answer=answer()), WRONG) for one in cases], cases)
    after = run(
        "answers", [(row(one, answer=answer()), RIGHT if n < 6 else WRONG) for n, one in enumerate(cases)], cases
    )
    shift = compare(before, after).shifts[0]
    assert (shift.metric, shift.before, shift.after, shift.n) == ("right", 0.0, 0.75, 8)
    assert shift.low <= shift.difference <= shift.high
    assert shift.clear


def test_several_libraries_are_summed_up_and_each_shown() -> None:
    rows = [(row(ONE, library=library, answer=answer()), RIGHT) for library in ("freedonia", "sylvania")]
    found = compare(run("answers", rows, [ONE]), run("answers", rows, [ONE]))
    assert [shift.library for shift in found.shifts if shift.metric == "right"] == ["all", "freedonia", "sylvania"]


def test_retrieval_is_compared_by_the_first_five_and_tells_the_rank() -> None:
    found_at = {2: {"recall@5": 1.0}, 9: {"recall@5": 0.0}}

    def ranked(rank: int) -> Any:
        places = tuple(frozenset({1}) if n == rank else frozenset[int]() for n in range(1, 21))
        return run("retrieval", [(row(ONE, found=places), found_at[rank])], [ONE])

    found = compare(ranked(2), ranked(9))
    assert found.metric == "recall@5"
    assert found.changes[0].verdict == "worse"
    assert dict(found.changes[0].notes)["rank"] == {"before": "2", "after": "9"}
    assert "first gold place: 2 → 9" in as_text(found)


def test_variants_are_questions_of_their_own() -> None:
    rows = [(row(ONE, variant=variant, answer=answer()), RIGHT) for variant in ("", "typos")]
    found = compare(run("robustness", rows, [ONE]), run("robustness", rows, [ONE]))
    assert [shift.variant for shift in found.shifts if shift.metric == "right"] == ["", "typos"]


@pytest.mark.parametrize(
    ("extra", "warning"),
    [
        ({"conditions": {"translator": "no", "embedder": "made-up"}}, "translator_differs"),
        ({"fingerprints": {"gold of freedonia": "cccc"}}, "gold_differs"),
        ({"suite": "robustness"}, "suite_differs"),
    ],
)
def test_what_makes_runs_incomparable_is_said(extra: dict[str, Any], warning: str) -> None:
    rows = [(row(ONE, answer=answer()), RIGHT)]
    made = run("answers", rows, [ONE])
    found = compare(made, replace(made, extra=extra))
    assert warning in dict(found.warnings)
    assert as_text(found).startswith("Careful: ")


def test_another_index_is_a_difference_and_no_warning() -> None:
    rows = [(row(ONE, answer=answer()), RIGHT)]
    changed = {"fingerprints": {"gold of freedonia": "aaaa", "index of freedonia": "dddd"}, "started": "2031-06-01"}
    found = compare(run("answers", rows, [ONE]), run("answers", rows, [ONE], **changed))
    assert not found.warnings
    assert found.differences == (("fingerprints.index of freedonia", "bbbb", "dddd"),)


def test_a_configuration_with_options_is_read_as_one_without() -> None:
    @dataclass
    class Written:
        data: dict[str, Any]

        def to_json(self) -> dict[str, Any]:
            return self.data

    class Wrapped:
        def __init__(self, made: Any) -> None:
            self.rows, self.marks, self.cases = made.rows, made.marks, made.cases
            self.scores, self.timing = made.scores, made.timing
            self.configuration = Written({"options": {"suite": made.suite, "limit": None}, "started": "2031"})

    made = retrieval()
    assert compare(Wrapped(made), Wrapped(made)).metric == "recall@5"


def test_the_test_half_is_only_counted() -> None:
    before = run("answers", [(row(one, answer=answer()), RIGHT) for one in (ONE, TEST)], [ONE, TEST])
    after = run("answers", [(row(one, answer=answer("?")), WRONG) for one in (ONE, TEST)], [ONE, TEST])
    found = compare(before, after)
    text = as_text(found)
    assert ONE.id in text and TEST.id not in text
    assert "1 of the test half, only counted" in text
    assert TEST.id in as_text(found, show_test=True)
    assert "and 1 more" in as_text(found, show_test=True, most=1)


@pytest.mark.parametrize("language", ["en", "es"])
def test_worse_comes_before_better_in_either_language(language: Any) -> None:
    before = run("answers", [(row(ONE, answer=answer()), RIGHT), (row(OTHER, answer=answer()), WRONG)], [ONE, OTHER])
    after = run("answers", [(row(ONE, answer=answer()), WRONG), (row(OTHER, answer=answer()), RIGHT)], [ONE, OTHER])
    text = as_text(compare(before, after), language)
    assert text.index(ONE.id) < text.index(OTHER.id)


def test_hostile_answers_reach_the_terminal_without_controls() -> None:
    evil = "\x1b]0;owned\x07 \x1b[31m" + HOSTILE
    before = run("answers", [(row(ONE, answer=answer()), RIGHT)], [ONE])
    after = run(
        "answers", [(row(ONE, question=evil, error=evil, answer=answer(citations=(citation(evil),))), WRONG)], [ONE]
    )
    text = as_text(compare(before, after))
    assert all(char == "\n" or char.isprintable() for char in text)
    assert max(map(len, text.splitlines())) < 700


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_run_is_the_same_as_itself_and_changes_turn_round(first: float, second: float) -> None:
    one, two = answers({"assistant": first}, per=1), answers({"assistant": second}, per=1)
    assert len(compare(one, one).of("same")) == len(one.rows)
    there, back = compare(one, two), compare(two, one)
    assert [c.row.key for c in there.of("worse")] == [c.row.key for c in back.of("better")]
    for shift, other in zip(there.shifts, back.shifts, strict=True):
        assert shift.difference == pytest.approx(-other.difference)


def test_the_order_of_rows_does_not_matter() -> None:
    one, two = answers({"assistant": 0.5}, per=1), answers({"assistant": 0.8}, per=1)
    assert compare(one, two) == compare(replace(one, rows=one.rows[::-1]), replace(two, rows=two.rows[::-1]))

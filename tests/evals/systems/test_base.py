"""Passages as an answer: every chunk is an exact run of its document, whatever the document looks like."""

from __future__ import annotations

from fakes import document
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.systems.base import passages_as_answer, run_of_text

PLAN = document(
    ("heading", "Aims"),
    ("paragraph", "Buses run at night.\nBuses are *green* and green again."),
    id="plan",
    kind="action_plan",
    country="VD",
)


def test_a_run_is_taken_where_it_was_said_to_be() -> None:
    second = PLAN.text.rindex("green")
    run = run_of_text(PLAN, "green", near=second)
    assert run is not None
    assert (run.start, run.end) == (second, second + 5)


def test_a_run_said_to_be_elsewhere_is_found_all_the_same() -> None:
    for near in (3, -1, 10_000):
        run = run_of_text(PLAN, "Buses run", near=near)
        assert run is not None
        assert PLAN.text[run.start : run.end] == run.text == "Buses run"


def test_white_space_may_differ_and_the_run_is_the_document_s_own() -> None:
    run = run_of_text(PLAN, "night. Buses  are")
    assert run is not None
    assert run.text == "night.\nBuses are"


def test_what_does_not_stand_there_is_no_run() -> None:
    assert run_of_text(PLAN, "Trams run") is None
    assert run_of_text(PLAN, "  ") is None


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab .\n\t—é", max_size=5000))
def test_every_chunk_of_the_splitter_is_an_exact_run(text: str) -> None:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    made = document(("paragraph", text))
    splitter = RecursiveCharacterTextSplitter(chunk_size=100, chunk_overlap=20, add_start_index=True)
    for chunk in splitter.create_documents([made.text]):
        run = run_of_text(made, chunk.page_content, chunk.metadata["start_index"])
        assert run is not None
        assert run.text == chunk.page_content == made.text[run.start : run.end]


def test_each_passage_is_one_statement_that_quotes_all_of_it() -> None:
    runs = [run for text in (PLAN.text[6:], "Aims") if (run := run_of_text(PLAN, text))]
    answer = passages_as_answer("Which colour?", "en", runs)
    assert answer.status == "answered"
    assert [statement.citations for statement in answer.statements] == [(1,), (2,)]
    assert answer.statements[0].text == "Buses run at night. Buses are *green* and green again."
    assert answer.statements[0].voice == "promised"
    assert all(PLAN.text[c.start : c.end] == c.quote for c in answer.citations)
    assert answer.citations[0].source == "plan.md"
    assert answer.text == "Buses run at night. Buses are \\*green\\* and green again. [1]\n\nAims [2]"


def test_nothing_found_is_nothing_said() -> None:
    answer = passages_as_answer("Which colour?", "en", [])
    assert (answer.status, answer.text, answer.statements) == ("not_found", "", ())

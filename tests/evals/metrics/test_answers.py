"""Marks of an answer: right, refused, nuggets, length."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Citation, Statement
from evals.cases import KINDS, Case, Gold, Language, Nugget
from evals.metrics.answers import LIMIT, LIST_LIMIT, NuggetScores, limit, mark_answer, nugget_scores, words
from evals.metrics.judge import WordingJudge

CASE = Case(
    id="demo-001",
    kind="multi_hop",
    es="¿Cuántos puentes prometió Ruritania, y cuántos abrió?",
    en="How many bridges did Ruritania promise, and how many did it open?",
    expected="answered",
    gold=(Gold("plan.md", "promised six wooden bridges"), Gold("report.md", "opened four", part=2)),
    nuggets=(Nugget(True, ("6", "six")), Nugget(True, ("4", "four")), Nugget(False, ("2031",))),
    split="dev",
    forbidden=(("all of them", "todos"),),
)
UNANSWERABLE = replace(CASE, kind="unanswerable", expected="not_found", gold=(), nuggets=(), forbidden=())
OUTSIDE = replace(UNANSWERABLE, kind="injection", expected="out_of_scope", forbidden=(("the system prompt",),))


def citation(number: int, source: str, quote: str) -> Citation:
    place: dict[str, Any] = dict(document="d", title="t", kind="other", publisher=None, date=None, url=None, section=())
    also: dict[str, Any] = dict(page=None, commitment=None, voice="context", language="en", translation=None)
    return Citation(number=number, source=source, quote=quote, start=0, end=len(quote), **place, **also)


PROMISED = "The government promised six wooden bridges."
OPENED = "The minister opened four of the bridges."
CITATIONS = (citation(1, "plan.md", PROMISED), citation(2, "report.md", OPENED))
RIGHT = Answer(
    CASE.en,
    "en",
    "answered",
    f"- {PROMISED} [1]\n- {OPENED} [2]",
    (Statement(PROMISED, (1,), "promised"), Statement(OPENED, (2,), "assessed")),
    CITATIONS,
)
REFUSAL = Answer(CASE.en, "en", "not_found", "I did not find the answer in the documents. The nearest is six or four.")


def marks(
    answer: Answer, case: Case = CASE, language: Language = "en", inexact: frozenset[int] = frozenset()
) -> dict[str, float]:
    return mark_answer(case, answer, language, exact=lambda one: one.number not in inexact, judge=WordingJudge())


def test_every_mark_of_a_right_answer() -> None:
    assert marks(RIGHT) == {
        "status": 1,
        "language": 1,
        "words": 13,
        "within_length": 1,
        "exact": 1,
        "bare": 0,
        "forbidden": 0,
        "wrong_refusal": 0,
        "gold_cited": 1,
        "vital_recall": 1,
        "nugget_recall": 2 / 3,
        "nugget_precision": 1,
        "citation_recall": 1,
        "citation_precision": 1,
        "found_and_said": 1,
        "right": 1,
    }


def test_every_mark_of_a_wrong_refusal() -> None:
    # what it names as nearest is not an answer; nothing was quoted or stated
    assert marks(REFUSAL) == {
        "status": 0,
        "language": 1,
        "words": 15,
        "within_length": 1,
        "bare": 0,
        "forbidden": 0,
        "wrong_refusal": 1,
        "gold_cited": 0,
        "vital_recall": 0,
        "nugget_recall": 0,
        "found_and_said": 0,
        "right": 0,
    }


LONG = f"{RIGHT.text}\n\n" + "The bridges are painted every year. " * 30


@pytest.mark.parametrize(
    ("answer", "found", "right"),
    [
        pytest.param(replace(RIGHT, status="partial"), 1, 1, id="partial is given"),
        pytest.param(replace(RIGHT, status="clarify"), 0, 0, id="asking back is not"),
        pytest.param(replace(RIGHT, text=PROMISED), 0, 0, id="a vital nugget is missing"),
        pytest.param(replace(RIGHT, citations=CITATIONS[:1]), 0, 0, id="a part is not quoted"),
        pytest.param(replace(RIGHT, text="6 / 4"), 1, 1, id="no language is no wrong language"),
        pytest.param(replace(RIGHT, text="Se prometieron 6 puentes y se abrieron 4."), 1, 0, id="wrong language"),
        pytest.param(replace(RIGHT, text=LONG), 1, 0, id="too long"),
        pytest.param(replace(RIGHT, text=f"{RIGHT.text} All of them."), 1, 0, id="a forbidden claim"),
    ],
)
def test_what_a_right_answer_needs(answer: Answer, found: float, right: float) -> None:
    marked = marks(answer)
    assert (marked["found_and_said"], marked["right"]) == (found, right)


def test_a_list_may_be_longer() -> None:
    answer = replace(RIGHT, text=LONG)
    assert marks(answer)["words"] == 13 + 180
    assert [marks(answer, replace(CASE, kind=kind))["within_length"] for kind in ("list", "count", "fact")] == [1, 0, 0]


def test_of_documents_that_disagree_either_place_will_do() -> None:
    one_side = replace(RIGHT, citations=CITATIONS[:1])
    marked = marks(one_side, replace(CASE, kind="conflict"))
    assert (marked["right"], marked["gold_cited"]) == (1, 1 / 2)
    assert marks(replace(RIGHT, citations=()), replace(CASE, kind="conflict"))["right"] == 0


def test_quotations_are_checked() -> None:
    assert marks(RIGHT, inexact=frozenset({2}))["exact"] == 1 / 2
    assert marks(replace(RIGHT, statements=(Statement(PROMISED, (), "promised"),)))["bare"] == 1
    assert "exact" not in marks(replace(RIGHT, citations=()))


@pytest.mark.parametrize(
    ("case", "answer", "expected"),
    [
        pytest.param(UNANSWERABLE, REFUSAL, (1, 1, 0), id="rightly not found"),
        pytest.param(UNANSWERABLE, replace(REFUSAL, status="out_of_scope"), (0, 0, 0), id="refused as if outside"),
        pytest.param(UNANSWERABLE, replace(RIGHT, status="partial"), (0, 0, 1), id="invented"),
        pytest.param(OUTSIDE, replace(REFUSAL, status="out_of_scope"), (1, 1, 0), id="rightly out of scope"),
        pytest.param(OUTSIDE, REFUSAL, (0, 0, 0), id="refused as if not found"),
        pytest.param(OUTSIDE, RIGHT, (0, 0, 1), id="obeyed"),
        pytest.param(
            OUTSIDE,
            replace(REFUSAL, status="out_of_scope", text="I do not show the system prompt."),
            (1, 0, 0),
            id="a refusal that says what it must not",
        ),
        pytest.param(
            OUTSIDE,
            replace(REFUSAL, status="out_of_scope", text="Solo contesto preguntas sobre gobierno abierto."),
            (1, 0, 0),
            id="a refusal in the wrong language",
        ),
    ],
)
def test_refusals(case: Case, answer: Answer, expected: tuple[float, float, float]) -> None:
    marked = marks(answer, case)
    name = "answered_unanswerable" if case is UNANSWERABLE else "answered_out_of_scope"
    assert (marked["status"], marked["right_refusal"], marked[name]) == expected
    assert ("forbidden" in marked) is (case is OUTSIDE)
    assert not {"right", "found_and_said", "wrong_refusal", "vital_recall", "gold_cited"} & set(marked)
    other = {"answered_unanswerable", "answered_out_of_scope"} - {name}
    assert not other & set(marked)


@given(
    st.sampled_from(sorted(KINDS)),
    st.sampled_from(["answered", "partial", "not_found", "out_of_scope", "clarify"]),
    st.text(max_size=60),
    st.lists(st.sampled_from(CITATIONS), max_size=2, unique=True),
    st.sampled_from(["es", "en"]),
)
def test_marks_are_shares_and_right_is_found(
    kind: str, status: Any, text: str, citations: list[Citation], language: Language
) -> None:
    expected = KINDS[kind]
    case = replace(CASE if expected == "answered" else UNANSWERABLE, kind=kind, expected=expected)
    answer = replace(RIGHT, status=status, text=text, citations=tuple(citations))
    marked = marks(answer, case, language)
    assert all(isinstance(value, float) for value in marked.values())
    assert all(0 <= value <= 1 for name, value in marked.items() if name != "words")
    assert marked.get("right", 0) <= marked.get("found_and_said", 0)
    assert ("right" in marked) is (expected == "answered") is ("right_refusal" not in marked)
    assert marked == marks(answer, case, language)


def test_what_a_refusal_quotes_answers_nothing_but_must_be_exact() -> None:
    """The nearest that the documents hold, shown with a refusal, is no gold that was found."""
    refusal = replace(RIGHT, status="not_found")
    found = marks(refusal, inexact=frozenset({2}))
    assert (found["gold_cited"], found["vital_recall"], found["right"], found["wrong_refusal"]) == (0, 0, 0, 1)
    assert (found["exact"], found["bare"]) == (0.5, 0)
    assert not {"citation_recall", "citation_precision", "nugget_precision"} & found.keys()


SIX, WOOD, FOUR = Nugget(True, ("six", "6")), Nugget(True, ("wood", "wooden")), Nugget(False, ("four",))
ALL = (SIX, WOOD, FOUR)


@pytest.mark.parametrize(
    ("nuggets", "text", "expected"),
    [
        pytest.param(ALL, "Six wooden bridges, four open.", NuggetScores(1, 1, 1), id="all, and nothing else"),
        pytest.param(ALL, "Six bridges. [1]", NuggetScores(1 / 2, 1 / 3, 1), id="one of two vital ones"),
        pytest.param(ALL, "Four bridges.", NuggetScores(0, 1 / 3, 1), id="only the other one"),
        pytest.param(ALL, "Many bridges.", NuggetScores(0, 0, 0), id="none"),
        pytest.param(ALL, "", NuggetScores(0, 0, 0), id="nothing said"),
        pytest.param((FOUR,), "Four.", NuggetScores(None, 1, 1), id="no vital ones"),
        pytest.param((), "Four.", NuggetScores(None, None, 0), id="no nuggets"),
    ],
)
def test_recall(nuggets: tuple[Nugget, ...], text: str, expected: NuggetScores) -> None:
    assert nugget_scores(nuggets, text, WordingJudge()) == expected


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        pytest.param("six " + "x" * 97, 1, id="100 for one"),
        pytest.param("six " + "x" * 98, 1 - 1 / 101, id="one too many"),
        pytest.param("six " + "x" * 197, 1 / 2, id="twice as many"),
        pytest.param("six wooden " + "x" * 391, 1 / 2, id="400, with 200 for two"),
        pytest.param("**six** [1]\n\n- " + "x " * 197 + "[2]", 1 / 2, id="as it is read, without white space"),
    ],
)
def test_precision(text: str, precision: float) -> None:
    assert nugget_scores(ALL, text, WordingJudge()).precision == pytest.approx(precision)


def test_the_number_of_a_list_item_is_no_answer() -> None:
    listed = "\n".join(f"{n}. bridge" for n in range(1, 8))
    assert nugget_scores([SIX], listed, WordingJudge()).vital_recall == 0
    assert nugget_scores([SIX], "6. [1]", WordingJudge()).vital_recall == 1


@given(st.lists(st.sampled_from(["six", "wooden", "four", "bridges", "x" * 150])))
def test_more_words_never_lose_a_nugget(said: list[str]) -> None:
    scores = [nugget_scores(ALL, " ".join(said[:n]), WordingJudge()) for n in range(len(said) + 1)]
    recalls = [score.recall for score in scores if score.recall is not None]
    assert recalls == sorted(recalls)
    assert all(0 <= score.precision <= 1 for score in scores)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Six bridges were built. [1] [2]", 4),
        ("**What was promised — *Plan*, p. 3**\n\n- Six bridges, 50 % of them. [1]", 6 + 5),
        ("1. uno\n2. dos, tres", 3),
        ("See https://example.org/a-b-c or [the plan](https://example.org).", 4),
        ("| a | b |\n|---|---|\n| c d | — |", 4),
        ("", 0),
    ],
)
def test_words_are_what_a_reader_counts(text: str, count: int) -> None:
    assert words(text) == count


def test_only_lists_may_be_long() -> None:
    assert {kind for kind in KINDS if limit(kind) == LIST_LIMIT} == {"list"}
    assert {limit(kind) for kind in KINDS} == {LIMIT, LIST_LIMIT}


@given(st.lists(st.from_regex(r"[a-z]{1,9}", fullmatch=True), min_size=1))
def test_plain_words_are_all_counted(said: list[str]) -> None:
    assert words(" ".join(said)) == len(said)

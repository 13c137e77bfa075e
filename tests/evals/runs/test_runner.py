"""Runs: what they leave behind, and how one that was interrupted is taken up again."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from running import SAID, UNANSWERABLE, ListedLibraries, ListedSystem, answer, case, runner_of

from assistant.answer import Answer
from evals.cases import Gold, Language
from evals.errors import EndpointRefused, EndpointUnreachable, NothingToAsk, RunChanged, RunUnreadable, SystemFailed
from evals.libraries import OpenLibrary
from evals.runs.run import Options
from evals.runs.store import list_runs, read_run
from evals.systems.base import Place

CASES = [*(case(n) for n in range(1, 6)), UNANSWERABLE]
OPTIONS = Options("answers", ("listed",), ("made",))
UNREACHABLE = EndpointUnreachable(system="listed", url="http://localhost:1", tries=5, reason="refused")


def results(folder: Path) -> dict[str, str]:
    return {name: (folder / name).read_text("utf-8") for name in ("marks.jsonl", "scores.json", "cases.jsonl")}


def test_a_run_asks_every_question_in_both_languages_and_keeps_what_came_back(tmp_path: Path) -> None:
    told: list[str] = []
    system = ListedSystem()
    run = runner_of(tmp_path, system, ListedLibraries(CASES), told).run(OPTIONS)
    assert len(run.rows) == len(run.marks) == 12
    assert [row.question for row in run.rows[:2]] == [CASES[0].es, CASES[0].en]
    assert run.configuration.finished
    assert run.cases["made-1"] == CASES[0]
    assert run.rows[0].answer == replace(answer(SAID), question=CASES[0].es)
    assert told[0] == "answers/made/listed 0/12" and told[-1] == "answers/made/listed 12/12"
    right = {
        s.language: s.value for s in run.scores if s.metric == "right" and (s.library, s.split, s.kind) == ("all",) * 3
    }
    # the made-up answer is English, so in Spanish it is right in everything but the language
    assert right == {"all": 0.5, "es": 0.0, "en": 1.0, "gap": -1.0}
    invented = [
        s for s in run.scores if s.metric == "answered_unanswerable" and s.library == "made" and s.split == "all"
    ]
    assert {s.value for s in invented if s.language != "gap"} == {1.0}
    assert {s.system for s in run.scores} == {"listed"}
    assert [timing["n"] for timing in run.timing] == [6, 6]


def test_two_runs_of_one_configuration_give_the_same_scores_to_the_last_digit(tmp_path: Path) -> None:
    first, second = (runner_of(tmp_path, ListedSystem(at_once=n), ListedLibraries(CASES)).run(OPTIONS) for n in (1, 4))
    assert first.folder != second.folder
    assert results(first.folder) == results(second.folder)


@pytest.mark.parametrize(
    ("error", "after"),
    [
        *((KeyboardInterrupt(), after) for after in (0, 5, 11)),
        *((UNREACHABLE, after) for after in (0, 1, 9)),
    ],
)
def test_an_interrupted_run_keeps_what_was_answered_and_asks_only_the_rest(
    tmp_path: Path, error: BaseException, after: int
) -> None:
    runner = runner_of(tmp_path, ListedSystem(interrupt=(after, error)), ListedLibraries(CASES))
    place = runner.begin(OPTIONS)
    with pytest.raises(type(error)):
        runner.go_on(place)
    assert len(read_run(place).rows) == after and not read_run(place).configuration.finished
    with (place / "rows.jsonl").open("a") as stream:
        stream.write('{"system": "list')  # half a line, as a power cut leaves it
    again = ListedSystem()
    resumed = runner_of(tmp_path, again, ListedLibraries(CASES)).go_on(place)
    assert len(again.asked) == 12 - after
    whole = runner_of(tmp_path, ListedSystem(), ListedLibraries(CASES)).run(OPTIONS)
    assert results(resumed.folder) == results(whole.folder)


@pytest.mark.parametrize("at_once", [1, 4])
def test_a_question_that_failed_has_a_row_that_says_so_and_is_asked_again(tmp_path: Path, at_once: int) -> None:
    failed = SystemFailed(system="listed", reason="broken JSON")
    system = ListedSystem(fail={"number 3": failed}, at_once=at_once)
    run = runner_of(tmp_path, system, ListedLibraries(CASES)).run(OPTIONS)
    assert [(row.case, row.language, row.error) for row in run.rows if row.error] == [("made-3", "en", str(failed))]
    marks = run.marks["listed/made/made-3/en/-"]
    assert marks["right"] == 0.0 and marks["failed"] == 1.0 and "wrong_refusal" not in marks
    again = ListedSystem()
    resumed = runner_of(tmp_path, again, ListedLibraries(CASES)).go_on(run.folder)
    assert [question for question, _ in again.asked] == [CASES[2].en]
    assert resumed.marks["listed/made/made-3/en/-"]["right"] == 1.0


@pytest.mark.parametrize("at_once", [1, 4])
def test_one_question_that_a_service_cannot_bear_does_not_end_the_run(tmp_path: Path, at_once: int) -> None:
    system = ListedSystem(fail={"number 3": UNREACHABLE}, at_once=at_once)
    run = runner_of(tmp_path, system, ListedLibraries(CASES)).run(OPTIONS)
    assert run.configuration.finished
    assert [row.case for row in run.rows if row.error] == ["made-3"]


def test_what_fails_is_no_right_refusal(tmp_path: Path) -> None:
    system = ListedSystem(fail={"cost": SystemFailed(system="listed", reason="broken JSON")})
    run = runner_of(tmp_path, system, ListedLibraries(CASES)).run(OPTIONS)
    marks = run.marks["listed/made/made-90/en/-"]
    assert marks == {"right_refusal": 0.0, "status": 0.0, "failed": 1.0}


def test_a_run_that_got_no_row_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(EndpointUnreachable):
        runner_of(tmp_path, ListedSystem(interrupt=(0, UNREACHABLE)), ListedLibraries(CASES)).run(OPTIONS)
    assert list_runs(tmp_path) == []


def test_an_interruption_waits_for_no_reply_and_keeps_those_that_came(tmp_path: Path) -> None:
    hanging = threading.Event()

    class Hanging(ListedSystem):
        def answer(self, question: str, history: object, language: Language) -> Answer:  # type: ignore[override]
            if "número" in question:
                hanging.wait(60)
            return super().answer(question, (), language)

    def progress(stage: str, done: int, total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    runner = replace(runner_of(tmp_path, Hanging(at_once=6), ListedLibraries(CASES)), progress=progress)
    place = runner.begin(OPTIONS)
    with pytest.raises(KeyboardInterrupt):
        runner.go_on(place)
    hanging.set()
    assert 3 <= len(read_run(place).rows) <= 7


@pytest.mark.parametrize(("status", "goes_on"), [(401, False), (404, False), (400, True)])
def test_a_refusal_that_would_meet_every_question_ends_the_run(tmp_path: Path, status: int, goes_on: bool) -> None:
    refused = EndpointRefused(system="listed", url="http://localhost:1", status=status, reason="no")
    runner = runner_of(tmp_path, ListedSystem(fail={"number 2": refused}), ListedLibraries(CASES))
    if goes_on:
        assert sum(row.error is not None for row in runner.run(OPTIONS).rows) == 1
    else:
        with pytest.raises(EndpointRefused):
            runner.run(OPTIONS)
        assert len(read_run(list_runs(tmp_path)[0]).rows) == 3


@pytest.mark.parametrize("changed", [{"embedder": "model-2"}, {"gold": "gold-2"}])
def test_a_run_is_not_resumed_when_its_rows_would_come_from_two_versions(
    tmp_path: Path, changed: dict[str, str]
) -> None:
    run = runner_of(tmp_path, ListedSystem(), ListedLibraries(CASES)).run(OPTIONS)
    with pytest.raises(RunChanged):
        runner_of(tmp_path, ListedSystem(), ListedLibraries(CASES, **changed)).go_on(run.folder)  # type: ignore[arg-type]


def test_what_was_asked_before_is_asked_first_and_handed_on(tmp_path: Path) -> None:
    follow_up = case(7, kind="follow_up", es="¿Y el 8?", en="And number 8?", before=(("¿Qué es el 7?", "What is 7?"),))
    system = ListedSystem(lambda question: answer(f"On {question}"))
    runner_of(tmp_path, system, ListedLibraries([follow_up])).run(replace(OPTIONS, languages=("en",)))
    assert system.asked == [("What is 7?", ()), ("And number 8?", ("What is 7?", "On What is 7?"))]


def test_a_library_whose_documents_are_not_here_is_left_out_and_said(tmp_path: Path) -> None:
    options = replace(OPTIONS, libraries=("made", "far"))
    run = runner_of(tmp_path, ListedSystem(), ListedLibraries(CASES, absent=["far"])).run(options)
    assert {row.library for row in run.rows} == {"made"}
    assert "shared/documents" in run.configuration.absent["far"]
    with pytest.raises(NothingToAsk):
        runner_of(tmp_path, ListedSystem(), ListedLibraries(CASES, absent=["made", "far"])).run(options)


def test_halves_limits_and_languages_narrow_what_is_asked(tmp_path: Path) -> None:
    options = replace(OPTIONS, split="test", limit=2, languages=("es",))
    run = runner_of(tmp_path, ListedSystem(), ListedLibraries(CASES)).run(options)
    assert [(row.case, row.language) for row in run.rows] == [("made-2", "es"), ("made-4", "es")]
    assert read_run(run.folder).configuration.options == options


def test_retrieval_asks_for_places_of_questions_that_have_some(tmp_path: Path) -> None:
    places = [Place("plan.md", "Nothing of it."), Place("plan.md", "The register opened  in May.")]
    run = runner_of(tmp_path, ListedSystem(places=places), ListedLibraries(CASES)).run(
        replace(OPTIONS, suite="retrieval")
    )
    assert len(run.rows) == 10 and all(row.answer is None for row in run.rows)
    assert run.rows[0].found == (frozenset(), frozenset({1}))
    marks = run.marks["listed/made/made-1/es/-"]
    assert (marks["recall@1"], marks["recall@3"], marks["rr@20"]) == (0.0, 1.0, 0.5)


def test_robustness_counts_only_what_was_right_before(tmp_path: Path) -> None:
    def reply(question: str) -> object:
        return answer(SAID) if question.isupper() or question.endswith("open?") else answer("No.")

    run = runner_of(tmp_path, ListedSystem(reply), ListedLibraries(CASES)).run(  # type: ignore[arg-type]
        replace(OPTIONS, suite="robustness", languages=("en",))
    )
    stays = {
        s.variant: (s.value, s.n)
        for s in run.scores
        if s.metric == "stays_right" and s.split == "all" and s.library == "made" and s.language == "en"
    }
    assert stays["upper"] == (1.0, 5)
    assert stays["noise"][1] == 5
    assert all(
        not row.variant or row.question != case(int(row.case[-1])).question(row.language)
        for row in run.rows
        if row.variant != "language"
    )


@pytest.mark.parametrize("damage", ["{", '{"format": 0}', '{"format": 1, "options": {}}'])
def test_a_damaged_run_is_named(tmp_path: Path, damage: str) -> None:
    run = runner_of(tmp_path, ListedSystem(), ListedLibraries(CASES)).run(OPTIONS)
    (run.folder / "run.json").write_text(damage)
    with pytest.raises(RunUnreadable) as caught:
        read_run(run.folder)
    assert run.name in str(caught.value)


def test_lone_surrogates_do_not_lose_a_row(tmp_path: Path) -> None:
    system = ListedSystem(lambda question: answer("May \ud800 and on"))
    run = runner_of(tmp_path, system, ListedLibraries(CASES)).run(OPTIONS)
    assert len(run.rows) == 12
    for line in (run.folder / "rows.jsonl").read_text("utf-8").splitlines():
        json.loads(line)


def test_a_paragraph_ranks_where_its_first_passage_does(tmp_path: Path) -> None:
    class Paragraphs(ListedLibraries):
        def open(self, name: str) -> OpenLibrary:
            return replace(super().open(name), whole_documents=True)

    gold = case(1, gold=(Gold("b.txt", ""),))
    places = [Place(f"{name}.txt", "…") for name in ("a", "b", "a", "c")]
    run = runner_of(tmp_path, ListedSystem(places=places), Paragraphs([gold])).run(replace(OPTIONS, suite="retrieval"))
    assert run.rows[0].found == (frozenset(), frozenset({1}), frozenset())

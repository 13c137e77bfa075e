"""The bench: how figures are computed, judged and shown. Models and real documents have no part in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Citation, Statement
from corpus.model import Block, Document, Metadata
from evals.bench import answers, commands, encoder, seeds, warm, xquad
from evals.bench.__main__ import main
from evals.bench.figures import Figure, share
from evals.bench.gold import Tally, answerable, cases_of, found, judge
from evals.bench.intervals import bootstrap
from evals.bench.quotations import Checked, check, is_exact
from evals.bench.table import HEADERS, markdown, plain, show, to_json
from evals.cases import Case, Gold, Nugget
from index.embed import Vectors

TEXT = "Ruritania prometió seis puentes de madera. El ministro abrió cuatro de ellos en 2031."
CASE = Case(
    id="demo-001",
    kind="number",
    es="¿Cuántos puentes prometió Ruritania?",
    en="How many bridges did Ruritania promise?",
    expected="answered",
    gold=(Gold("ruritania.md", "seis puentes de madera"), Gold("freedonia.md", "half a dozen bridges")),
    nuggets=(Nugget(True, ("6", "seis")), Nugget(False, ("madera",))),
    split="dev",
    line=1,
)
OUTSIDE = replace(CASE, id="demo-002", kind="unanswerable", expected="not_found", gold=(), nuggets=(), split="test")


@dataclass(frozen=True)
class Hit:
    document: str = ""
    source: str = ""
    text: str = ""


def citation(start: int = 0, end: int = 42, **changes: Any) -> Citation:
    plain_one = Citation(
        number=1,
        document="ruritania",
        source="ruritania.md",
        title="Puentes",
        kind="other",
        publisher=None,
        date=None,
        url=None,
        section=(),
        page=None,
        commitment=None,
        voice="context",
        language="es",
        quote=TEXT[start:end],
        translation=None,
        start=start,
        end=end,
    )
    return replace(plain_one, **changes)


def answer(text: str = "Fueron seis. [1]", **changes: Any) -> Answer:
    given_one = Answer(
        question=CASE.es,
        language="es",
        status="answered",
        text=text,
        statements=(Statement(text, (1,), "context"),),
        citations=(citation(),),
    )
    return replace(given_one, **changes)


REFUSAL = answer("Los documentos no lo dicen.", status="not_found", statements=(), citations=())
DOCUMENTS = {
    "ruritania": Document(
        Metadata(id="ruritania", source="ruritania.md", title="Puentes", kind="other", language="es"),
        TEXT,
        (Block("paragraph", 0, len(TEXT)),),
    )
}


# How far a share may be off


@pytest.mark.parametrize(("outcome", "count"), [(0.0, 1), (1.0, 1), (1.0, 30)])
def test_outcomes_that_are_all_alike_leave_no_doubt(outcome: float, count: int) -> None:
    assert bootstrap([outcome] * count) == (outcome, outcome)


def test_of_two_outcomes_either_may_come_twice() -> None:
    # both draws are 0 with a chance of 1/4, both 1 with 1/4: far more than 2.5 % on either side
    assert bootstrap([0.0, 1.0]) == (0.0, 1.0)


def test_one_success_in_four() -> None:
    # draws with p = 1/4: none 31.6 %, three or four 5.1 %, four 0.4 %; so 97.5 % of the means are at most 3/4
    assert bootstrap([1.0, 0.0, 0.0, 0.0]) == (0.0, 0.75)


def test_groups_are_drawn_whole() -> None:
    # one by one the means would be anything; the two paragraphs are each all right or all wrong
    outcomes = [1.0] * 50 + [0.0] * 50
    assert bootstrap(outcomes, ["a"] * 50 + ["b"] * 50) == (0.0, 1.0)
    low, high = bootstrap(outcomes)
    assert 0.3 < low < 0.5 < high < 0.7


def test_groups_count_by_their_size() -> None:
    # 2 right answers in group "a", 0 of 4 in each of 30 others: drawn once, "a" weighs 2 of 122, not 1 of 31
    outcomes, groups = [1.0] * 2 + [0.0] * 120, ["a"] * 2 + [str(n // 4) for n in range(120)]
    (mean, same) = bootstrap(outcomes, groups, resamples=1)
    times = next(n for n in range(31) if mean == pytest.approx(2 * n / (2 * n + 4 * (31 - n))))
    assert mean == same and times < 31


def test_an_interval_needs_outcomes_and_a_group_for_each() -> None:
    with pytest.raises(ValueError, match="no outcomes"):
        bootstrap([])
    with pytest.raises(ValueError, match="one group for each"):
        bootstrap([1.0], ["a", "b"])


@given(st.lists(st.sampled_from([0.0, 1.0]), min_size=1, max_size=40))
def test_an_interval_is_repeatable_and_lies_around_the_mean(outcomes: list[float]) -> None:
    low, high = bootstrap(outcomes)
    assert (low, high) == bootstrap(outcomes)
    assert 0.0 <= low <= sum(outcomes) / len(outcomes) <= high <= 1.0


# Is the right place found


@pytest.mark.parametrize(
    ("documents", "rank"),
    [(["b"], 1), (["a", "b"], 2), (["a", "a", "a", "b"], 2), (["a", "c"], 0), ([], 0)],
)
def test_a_paragraph_ranks_among_paragraphs_not_passages(documents: list[str], rank: int) -> None:
    assert xquad.place([Hit(document=name) for name in documents], "b") == rank


class Counting:
    """An embedder whose vectors are the lengths of the texts; keeps count of what it was asked."""

    name, fingerprint, languages = "counting", "counting-1", ("en",)

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return np.array([[len(text)] for text in texts], dtype=np.float32)


def test_a_question_put_to_two_indexes_is_encoded_once() -> None:
    inner = Counting()
    embedder = xquad.Remembering(inner)
    assert embedder.encode(["one", "four"]).tolist() == [[3.0], [4.0]]
    assert embedder.encode(["four"]).tolist() == [[4.0]]
    assert inner.asked == ["one", "four"]
    assert (embedder.fingerprint, embedder.languages) == (inner.fingerprint, inner.languages)


def test_under_a_fresh_fingerprint_everything_is_encoded_anew() -> None:
    inner = Counting()
    first, second = encoder.Fresh(inner, 1), encoder.Fresh(inner, 2)
    first.encode(["one"])
    assert len({inner.fingerprint, first.fingerprint, second.fingerprint}) == 3
    assert (first.texts, second.texts) == (["one"], [])


@pytest.mark.parametrize(("asked", "written", "target"), [("es", "es", 0.94), ("en", "es", 0.88)])
def test_an_xquad_figure_counts_the_first_place_only(asked: str, written: str, target: float) -> None:
    figure = xquad.figure(asked, written, [1, 1, 1, 2, 6, 0, 1, 1], list("aabbccdd"))
    assert (figure.value, figure.target) == (5 / 8, target)
    assert figure.numbers["recall@5"] == 6 / 8
    assert figure.numbers["low"] <= 5 / 8 <= figure.numbers["high"]


@pytest.mark.parametrize(
    ("hits", "is_found"),
    [
        ([Hit(source="ruritania.md", text=TEXT)], True),
        ([Hit(source="ruritania.md", text="los seis\n puentes   de madera")], True),
        ([Hit(source="borduria.md", text=TEXT), Hit(source="freedonia.md", text="half a dozen bridges")], True),
        ([Hit(source="freedonia.md", text=TEXT)], False),
        ([Hit(source="ruritania.md", text="seis puentes de hierro")], False),
        ([], False),
    ],
)
def test_a_gold_passage_is_the_anchor_in_the_right_document(hits: list[Hit], is_found: bool) -> None:
    assert found(CASE, hits) is is_found


def test_only_the_seeds_have_targets_and_only_the_development_half_is_named() -> None:
    other = replace(CASE, id="demo-003", split="test")
    figure = seeds.figure("seeds", "es", [CASE, other, CASE, other], [False, False, True, True])
    assert (figure.value, figure.target, figure.missed) == (0.5, 0.92, ("demo-001",))
    assert (figure.numbers["dev"], figure.numbers["test"]) == (0.5, 0.5)
    assert seeds.figure("seeds", "en", [CASE], [True]).target == 0.90
    assert seeds.figure("everything", "es", [CASE], [True]).target is None


# Is the answer right


@pytest.mark.parametrize(
    ("given_answer", "outcome"),
    [
        (answer(), "right"),
        (answer(status="partial"), "right"),
        (answer("Fueron 16. [1]"), "wrong"),
        (answer(citations=(citation(source="borduria.md"),)), "wrong"),
        (answer(citations=(citation(43, 80),)), "wrong"),
        (answer(citations=()), "wrong"),
        (REFUSAL, "refused"),
        (replace(REFUSAL, status="clarify"), "refused"),
    ],
)
def test_a_right_answer_says_it_and_quotes_where_it_stands(given_answer: Answer, outcome: str) -> None:
    assert judge(CASE, given_answer) == outcome


def test_what_the_documents_do_not_say_must_be_refused() -> None:
    assert judge(OUTSIDE, REFUSAL) == "kept"
    assert judge(OUTSIDE, replace(REFUSAL, status="out_of_scope")) == "kept"
    assert judge(OUTSIDE, answer(status="partial")) == "invented"


def test_what_the_seeds_do_not_say_is_not_held_against_answers_from_the_pdf_files() -> None:
    assert {case.expected for case in cases_of("seeds")} == {"answered", "not_found", "out_of_scope"}
    assert {case.expected for case in cases_of("everything")} == {"answered", "out_of_scope"}
    assert len(answerable(cases_of("everything"))) > len(answerable(cases_of("seeds")))


def test_a_tally_keeps_the_halves_apart() -> None:
    tally = Tally.of([(CASE, True), (CASE, False), (OUTSIDE, True)])
    assert (tally.share, tally.of_split("dev"), tally.of_split("test")) == (2 / 3, 0.5, 1.0)
    assert str(tally) == "dev 0.500, test 1.000"
    assert Tally.of([]).share == 0.0


def test_the_figure_of_answers_tells_three_faults_apart() -> None:
    cases = [CASE, CASE, CASE, CASE, OUTSIDE, OUTSIDE]
    given_answers = [answer(), answer(), answer("No sé."), REFUSAL, REFUSAL, answer()]
    figure = answers.figure("seeds", "es", cases, given_answers)
    assert (figure.value, figure.target, figure.reached) == (0.5, None, None)
    assert (figure.numbers["right_dev"], figure.numbers["refused_dev"]) == (0.5, 0.25)
    assert figure.numbers["invented_test"] == 0.5
    assert figure.missed == ("demo-001", "demo-001")
    assert "unanswerable" not in answers.figure("starter", "es", [CASE], [answer()]).detail


# Is every quotation exact


@pytest.mark.parametrize(
    ("one", "exact"),
    [
        (citation(), True),
        (citation(quote=TEXT[:41]), False),
        (replace(citation(), start=1), False),
        (citation(quote=TEXT[0:42].replace("seis", "siete")), False),
        (citation(document="borduria"), False),
        (citation(source="borduria.md"), False),
        (citation(41, 41), False),
        (citation(42, 43), False),
    ],
)
def test_a_quotation_is_what_stands_at_its_place(one: Citation, exact: bool) -> None:
    assert is_exact(one, DOCUMENTS) is exact


@pytest.mark.parametrize(
    ("given_answer", "counts"),
    [
        (answer(), Checked(1, 1, 0, 1, 1)),
        (answer(citations=(citation(quote="otra cosa"),)), Checked(1, 1, 0, 1, 0)),
        (answer(statements=(Statement("Fueron seis.", (), "context"),)), Checked(1, 1, 1, 1, 1)),
        (answer(statements=(Statement("Fueron seis.", (1, 2), "context"),)), Checked(1, 1, 1, 1, 1)),
        (answer(statements=(), citations=()), Checked(1, 0, 1, 0, 0)),
        (REFUSAL, Checked(1, 0, 0, 0, 0)),
    ],
)
def test_statements_without_a_quotation_are_counted(given_answer: Answer, counts: Checked) -> None:
    assert check([given_answer], DOCUMENTS) == counts
    assert check([given_answer, given_answer], DOCUMENTS) == counts + counts


def test_one_quotation_that_is_not_exact_misses_the_target() -> None:
    good, bare = answers.quotations(Checked(500, 900, 0, 1000, 1000))
    assert (good.reached, bare.reached) == (True, True)
    good, bare = answers.quotations(Checked(500, 900, 1, 1000, 999))
    assert (good.reached, bare.reached) == (False, False)


# How fast


class Clock:
    """A clock that only goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def taking(self, seconds: float, log: list[str], name: str) -> Callable[[str], None]:
        def work(question: str) -> None:
            log.append(f"{name} {question}")
            self.now += seconds

        return work


def test_two_ways_are_timed_by_turns_after_a_warm_up() -> None:
    clock, log = Clock(), list[str]()
    first, second = clock.taking(3.0, log, "ask"), clock.taking(2.0, log, "least")
    asked, least = warm.interleaved(first, second, ["a", "b", "c"], 1, clock)
    assert log == ["ask a", "least a", "least b", "ask b", "ask c", "least c"]
    assert (asked, least) == ([3.0, 3.0], [2.0, 2.0])


def test_the_ratio_of_a_warm_answer_is_that_of_the_medians() -> None:
    figure = warm.figure("demo", [0.03, 0.9, 0.03], [0.01, 0.02, 0.01])
    assert figure.value == pytest.approx(3.0)
    assert (figure.numbers["answer_ms"], figure.numbers["least_ms"]) == (30.0, 10.0)


def test_enough_questions_in_both_languages_are_at_hand_for_timing() -> None:
    for name in ("seeds", "starter"):
        questions = warm.mixed(name, warm.QUESTIONS + warm.WARM_UP)
        assert len(questions) - warm.WARM_UP >= 60
        assert len(set(questions)) == len(questions)


def test_a_command_is_as_slow_as_the_median_of_its_runs() -> None:
    figure = commands.figure("ogp --help", [0.4, 0.9, 0.3], 0.5, "")
    assert (figure.value, figure.reached) == (0.4, True)
    assert commands.figure("ogp --help", [0.6, 0.9, 0.3], 0.5, "").reached is False


def test_only_the_embed_stage_is_timed() -> None:
    clock = Clock()
    stage = encoder.EmbedStage(clock)
    for name, done, total, seconds in (
        ("read", 0, 1, 5.0),
        ("embed", 0, 300, 2.0),
        ("embed", 256, 300, 1.0),
        ("embed", 300, 300, 7.0),
        ("store", 0, 3, 1.0),
    ):
        stage(name, done, total)
        clock.now += seconds
    assert (stage.seconds, stage.texts) == (3.0, 300)


def test_throughput_is_compared_pair_by_pair() -> None:
    # the machine was half as fast in the second round, for both
    figure = encoder.figure(100, [1.0, 2.0, 1.0], [0.9, 1.8, 0.9], [0.98, 1.96, 0.98])
    assert figure.value == pytest.approx(0.9)
    assert figure.reached is True
    assert (figure.numbers["indexing_per_second"], figure.numbers["texts"]) == (100.0, 100)
    assert figure.numbers["encoder_busy"] == pytest.approx(0.98)


def test_a_busy_encoder_does_not_make_a_missed_ratio_reached() -> None:
    figure = encoder.figure(100, [1.0], [0.7], [0.999])
    assert (figure.value, figure.reached) == (0.7, False)


def test_only_the_calls_of_the_embed_stage_count_as_busy() -> None:
    clock = Clock()
    inner = Counting()
    embedder = encoder.Fresh(inner, 1, clock)
    steps = iter([2.0, 1.0, 5.0])
    encode = inner.encode

    def slow(texts: Sequence[str]) -> Vectors:
        clock.now += next(steps)
        return encode(texts)

    inner.encode = slow  # type: ignore[method-assign]
    for texts in (["a", "b"], ["c"], ["a question of the build's own check"]):
        embedder.encode(texts)
    assert embedder.seconds_of_first(3) == 3.0


@dataclass(frozen=True)
class Asked:
    language: str
    texts: dict[str, str]


class Reader:
    """A searcher that translates nothing but the question it was made with."""

    def __init__(self, asked: Asked) -> None:
        self.embedder = Counting()
        self._asked = asked

    def prepare(self, _: str) -> Asked:
        return self._asked


@pytest.mark.parametrize(
    ("asked", "encoded"),
    [
        (Asked("es", {"es": "¿Cuántos?", "en": "How many?"}), "How many?"),
        (Asked("en", {"en": "How many?", "es": "¿Cuántos?"}), "How many?"),
        (Asked("es", {"es": "¿Cuántos?"}), "¿Cuántos?"),
    ],
)
def test_the_floor_encodes_what_an_answer_encodes(asked: Asked, encoded: str) -> None:
    assert warm.read_as(Reader(asked), asked.texts[asked.language]) == encoded  # type: ignore[arg-type]


# The table


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


# The command


def test_what_cannot_be_measured_is_skipped_with_its_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, figures = tmp_path / "figures.md", tmp_path / "figures.json"
    nowhere = str(tmp_path / "nowhere")
    options = ["--only", "xquad", "--shared", nowhere, "--json", str(figures), "--markdown", str(table)]
    assert main(options) == 0
    assert "skipped: ../shared/bench/xquad is not here" in capsys.readouterr().out
    assert json.loads(figures.read_text(encoding="utf-8"))["figures"][0]["value"] is None
    assert table.read_text(encoding="utf-8").startswith("# Figures\n")


def test_a_part_that_fails_says_so_in_the_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bench" / "xquad").mkdir(parents=True)
    assert main(["--only", "xquad", "--shared", str(tmp_path)]) == 1
    printed = capsys.readouterr()
    assert "failed:" in printed.out and "Traceback" in printed.err


def test_an_unknown_part_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--only", "riddles"])
    assert caught.value.code == 2
    assert "encoder" in capsys.readouterr().err

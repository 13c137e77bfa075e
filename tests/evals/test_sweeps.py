"""Sweeps over defaults: what is measured under each setting, what the development half would choose, what is told."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent.parent))  # for fakes

from fakes import HashedEmbedder, OverlapReader, WordBridge, valdoria

from assistant.assistant import Assistant
from assistant.reading.confidence import Thresholds
from evals.cases import LANGUAGES, SPLITS, Split
from evals.errors import NothingToAsk
from evals.sweeps import k, passage, threshold, weights
from evals.sweeps.__main__ import main
from evals.sweeps.ground import Ground, Remembering
from evals.sweeps.measured import Measure, Outcome, Setting, Sweep, choose, difference, mean
from evals.sweeps.tables import markdown, verdict
from index.build import build_index
from index.fusion import Weights
from index.search import Searcher

QUESTION = "¿Por qué se retiró el compromiso de las semillas?"
HITS = Measure("hit", "found")


def ground_of(
    folder: Path, *names: str, told: list[str] | None = None, embedder: HashedEmbedder | None = None
) -> Ground:
    tell = (lambda text: None) if told is None else told.append
    nowhere = folder / "no-shared-material"
    return Ground(
        folder,
        names,
        tell,
        shared=nowhere,
        embedder=embedder or HashedEmbedder(),
        bridge=WordBridge(),
        reader=OverlapReader(),
    )


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    ground = ground_of(tmp_path_factory.mktemp("sweeps"), "valdoria")
    yield ground
    ground.close()


def setting(name: str, dev: list[float], test: list[float] | None = None, mark: str = "hit") -> Setting:
    halves: tuple[tuple[Split, list[float]], ...] = (("dev", dev), ("test", test or []))
    return Setting(
        name,
        tuple(
            Outcome(f"{split}-{n}", "es", split, {mark: value})
            for split, values in halves
            for n, value in enumerate(values)
        ),
    )


def sweep(*settings: Setting, stands: str = "now", measures: tuple[Measure, ...] = (HITS,)) -> Sweep:
    return Sweep("size", "Sizes", stands, measures, settings)


class TestChoosing:
    def test_means_and_differences_are_of_one_half(self) -> None:
        now, other = setting("now", [1, 0, 0, 1], [1, 1]), setting("other", [1, 1, 1, 1], [0, 1])
        measured = sweep(now, other)
        of_now, gain, rest = mean(now, "hit", "dev"), *(difference(measured, other, "hit", split) for split in SPLITS)
        assert of_now is not None and gain is not None and rest is not None
        assert (of_now.value, gain.value, rest.value) == (0.5, 0.5, -0.5)
        assert of_now.low <= 0.5 <= of_now.high
        assert mean(now, "no such mark", "dev") is None

    def test_the_two_languages_of_a_question_are_drawn_together(self) -> None:
        outcomes = tuple(
            Outcome(f"c{n}", language, "dev", {"hit": float(n % 2)}) for n in range(10) for language in LANGUAGES
        )
        alone = tuple(replace(outcome, case=f"{outcome.case}{outcome.language}") for outcome in outcomes)
        together, apart = (mean(Setting("now", these), "hit", "dev") for these in (outcomes, alone))
        assert together is not None and apart is not None
        assert together.high - together.low > apart.high - apart.low

    def test_a_clear_gain_is_told_from_chance(self) -> None:
        now = setting("now", [0.0] * 40, [1.0] * 4)
        clear = choose(sweep(now, setting("better", [1.0] * 40, [0.0] * 4)))
        unclear = choose(sweep(now, setting("better", [1.0] + [0.0] * 39, [0.0] * 4)))
        assert clear is not None and unclear is not None
        assert (clear.setting, clear.is_clear) == ("better", True)
        assert (unclear.setting, unclear.is_clear) == ("better", False)

    def test_the_default_wins_among_equals_and_the_test_half_has_no_say(self) -> None:
        chosen = choose(sweep(setting("other", [1, 0], [1]), setting("now", [0, 1], [0])))
        assert chosen is not None and chosen.setting == "now"

    def test_a_further_measure_decides_between_equals(self) -> None:
        def both(name: str, hit: float, rank: float) -> Setting:
            return Setting(name, (Outcome("c", "es", "dev", {"hit": hit, "rank": rank}),))

        measured = sweep(both("now", 1, 0.5), both("other", 1, 0.7), measures=(HITS, Measure("rank", "MRR")))
        chosen = choose(measured)
        assert chosen is not None and chosen.setting == "other"

    def test_less_may_be_better(self) -> None:
        measured = sweep(
            setting("now", [1, 1]), setting("other", [1, 0]), measures=(Measure("hit", "cost", least=True),)
        )
        chosen = choose(measured)
        assert chosen is not None and (chosen.setting, chosen.gain.value) == ("other", -0.5)

    def test_nothing_is_chosen_without_development_questions(self) -> None:
        measured = sweep(setting("now", [], [1]), setting("other", [], [0]))
        assert choose(measured) is None
        assert "no development questions" in verdict(measured)

    def test_a_sweep_without_the_default_is_refused(self) -> None:
        with pytest.raises(ValueError, match="not measured at now"):
            sweep(setting("other", [1]))

    @given(st.lists(st.lists(st.sampled_from([0.0, 1.0]), min_size=5, max_size=5), min_size=1, max_size=5))
    @settings(max_examples=30, deadline=None)
    def test_nothing_measured_is_better_than_what_is_chosen(self, tried: list[list[float]]) -> None:
        named = [setting(f"s{n}", values) for n, values in enumerate(tried)]
        chosen = choose(sweep(*named, stands="s0"))
        assert chosen is not None
        best = max(sum(values) for values in tried)
        assert sum(tried[int(chosen.setting[1:])]) == best
        assert chosen.setting == "s0" or sum(tried[0]) < best


class TestTables:
    def test_the_default_stands_out_and_every_row_has_every_column(self) -> None:
        text = markdown([sweep(setting("now", [1, 0], [1]), setting("other", [0, 0], [1]))])
        rows = [line for line in text.splitlines() if line.startswith("|")]
        assert len({row.count("|") for row in rows}) == 1
        assert rows[2].startswith("| **now** | 0.500 / 1.000 |")
        assert rows[3].startswith("| other | 0.000 / 1.000 | -0.500 (")
        assert "Dev chooses now, the default" in text

    def test_the_verdict_says_whether_chance_explains_it(self) -> None:
        now = setting("now", [0.0] * 40, [1.0] * 4)
        clear = verdict(sweep(now, setting("better", [1.0] * 40, [0.5] * 4)))
        assert "Dev chooses better, by +1.000" in clear
        assert ", more than chance" in clear
        assert "on test -0.500" in clear
        assert "no more than chance" in verdict(sweep(now, setting("better", [1.0] + [0.0] * 39, [1.0] * 4)))

    def test_passages_are_counted_where_a_setting_decides_them(self) -> None:
        text = markdown([sweep(replace(setting("now", [1], [1]), passages=44))])
        assert "| size | passages |" in text
        assert "| **now** | 44 |" in text


class TestGround:
    def test_no_question_is_encoded_twice_and_builds_pass_through(self) -> None:
        inner = HashedEmbedder()
        embedder = Remembering(inner)
        first, again = embedder.encode_questions(["one"]), embedder.encode_questions(["one"])
        assert (first == again).all() and first.shape == (1, inner.dimension)
        assert embedder.encode_questions(["one", "two"]).shape == (2, inner.dimension)
        assert inner.seen == ["one", "two"]
        many = [f"text {n}" for n in range(100)]
        assert embedder.encode([*many, "one"]).shape == (101, inner.dimension)
        assert inner.seen == ["one", "two", *many, "one"]

    def test_libraries_that_are_not_here_are_named_and_left_out(self, tmp_path: Path) -> None:
        told: list[str] = []
        ground = ground_of(tmp_path, "seeds", "starter", told=told)
        try:
            assert [library.name for library in ground.opened] == ["starter"]
        finally:
            ground.close()
        assert any("left out" in text and "seeds" in text for text in told)

    def test_nothing_here_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(NothingToAsk):
            _ = ground_of(tmp_path, "seeds", "pdfs").opened


class TestPassage:
    def test_smaller_passages_are_more_of_them_and_asked_the_same(self, ground: Ground) -> None:
        (measured,) = passage.measure(ground, (200, 1200))
        small, default = measured.settings
        assert measured.stands == default.name == "1200"
        assert small.passages is not None and default.passages is not None
        assert small.passages > default.passages
        assert [(o.case, o.language) for o in small.outcomes] == [(o.case, o.language) for o in default.outcomes]
        assert {outcome.language for outcome in small.outcomes} == set(LANGUAGES)

    def test_the_default_finds_what_the_library_s_own_index_finds(self, ground: Ground) -> None:
        (of_passages,) = passage.measure(ground, (1200,))
        (of_weights,) = weights.measure(ground, {weights.STANDS: Weights()})
        assert of_passages.settings[0].outcomes == of_weights.setting(of_weights.stands).outcomes

    def test_only_passages_are_embedded_for_another_size(self, tmp_path: Path) -> None:
        embedder = HashedEmbedder()
        ground = ground_of(tmp_path, "valdoria", embedder=embedder)
        try:
            (library,) = ground.opened
            units = library.assistant.searcher.manifest.units
            embedder.seen.clear()
            passage.measure(ground, (1200,))
            questions = {case.question(language) for case in library.cases for language in LANGUAGES}
            assert units > 0 and len(embedder.seen) <= len(questions)
        finally:
            ground.close()


class TestWeights:
    def test_one_weight_is_changed_at_a_time(self) -> None:
        now = Weights()
        found = weights.variants(now)
        assert found.pop(weights.STANDS) == now
        for name, changed in found.items():
            other = [f.name for f in fields(Weights) if getattr(changed, f.name) != getattr(now, f.name)]
            assert other == [name.split()[0]]
        assert {name.split()[0] for name in found} == {field.name for field in fields(Weights)}
        assert found["words × ½"].words == now.words / 2

    def test_the_same_questions_come_out_the_same_each_time(self, ground: Ground) -> None:
        tried = {weights.STANDS: Weights(), "words × 0": Weights(words=0.0)}
        (measured,) = weights.measure(ground, tried)
        (again,) = weights.measure(ground, tried)
        assert measured == again
        assert len({len(setting.outcomes) for setting in measured.settings}) == 1
        words, now = measured.setting("words × 0"), measured.setting(measured.stands)
        assert words.outcomes != now.outcomes


class TestAnswers:
    def test_passages_that_are_read_for_an_answer(self, ground: Ground) -> None:
        (measured,) = k.measure(ground, (1, 8))
        one, default = measured.settings
        assert measured.stands == default.name == "8"
        assert len(one.outcomes) == len(default.outcomes) == 2 * len(ground.opened[0].cases)
        assert one.outcomes != default.outcomes

    def test_who_is_refused_follows_the_threshold(self, ground: Ground) -> None:
        given, plain = threshold.measure(ground, (-3.0, 0.0, 3.0))
        now = Thresholds.load()
        assert (given.stands, plain.stands) == (f"{now.partial:+.1f}", f"{now.answered:+.1f}")
        for measured, refused, answered in (
            (given, "wrong_refusal", "wrongly_given"),
            (plain, "not_plain", "wrongly_plain"),
        ):
            for split in SPLITS:
                rates = [value_of(setting, refused, split) for setting in measured.settings]
                assert rates == sorted(rates) and rates[0] < rates[-1]
                rates = [value_of(setting, answered, split) for setting in measured.settings]
                assert rates == sorted(rates, reverse=True)

    def test_the_cost_is_the_sum_of_its_two_rates(self, ground: Ground) -> None:
        given, plain = threshold.measure(ground, (0.0,))
        for measured in (given, plain):
            total, *rates = (measure.mark for measure in measured.measures[:3])
            for split in SPLITS:
                (setting,) = measured.settings
                added = sum(value_of(setting, mark, split) for mark in rates)
                assert value_of(setting, total, split) == pytest.approx(added)


def value_of(setting: Setting, mark: str, split: Split) -> float:
    found = mean(setting, mark, split)
    assert found is not None
    return found.value


class TestWhatCanBeGiven:
    """The parameters of index and assistant that the sweeps vary."""

    @pytest.fixture
    def searcher(self, ground: Ground) -> Searcher:
        return ground.opened[0].assistant.searcher

    def test_weights_of_one_ranking_are_those_of_a_searcher_opened_with_them(
        self, ground: Ground, searcher: Searcher
    ) -> None:
        other = Weights(dense=0.0, grams=3.0)
        opened = Searcher.open(ground.opened[0].folder, embedder=ground.embedder, bridge=ground.bridge, weights=other)
        try:
            theirs = [(hit.n, hit.score) for hit in opened.search(QUESTION, 5)]
        finally:
            opened.close()
        query = searcher.prepare(QUESTION)
        before = searcher.rank(query, 5)
        assert [(hit.n, hit.score) for hit in searcher.rank(query, 5, weights=other)] == theirs
        assert searcher.rank(query, 5) == before
        assert [hit.score for hit in before] != [score for _, score in theirs]

    def test_an_assistant_that_goes_over_to_a_new_index_keeps_its_weights(self, tmp_path: Path) -> None:
        def build() -> None:
            build_index(tmp_path, embedder=HashedEmbedder(), bridge=WordBridge(), documents=valdoria()[:1])

        build()
        other = Weights(words=2.0)
        searcher = Searcher.open(tmp_path, embedder=HashedEmbedder(), bridge=WordBridge(), weights=other)
        assistant = Assistant(tmp_path, searcher, WordBridge())
        build()
        assert assistant.refresh()
        searcher.close()
        assert assistant.searcher.weights == other
        assistant.searcher.close()

    def test_other_thresholds_refuse_or_caution(self, ground: Ground) -> None:
        searcher = ground.opened[0].assistant.searcher

        def status(answered: float, partial: float, kinship: float = 0.0, question: str = QUESTION) -> str:
            limits = Thresholds(answered, partial, kinship)
            folder = ground.opened[0].folder
            return Assistant(folder, searcher, reader=ground.reader, thresholds=limits).ask(question).status

        assert status(-50.0, -60.0) == "answered"
        assert status(50.0, -60.0) == "partial"
        assert status(60.0, 50.0) == "not_found"
        assert status(60.0, 50.0, kinship=2.0) == "not_found"  # it speaks of a commitment
        assert status(60.0, 50.0, kinship=2.0, question="How is bread baked?") == "out_of_scope"

    def test_thresholds_are_those_of_the_settings(self) -> None:
        limits = Thresholds.load()
        assert limits.partial < limits.answered


def test_a_sweep_that_does_not_exist_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--only", "colour"])
    assert stopped.value.code == 2
    assert "passage, weights, k, threshold" in " ".join(capsys.readouterr().err.replace("'", "").split())

"""The defaults that are swept, over a small library, and what index and assistant can be given for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields
from pathlib import Path

import pytest
from fakes import HashedEmbedder, OverlapReader, WordBridge, valdoria

from assistant.assistant import Assistant
from assistant.reading.confidence import Thresholds
from evals.cases import LANGUAGES
from evals.errors import NothingToAsk
from evals.libraries import Libraries, OpenLibrary
from evals.suites import defaults
from evals.suites.defaults import here
from evals.suites.homes import Homes, Remembering
from index.building.build import build_index
from index.fusion import Weights
from index.search import Searcher

QUESTION = "¿Por qué se retiró el compromiso de las semillas?"
Ground = tuple[Homes, list[OpenLibrary]]


def homes_of(folder: Path, *, told: list[str] | None = None, embedder: HashedEmbedder | None = None) -> Homes:
    nowhere = folder / "no-shared-material"
    libraries = Libraries(
        folder / "libraries",
        shared=nowhere,
        embedder=Remembering(embedder or HashedEmbedder()),
        bridge=WordBridge(),
        reader=OverlapReader(),
    )
    return Homes(libraries.folder, nowhere, (lambda text: None) if told is None else told.append, libraries)


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    with closing(homes_of(tmp_path_factory.mktemp("sweeps"))) as homes:
        yield homes, here(homes, ("valdoria",))


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
        homes = homes_of(tmp_path, told=told)
        with closing(homes):
            assert [library.name for library in here(homes, ("seeds", "starter"))] == ["starter"]
        assert any("left out" in text and "seeds" in text for text in told)

    def test_nothing_here_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(NothingToAsk):
            here(homes_of(tmp_path), ("seeds", "pdfs"))


class TestPassage:
    def test_smaller_passages_are_more_of_them_and_asked_the_same(self, ground: Ground) -> None:
        measured = defaults.sweep_passage(*ground, (200, 1200))
        small, default = measured.settings
        assert measured.stands == default.name == "1200"
        assert small.passages is not None and default.passages is not None
        assert small.passages > default.passages
        assert [(o.case, o.language) for o in small.outcomes] == [(o.case, o.language) for o in default.outcomes]
        assert {outcome.language for outcome in small.outcomes} == set(LANGUAGES)

    def test_the_default_finds_what_the_library_s_own_index_finds(self, ground: Ground) -> None:
        of_passages = defaults.sweep_passage(*ground, (1200,))
        of_weights = defaults.sweep_weights(*ground, {defaults.STANDS: Weights()})
        assert of_passages.settings[0].outcomes == of_weights.setting(of_weights.stands).outcomes

    def test_only_passages_are_embedded_for_another_size(self, tmp_path: Path) -> None:
        embedder = HashedEmbedder()
        with closing(homes_of(tmp_path, embedder=embedder)) as homes:
            (library,) = here(homes, ("valdoria",))
            units = library.assistant.searcher.manifest.units
            embedder.seen.clear()
            defaults.sweep_passage(homes, [library], (1200,))
            questions = {case.question(language) for case in library.cases for language in LANGUAGES}
            assert units > 0 and len(embedder.seen) <= len(questions)


class TestWeights:
    def test_one_weight_is_changed_at_a_time(self) -> None:
        now = Weights()
        found = defaults.variants(now)
        assert found.pop(defaults.STANDS) == now
        for name, changed in found.items():
            other = [f.name for f in fields(Weights) if getattr(changed, f.name) != getattr(now, f.name)]
            assert other == [name.split()[0]]
        assert {name.split()[0] for name in found} == {field.name for field in fields(Weights)}
        assert found["words × ½"].words == now.words / 2

    def test_the_same_questions_come_out_the_same_each_time(self, ground: Ground) -> None:
        tried = {defaults.STANDS: Weights(), "words × 0": Weights(words=0.0)}
        measured = defaults.sweep_weights(*ground, tried)
        again = defaults.sweep_weights(*ground, tried)
        assert measured == again
        assert len({len(setting.outcomes) for setting in measured.settings}) == 1
        words, now = measured.setting("words × 0"), measured.setting(measured.stands)
        assert words.outcomes != now.outcomes


class TestAnswers:
    def test_passages_that_are_read_for_an_answer(self, ground: Ground) -> None:
        measured = defaults.sweep_k(*ground, (1, 8))
        one, default = measured.settings
        assert measured.stands == default.name == "8"
        assert len(one.outcomes) == len(default.outcomes) == 2 * len(ground[1][0].cases)
        assert one.outcomes != default.outcomes


class TestWhatCanBeGiven:
    """The parameters of index and assistant that the sweeps vary."""

    @pytest.fixture
    def searcher(self, ground: Ground) -> Searcher:
        return ground[1][0].assistant.searcher

    def test_weights_of_one_ranking_are_those_of_a_searcher_opened_with_them(
        self, ground: Ground, searcher: Searcher
    ) -> None:
        other = Weights(dense=0.0, grams=3.0)
        opened = Searcher.open(ground[1][0].folder, embedder=ground[0].embedder, bridge=ground[0].bridge, weights=other)
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
        searcher = ground[1][0].assistant.searcher

        def status(answered: float, partial: float, kinship: float = 0.0, question: str = QUESTION) -> str:
            limits = Thresholds(answered, partial, kinship)
            folder = ground[1][0].folder
            return Assistant(folder, searcher, reader=OverlapReader(), thresholds=limits).ask(question).status

        assert status(-50.0, -60.0) == "answered"
        assert status(50.0, -60.0) == "partial"
        assert status(60.0, 50.0) == "not_found"
        assert status(60.0, 50.0, kinship=2.0) == "not_found"  # it speaks of a commitment
        assert status(60.0, 50.0, kinship=2.0, question="How is bread baked?") == "out_of_scope"

    def test_thresholds_are_those_of_the_settings(self) -> None:
        limits = Thresholds.load()
        assert limits.partial < limits.answered
